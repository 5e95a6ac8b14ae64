"""One module a kind of page: ``plans(site)`` names the pages, ``make(context, plan)`` makes one."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol, cast

from portal.model.site import Site
from portal.pages.page import Context, Page, Plan

ARTICLE = "article"
OTHERS = (
    *("home", "column", "topics", "statistics", "glance", "calendar", "poster", "guides", "quiz", "search", "sitemap", "rules"),
    *("review_process", "withdrawn", "releases", "mirror", "feeds", "notfound", "accessibility", "style", "offline"),
)


class View(Protocol):
    """What a module of this package offers."""

    def plans(self, site: Site) -> Iterator[Plan]:
        """Name every page of this kind."""

    def make(self, context: Context, plan: Plan) -> Page:
        """Make the page that a plan names."""


def view(name: str) -> View:
    """A module of this package; loaded when it is needed, for a build after an edit needs few of them."""
    return cast("View", import_module(f"{__name__}.{name}"))


def plans(site: Site) -> tuple[Plan, ...]:
    """Every page of the site."""
    return (*article_plans(site), *other_plans(site))


def article_plans(site: Site) -> tuple[Plan, ...]:
    """Every page of an article."""
    return tuple(view(ARTICLE).plans(site))


def other_plans(site: Site) -> tuple[Plan, ...]:
    """Every page that isn't an article's."""
    return tuple(plan for name in OTHERS for plan in view(name).plans(site))


def make(context: Context, plan: Plan) -> Page:
    """Make the page that a plan names."""
    return view(plan.view).make(context, plan)
