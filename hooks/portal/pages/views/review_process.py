"""How content is reviewed: the process, live counts, what was published in an emergency, what was taken down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.model.signoff import Record
from portal.model.site import Site
from portal.model.unit import page_url, year_path
from portal.model.verdict import Verdict
from portal.pages.cards import title_of
from portal.pages.page import Context, Page, Plan
from portal.pages.views.statistics import ADDRESS as STATISTICS

ADDRESS = "review/"


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


def urgent(site: Site) -> tuple[Urgent, ...]:
    """Whatever is published and whose review is still to be made up: articles, pages, years and data files, newest first."""
    found = [
        Urgent(title=place[0], url=place[1], act=one.emergency, missing=one.missing)
        for one in site.emergencies
        if one.emergency and (place := _place(site, one))
    ]
    return tuple(sorted(found, key=lambda one: (one.act.time, one.act.unit), reverse=True))


def _place(site: Site, verdict: Verdict) -> tuple[str, str] | None:
    """Title and address of something that is published, None when it isn't."""
    if verdict.kind == "article":
        return next(((title_of(site, one), one.url) for one in site.articles if one.path == verdict.unit), None)
    if verdict.kind == "page":
        return (verdict.title, page_url(verdict.unit)) if verdict.unit in site.pages else None
    if verdict.kind == "year":
        return (verdict.title, STATISTICS) if any(year_path(year) == verdict.unit for year in site.statistics.years) else None
    return (verdict.title, "") if verdict.publishable else None


def make(context: Context, plan: Plan) -> Page:
    """The page."""
    site, policy = context.site, context.site.signoffs.policy
    people = tuple((stage, tuple(one for one in site.signoffs.reviewers if stage.name in one.stages)) for stage in policy.stages)
    body = context.body(
        "pages/review.html",
        ADDRESS,
        tally=site.tally,
        urgent=urgent(site),
        withdrawn=tuple(one for one in site.withdrawn if one.kind == "removed"),
        people=people,
        policy=policy,
        demo=any(one.demo for one in site.signoffs.reviewers),
    )
    description = "本站内容怎样经过三审三校，审了多少，哪些是应急发布，哪些已经撤下。"
    return Page(address=ADDRESS, section="", title="内容审核", description=description, body=body)
