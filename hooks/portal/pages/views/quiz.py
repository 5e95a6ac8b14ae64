"""民法典知识竞答: the choice of sets, a page a set, ten questions a day, and all questions for the device that knows what day it is."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass

from portal.model.quiz import DAILY, Question, mixed, of_day
from portal.model.site import Site
from portal.pages.bases import Basis, bases
from portal.pages.links import audience_page, quiz_page
from portal.pages.page import Context, Crumb, Page, Plan

ADDRESS, TODAY, QUESTIONS = "quiz/", "quiz/today.html", "quiz/questions.json"
LABEL, DAILY_LABEL = "民法典知识竞答", "今日十题"
_CRUMBS = (Crumb(LABEL, ADDRESS),)
_EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its bases."""

    question: Question
    bases: tuple[Basis, ...]

    @property
    def right(self) -> str:
        """The right option."""
        return self.question.options[self.question.answer - 1]


def plans(site: Site) -> Iterator[Plan]:
    """The choice, the questions of the day, every set; nothing when there is no set."""
    if site.quizzes:
        yield Plan(address=ADDRESS, view="quiz")
        yield Plan(address=TODAY, view="quiz", subject=TODAY)
    for slug in site.quizzes:
        yield Plan(address=quiz_page(slug), view="quiz", subject=slug)


def make(context: Context, plan: Plan) -> Page:
    """The choice, the questions of the day, or one set."""
    if not plan.subject:
        return _index(context)
    return _today(context) if plan.subject == TODAY else _set(context, plan)


def _index(context: Context) -> Page:
    listed = context.site.quiz_lists[""]
    count = sum(one.count for one in listed)
    body = context.body("pages/quizzes.html", ADDRESS, title=LABEL, quizzes=listed, count=count, daily=TODAY, daily_label=DAILY_LABEL)
    description = f"{len(listed)}套{count}题，问的都是身边的事，每题都讲为什么、依据哪一条。不用登录，做完就看成绩。"
    return Page(address=ADDRESS, section="", title=LABEL, description=description, body=body)


def _set(context: Context, plan: Plan) -> Page:
    site, slug = context.site, plan.subject
    quiz = site.quizzes[slug]
    audiences = tuple((name, audience_page(site.audiences[name])) for name in quiz.audience if name in site.by_audience)
    own = {"lead": quiz.summary, "audiences": audiences, "day": None, "date": ""}
    body = context.body("pages/quiz.html", plan.address, **_shared(site, slug, quiz.title, quiz.questions), **own)
    return _page(plan.address, f"{quiz.title}·知识竞答", f"{quiz.summary}共{len(quiz.questions)}题，每题都有解释和法律依据。", body)


def _today(context: Context) -> Page:
    """The questions of the build's day; a device on which it is another day asks for its own."""
    site = context.site
    day = (site.today - _EPOCH).days
    asked = of_day(mixed(site.quizzes), day)
    lead = f"每天{DAILY}题，从全部题目里轮流出。"
    own = {"lead": lead, "audiences": (), "day": day, "date": f"{site.today.month}月{site.today.day}日", "questions": QUESTIONS}
    body = context.body("pages/quiz.html", TODAY, **_shared(site, "today", DAILY_LABEL, asked), **own)
    return _page(TODAY, DAILY_LABEL, f"{lead}每题都有解释和法律依据，不用登录。", body)


def _shared(site: Site, name: str, title: str, asked: tuple[Question, ...]) -> dict[str, object]:
    return {"name": name, "title": title, "index": (LABEL, ADDRESS), "items": tuple(_item(site, one) for one in asked)}


def _page(address: str, title: str, description: str, body: str) -> Page:
    return Page(address=address, section="", title=title, description=description, body=body, crumbs=_CRUMBS, scripts=("quiz",))


def _item(site: Site, question: Question) -> Item:
    return Item(question, bases(site, question.basis))


def questions_file(context: Context) -> dict[str, bytes]:
    """All questions in the order of ``mixed`` as the HTML that stands on the page of the day; no file when there is no set."""
    site = context.site
    if not site.quizzes:
        return {}
    found = [context.body("pages/quiz_question.html", TODAY, item=_item(site, one)) for one in mixed(site.quizzes)]
    return {QUESTIONS: json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8")}
