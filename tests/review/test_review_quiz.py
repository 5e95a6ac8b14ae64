"""Questions: ids used once, answers that are options, citations that hold, answers that nobody guesses; the shipped ones above all."""

from __future__ import annotations

from collections import Counter

import pytest

from helpers import NOW, ROOT, Project, moment
from portal.assembly.reviewing import review_project
from portal.load.site import load_site
from portal.review.checks import quiz
from quiz_samples import BASIS, OTHER, PATH, with_quizzes
from review.review_samples import after, brief

HITS = [
    ("unregistered-audience", 3, "audience: [社会公众]", "audience: [群众]"),
    ("duplicate-id", 6, "id: due", "id: q1"),
    ("quiz-answer-missing", 9, "answer: 1\n    explanation: 可以", "answer: 3\n    explanation: 可以"),
    ("law-article-out-of-range", 11, f"basis: [{BASIS}]\n  - id: paper", "basis: [《民法典》第一千二百六十一条]\n  - id: paper"),
    ("law-entry-shape", 11, f"basis: [{BASIS}]\n  - id: paper", "basis: [民法典第一条]\n  - id: paper"),
    ("law-repealed", 11, f"basis: [{BASIS}]\n  - id: paper", "basis: [《合同法》第一条]\n  - id: paper"),
    ("law-unknown", 17, "《测试办法》第一条", "《没有办法》第一条"),
]


@pytest.mark.parametrize(("rule", "line", "old", "new"), HITS)
def test_hit(project: Project, rule: str, line: int, old: str, new: str) -> None:
    """Each fault is found on its line; of an id in two files the later one."""
    assert after(with_quizzes(project), quiz, (PATH, old, new)) == {(rule, PATH, line)}


def test_miss(project: Project) -> None:
    """Sets without a fault, and a project without sets."""
    assert not after(project, quiz)
    assert not after(with_quizzes(project), quiz)


def test_answers_that_can_be_guessed(project: Project) -> None:
    """Six questions whose answer is always the same one are told; the same few times in a short set is chance."""
    with_quizzes(project)
    text = (project.root / OTHER).read_text("utf-8")
    more = text + text.partition("questions:\n")[2].replace("id: q", "id: r")
    for number in (1, 3):
        more = more.replace(f"answer: {number}", "answer: 2")
    assert after(project.write(OTHER, more), quiz) == {("quiz-answers-alike", OTHER, 5)}
    assert not after(project.write(OTHER, text.replace("answer: 1", "answer: 2").replace("answer: 3", "answer: 2")), quiz)


def test_the_review_of_a_project_reads_questions(project: Project) -> None:
    """Words of questions keep the prose rules, like those of articles."""
    with_quizzes(project).replace(PATH, "还钱要拿收条。", "还钱,要拿收条。")
    found = brief(review_project(project.root, {"SOURCE_DATE_EPOCH": str(int(NOW.at.timestamp()))}).findings)
    assert ("half-width-punctuation", PATH, 22) in found


def test_shipped_questions() -> None:
    """At least a hundred, each resting on statutes in force, their answers spread over the options of every set, no wording twice."""
    site, _ = load_site(ROOT, moment("2026-11-23 12:00"))
    assert site is not None
    questions = [one for each in site.quizzes.values() for one in each.questions]
    assert len(questions) >= 100
    assert not brief(quiz.check(site))
    assert len({one.question for one in questions}) == len(questions)
    for each in site.quizzes.values():
        places = Counter(one.answer for one in each.questions)
        assert set(places) == {1, 2, 3} and max(places.values()) <= len(each.questions) / 2
