"""How content is reviewed: the process, live counts, what was published in an emergency, what was taken down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.model.signoff import Record, Verdict
from portal.model.site import Site
from portal.model.unit import page_url, year_path
from portal.pages.cards import title_of
from portal.pages.page import Context, Page, Plan
from portal.pages.views.statistics import ADDRESS as STATISTICS

ADDRESS = "review/"


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many units of each kind are published after full review, and how many still wait."""

    articles: int
    pages: int
    years: int
    waiting: int


@dataclass(frozen=True, kw_only=True)
class Urgent:
    """Something that was published before its review was complete; ``url`` is empty for data that has no page of its own."""

    title: str
    url: str
    act: Record
    missing: tuple[str, ...]


def plans(site: Site) -> Iterator[Plan]:
    """The one page."""
    yield Plan(address=ADDRESS, view="review_process")


def tally(site: Site) -> Tally:
    """The live counts."""
    held = {one.path for one in site.held}
    units = [one for one in site.verdicts.values() if one.kind != "data" and one.required and one.unit not in held]
    done = [one.kind for one in units if _reviewed(one)]
    waiting = sum(not _reviewed(one) and one.withdrawal is None for one in units)
    return Tally(articles=done.count("article"), pages=done.count("page"), years=done.count("year"), waiting=waiting)


def _reviewed(verdict: Verdict) -> bool:
    return verdict.publishable and not verdict.missing


def urgent(site: Site) -> tuple[Urgent, ...]:
    """Whatever is published and whose review is still to be made up: articles, pages, years and data files, newest first."""
    shown = {one.path: (title_of(site, one), one.url) for one in site.articles}
    titles = {path: one.title for path, one in site.verdicts.items()}
    shown |= {path: (titles[path], page_url(path)) for path in site.pages if path in titles}
    shown |= {path: (titles[path], STATISTICS) for year in site.statistics.years if (path := year_path(year)) in titles}
    shown |= {path: (one.title, "") for path, one in site.verdicts.items() if one.kind == "data" and one.publishable}
    found = [
        Urgent(title=shown[path][0], url=shown[path][1], act=one.emergency, missing=one.missing)
        for path, one in site.verdicts.items()
        if one.emergency and path in shown
    ]
    return tuple(sorted(found, key=lambda one: (one.act.time, one.act.unit), reverse=True))


def make(context: Context, plan: Plan) -> Page:
    """The page."""
    site, policy = context.site, context.site.signoffs.policy
    people = tuple((stage, tuple(one for one in site.signoffs.reviewers if stage.name in one.stages)) for stage in policy.stages)
    body = context.body(
        "pages/review.html",
        ADDRESS,
        tally=tally(site),
        urgent=urgent(site),
        withdrawn=tuple(one for one in site.withdrawn if one.kind == "removed"),
        people=people,
        policy=policy,
        demo=any(one.demo for one in site.signoffs.reviewers),
    )
    description = "本站内容怎样经过三审三校，审了多少，哪些是应急发布，哪些已经撤下。"
    return Page(address=ADDRESS, section="", title="内容审核", description=description, body=body)
