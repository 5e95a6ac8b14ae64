"""The search page."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.site import Site
from portal.pages.page import Context, Page, Plan

ADDRESS = "search/"


def plans(site: Site) -> Iterator[Plan]:
    """The one search page."""
    yield Plan(address=ADDRESS, view="search")


def make(context: Context, plan: Plan) -> Page:
    """A form; the results are made in the browser, and without JavaScript the indexes serve instead."""
    body = context.body("pages/search.html", plan.address)
    description = "搜索本站全部文章、案例、办事指南和数据。"
    return Page(address=ADDRESS, section="search", title="搜索", description=description, body=body, scripts=("search",), listed=False)
