"""Sets of questions: read in order, with a finding for whatever doesn't fit."""

from __future__ import annotations

import pytest

from helpers import Project
from quiz_samples import LENDING, PATH, with_quizzes


def test_sets_are_read_by_name_and_order(project: Project) -> None:
    """The file's name is the set's; questions are there as written."""
    quizzes = with_quizzes(project).site().quizzes
    assert list(quizzes) == ["elderly", "lending"]
    paper = quizzes["lending"].questions[1]
    assert (paper.id, paper.options, paper.answer, len(paper.basis)) == ("paper", ("不用", "要写", "随便"), 2, 2)


def test_a_project_may_have_no_questions(project: Project) -> None:
    """Without the folder there is nothing, and nothing is wrong."""
    site, findings = project.load()
    assert site is not None and site.quizzes == {}
    assert not findings


@pytest.mark.parametrize(
    ("rule", "line", "old", "new"),
    [
        ("wrong-value", 9, "answer: 1\n    explanation: 可以", "answer: 0\n    explanation: 可以"),
        ("list-repeats", 8, "options: [能, 不能]", "options: [能, 能]"),
        ("list-length", 8, "options: [能, 不能]", "options: [能]"),
        ("missing-key", 6, f"    basis: [{'《民法典》第六百七十五条'}]\n  - id: paper", "  - id: paper"),
        ("wrong-value", 6, "id: due", "id: Due"),
    ],
)
def test_faults_are_told_with_their_lines(project: Project, rule: str, line: int, old: str, new: str) -> None:
    """An answer below one, an option twice, a single option, no citation, a strange id."""
    _, findings = with_quizzes(project).replace(PATH, old, new).load()
    assert (rule, PATH, line) in {(one.rule, one.span.path, one.span.line) for one in findings}


@pytest.mark.parametrize("name", ["today", "index", "Lending", "more/lending"])
def test_names_that_can_be_no_address(project: Project, name: str) -> None:
    """Names of other pages, names that are no slugs, files in folders: told and left out."""
    site, findings = project.write(f"data/quiz/{name}.yml", LENDING).load()
    assert site is not None and site.quizzes == {}
    assert [(one.rule, one.span.path) for one in findings] == [("file-name", f"data/quiz/{name}.yml")]
