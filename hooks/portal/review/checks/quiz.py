"""Quizzes: ids used once, answers that are options, registered audiences, citations that hold today, answers that nobody guesses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from portal.model.finding import Finding, Severity
from portal.model.quiz import Question, QuizSet, path_of
from portal.model.site import Site
from portal.review.law.entries import data_entries
from portal.review.places import data_span
from portal.review.topics import unregistered_audiences

_ENOUGH, _MOST = 6, 0.6


def check(site: Site) -> Iterator[Finding]:
    """Every set of ``data/quiz/``."""
    first: dict[str, str] = {}
    for slug, quiz in site.quizzes.items():
        path = path_of(slug)
        yield from unregistered_audiences(site, quiz.audience, data_span(site, path, "audience"))
        for question in quiz.questions:
            yield from _question(site, path, question, first)
        yield from _guessable(site, path, quiz)


def _question(site: Site, path: str, question: Question, first: dict[str, str]) -> Iterator[Finding]:
    where = f"questions[{question.id}]"
    if question.id in first:
        what = f"id“{question.id}”用了两次，另一次在{first[question.id]}"
        yield Finding("duplicate-id", data_span(site, path, f"{where}.id"), what, "改掉其中一个；发布过的不改")
    first.setdefault(question.id, path)
    count = len(question.options)
    if question.answer > count:
        span = data_span(site, path, f"{where}.answer")
        yield Finding("quiz-answer-missing", span, f"answer写的是{question.answer}，选项只有{count}个", f"写1到{count}，从1数起")
    yield from data_entries(question.basis, data_span(site, path, f"{where}.basis"), site.statutes, site.today)


def _guessable(site: Site, path: str, quiz: QuizSet) -> Iterator[Finding]:
    """Whoever always takes the same place shouldn't do well."""
    total = len(quiz.questions)
    place, times = Counter(one.answer for one in quiz.questions).most_common(1)[0]
    if total >= _ENOUGH and times > _MOST * total:
        what = f"{total}道题里有{times}道的答案都是第{place}个选项，不看题也能猜中"
        yield Finding("quiz-answers-alike", data_span(site, path, "questions"), what, "把选项的次序调开，同时改answer", Severity.WARNING)
