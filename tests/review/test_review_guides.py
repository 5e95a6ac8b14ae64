"""Guides by situation of life: citations, services, cases and readers exist; their words keep the prose rules."""

from __future__ import annotations

import pytest

from guide_samples import BASIS, PATH, with_guides
from helpers import NOW, Project
from portal.assembly.reviewing import review_project
from portal.load.facts import load_facts
from portal.load.source import Source
from portal.model.review_settings import ReviewSettings
from portal.review.checks import guides
from portal.review.data_texts import DataText, is_data_text, review_data, review_texts
from review.review_samples import after

HITS = [
    ("unregistered-audience", 4, "audience: [社会公众]", "audience: [群众]"),
    ("law-article-out-of-range", 9, BASIS, "《中华人民共和国民法典》第一千二百六十一条"),
    ("law-entry-shape", 9, BASIS, "民法典第一条"),
    ("law-repealed", 9, BASIS, "《中华人民共和国合同法》第一条"),
    ("law-unknown", 12, "《测试办法》第一条", "《没有办法》第一条"),
    ("law-article-out-of-range", 19, f"3年内提出来。\n    basis: [{BASIS}]", "3年内提出来。\n    basis: [《中华人民共和国民法典》第九千条]"),
    ("guide-unknown-service", 20, "services: [aid]", "services: [nowhere]"),
    ("guide-unknown-case", 21, "cases: [loan]", "cases: [loans]"),
]


@pytest.mark.parametrize(("rule", "line", "old", "new"), HITS)
def test_hit(project: Project, rule: str, line: int, old: str, new: str) -> None:
    """Each fault is found on its line."""
    assert after(with_guides(project), guides, (PATH, old, new)) == {(rule, PATH, line)}


def test_miss(project: Project) -> None:
    """A guide whose citations hold and whose names exist; a case that waits for its time exists too."""
    case = "content/cases/2025/2025-06-10-loan.md"
    assert not after(with_guides(project), guides)
    assert not after(project, guides, (case, "source: 测试局", "source: 测试局\ndraft: true"))


def review(project: Project, text: str) -> set[tuple[str, int, int]]:
    facts = load_facts(Source(project.root), NOW.day)
    return {(one.rule, one.span.line, one.span.column) for one in review_data(PATH, text, facts, ReviewSettings())}


def test_words_are_found_where_they_stand(project: Project) -> None:
    """Line and column of the file, with and without quotes, in lists; numbers, addresses and citations aren't prose."""
    text = 'title: 先报案,再说\nsteps:\n  - text: "先报案,再说"\n    basis: [民法典,第一条]\npapers: [身份证, "先报案,再说"]\nid: a,b\norder: 1\n'
    assert review(project, text) == {("half-width-punctuation", line, column) for line, column in ((1, 11), (3, 15), (5, 19))}


def test_texts_are_paragraphs_of_their_own(project: Project) -> None:
    """What ends one text and begins the next makes no fault together; a text over several lines stays one."""
    facts = load_facts(Source(project.root), NOW.day)
    texts = [DataText(1, 1, "请打电话。"), DataText(2, 1, "。"), DataText(3, 1, "甲\n乙,丙")]
    assert {(one.rule, one.span.line) for one in review_texts(PATH, texts, facts, ReviewSettings())} == {("half-width-punctuation", 3)}


def test_the_review_of_a_project_reads_guides(project: Project) -> None:
    """Findings in words of guides are among those of the project, again when nothing has changed since, and gone when they are mended."""
    with_guides(project).replace(PATH, "先催一催", "先催一催,再等等")
    now = {"SOURCE_DATE_EPOCH": str(int(NOW.at.timestamp()))}
    for _ in range(2):
        assert ("half-width-punctuation", 10) in {(one.rule, one.span.line) for one in review_project(project.root, now).findings if one.span.path == PATH}
    project.replace(PATH, "先催一催,再等等", "先催一催")
    assert not [one for one in review_project(project.root, now).findings if one.span.path == PATH]


def test_findings_in_guides_can_be_suppressed(project: Project) -> None:
    """A comment at the end of the line or above it, with a reason, as in front matter; one that is of no use is told."""
    with_guides(project).replace(PATH, "title: 先催一催", "title: 先催一催,再等等  # 审校忽略 half-width-punctuation 理由：测试")
    project.replace(PATH, "urgent:", "# 审校忽略 half-width-punctuation 理由：测试\nurgent:")
    now = {"SOURCE_DATE_EPOCH": str(int(NOW.at.timestamp()))}
    found = {(one.rule, one.span.line) for one in review_project(project.root, now).findings if one.span.path == PATH}
    assert found == {("suppression-unused", 5)}


def test_other_data_files_are_left_alone() -> None:
    """Only folders of texts are read as prose."""
    assert is_data_text("data/guides/loan.yml") and is_data_text("data/quiz/work.yml")
    assert not is_data_text("data/services.yml") and not is_data_text("data/guides/readme.md")
