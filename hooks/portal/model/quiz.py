"""Quizzes: sets of questions about the law, one file of ``data/quiz/`` each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Annotated

from portal.model.patterns import SLUG, SLUG_SHAPE
from portal.model.schema import Spec

FOLDER = "data/quiz"
DAILY = 10


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question with one right answer."""

    id: Annotated[str, Spec(doc="英文名，全部题目里不重复；定了不改", pattern=SLUG, shape=SLUG_SHAPE)]
    question: Annotated[str, Spec(doc="题目，一句话说清情形和要问的事", max_length=90)]
    options: Annotated[
        tuple[Annotated[str, Spec(doc="一个选项", max_length=30)], ...], Spec(doc="选项，只有一个对", min_items=2, max_length=5, unique=True)
    ]
    answer: Annotated[int, Spec(doc="第几个选项对，从1数起", minimum=1, maximum=5)]
    explanation: Annotated[str, Spec(doc="为什么，遇到了怎么办", max_length=120)]
    basis: Annotated[
        tuple[Annotated[str, Spec(doc="一条，如《民法典》第六百七十五条")], ...], Spec(doc="法律依据，每项写一条", min_items=1, max_length=4, unique=True)
    ]


@dataclass(frozen=True, kw_only=True)
class QuizSet:
    """``data/quiz/<slug>.yml``: questions that are taken together."""

    title: Annotated[str, Spec(doc="这套题的名称", max_length=20)]
    summary: Annotated[str, Spec(doc="一句话：问哪些事", max_length=80)]
    audience: Annotated[tuple[str, ...], Spec(doc="主要给谁", min_items=1, unique=True)]
    questions: Annotated[tuple[Question, ...], Spec(doc="题目", min_items=3, max_length=40)]
    order: Annotated[int, Spec(doc="列表里的次序，小的在前", minimum=0)] = 0


@dataclass(frozen=True, kw_only=True)
class QuizCard:
    """What lists show of a set."""

    slug: str
    title: str
    summary: str
    audience: tuple[str, ...]
    count: int


def quiz_lists(quizzes: Mapping[str, QuizSet]) -> dict[str, tuple[QuizCard, ...]]:
    """Every list of sets: all under the empty name, those for some readers under ``audiences/`` and their word."""
    cards = tuple(
        QuizCard(slug=slug, title=one.title, summary=one.summary, audience=one.audience, count=len(one.questions)) for slug, one in quizzes.items()
    )
    words = dict.fromkeys(word for one in cards for word in one.audience)
    return {"": cards} | {f"audiences/{word}": tuple(one for one in cards if word in one.audience) for word in words}


def path_of(slug: str) -> str:
    """The file of a set."""
    return f"{FOLDER}/{slug}.yml"


def mixed(quizzes: Mapping[str, QuizSet]) -> tuple[Question, ...]:
    """All questions, the first of every set, then the second of every set, and so on."""
    rounds = zip_longest(*(one.questions for one in quizzes.values()))
    return tuple(question for row in rounds for question in row if question)


def of_day(questions: tuple[Question, ...], day: int) -> tuple[Question, ...]:
    """The questions of a day: all come round before one comes again. ``overrides/scripts/quiz.js`` chooses in the same way.

    Args:
        questions: all, mixed.
        day: days since 1970-01-01.
    """
    count = len(questions)
    return tuple(questions[(day * DAILY + at) % count] for at in range(min(DAILY, count)))
