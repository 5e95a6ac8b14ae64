"""One module a kind of page: ``plans(site)`` names the pages, ``make(context, plan)`` makes one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from portal.model.site import Site
from portal.pages.page import Context, Page, Plan
from portal.pages.views import (
    accessibility,
    article,
    calendar,
    column,
    feeds,
    glance,
    guides,
    home,
    mirror,
    notfound,
    offline,
    poster,
    quiz,
    releases,
    review_process,
    rules,
    search,
    sitemap,
    statistics,
    style,
    topics,
    withdrawn,
)


class View(Protocol):
    """What a module of this package offers."""

    def plans(self, site: Site) -> Iterator[Plan]:
        """Name every page of this kind."""

    def make(self, context: Context, plan: Plan) -> Page:
        """Make the page that a plan names."""


VIEWS: dict[str, View] = {
    "home": home,
    "column": column,
    "article": article,
    "topics": topics,
    "statistics": statistics,
    "glance": glance,
    "calendar": calendar,
    "poster": poster,
    "guides": guides,
    "quiz": quiz,
    "search": search,
    "sitemap": sitemap,
    "rules": rules,
    "review_process": review_process,
    "withdrawn": withdrawn,
    "releases": releases,
    "mirror": mirror,
    "feeds": feeds,
    "notfound": notfound,
    "accessibility": accessibility,
    "style": style,
    "offline": offline,
}


def plans(site: Site) -> tuple[Plan, ...]:
    """Every page of the site."""
    return (*article.plans(site), *other_plans(site))


def other_plans(site: Site) -> tuple[Plan, ...]:
    """Every page that isn't an article's."""
    return tuple(plan for view in VIEWS.values() if view is not article for plan in view.plans(site))


def make(context: Context, plan: Plan) -> Page:
    """Make the page that a plan names."""
    return VIEWS[plan.view].make(context, plan)
