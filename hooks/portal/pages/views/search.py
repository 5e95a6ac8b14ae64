"""The search page."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.article import CaseMeta
from portal.model.site import Site
from portal.pages.page import Context, Page, Plan

ADDRESS = "search/"


def plans(site: Site) -> Iterator[Plan]:
    """The one search page."""
    yield Plan(address=ADDRESS, view="search")


def make(context: Context, plan: Plan) -> Page:
    """A form; the results are made in the browser, and without JavaScript the indexes serve instead."""
    body = context.body("pages/search.html", plan.address, filters=_filters(context.site))
    description = "搜索本站全部文章、案例、办事指南和数据。"
    return Page(
        address=ADDRESS, section="search", title="搜索", description=description, body=body, scripts=("search-engine", "search"), listed=False
    )


def _filters(site: Site) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """Name, label and choices of each way to narrow a search; ways with nothing to choose are left out."""
    kinds = {article.meta.kind for article in site.articles if isinstance(article.meta, CaseMeta)}
    years = sorted({str(article.year) for article in site.articles}, reverse=True)
    found = (
        ("column", "栏目", tuple((column.id, column.label) for column in site.columns if site.by_column[column.id])),
        ("year", "年份", tuple((year, f"{year}年") for year in years)),
        ("kind", "案例类别", tuple((kind.label, kind.label) for kind in site.kinds if kind.label in kinds)),
        ("audience", "读者", tuple((name, name) for name in site.by_audience)),
    )
    return tuple(one for one in found if one[2])
