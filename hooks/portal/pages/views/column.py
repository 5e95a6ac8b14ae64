"""Column pages: the newest articles, numbered pages, an archive by year.

Numbered pages count from the oldest (page 1 never changes again), so that a new article rewrites few files.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from portal.model.article import Article
from portal.model.column import Column
from portal.model.site import Site
from portal.pages.cards import cards
from portal.pages.links import kind_page
from portal.pages.page import Context, Crumb, Page, Plan

SIZE = 20


def plans(site: Site) -> Iterator[Plan]:
    """For each column its front page, its numbered pages when there is more than one, and its years."""
    for column in site.columns:
        articles = site.by_column[column.id]
        yield Plan(address=f"{column.id}/", view="column", subject=column.id)
        if len(articles) > SIZE:
            for number in range(1, page_count(len(articles)) + 1):
                yield Plan(address=_numbered(column, number), view="column", subject=column.id, number=number)
        for year in sorted({one.year for one in articles}):
            yield Plan(address=f"{column.id}/{year}/", view="column", subject=column.id, number=-year)


def page_count(total: int) -> int:
    """How many numbered pages a list of ``total`` entries has."""
    return -(-total // SIZE)


def make(context: Context, plan: Plan) -> Page:
    """A front page (number 0), a numbered page (1 …) or a year (negative)."""
    column = context.site.column(plan.subject)
    articles = context.site.by_column[column.id]
    if plan.number < 0:
        return _year(context, plan, column, tuple(one for one in articles if one.year == -plan.number))
    return _list(context, plan, column, articles)


def _list(context: Context, plan: Plan, column: Column, articles: tuple[Article, ...]) -> Page:
    site, count = context.site, page_count(len(articles))
    older = (plan.number or count) - 1
    if plan.number:
        end = len(articles) - (plan.number - 1) * SIZE
        shown = articles[max(end - SIZE, 0) : end]
    else:
        shown = tuple(sorted(articles, key=lambda one: not one.meta.pinned))[:SIZE]
    title = f"{column.label}（第{plan.number}页）" if plan.number else column.label
    body = context.body(
        "pages/column.html",
        plan.address,
        column=column,
        title=title,
        cards=cards(site, shown),
        number=plan.number,
        newer=_numbered(column, plan.number + 1) if 0 < plan.number < count else "",
        older=_numbered(column, older) if older > 0 else "",
        years=tuple(year for year, _ in groupby(one.year for one in articles)),
        kinds=_kinds(site) if column.form == "case" else (),
        services=site.services if column.type == "办事服务" and not plan.number else (),
    )
    return Page(
        address=plan.address,
        section=column.id,
        title=title,
        description=column.description,
        body=body,
        crumbs=(Crumb(column.label, f"{column.id}/"),) if plan.number else (),
        column=column.id,
        modified=shown[0].meta.date.day.isoformat() if shown else "",
        listed=not plan.number,
    )


def _numbered(column: Column, number: int) -> str:
    return f"{column.id}/page/{number}.html"


def _kinds(site: Site) -> tuple[tuple[str, str, int], ...]:
    counts = {kind.label: 0 for kind in site.kinds}
    for article in site.articles:
        kind = getattr(article.meta, "kind", "")
        if kind in counts:
            counts[kind] += 1
    return tuple((kind.label, kind_page(kind.id), counts[kind.label]) for kind in site.kinds if counts[kind.label])


def _year(context: Context, plan: Plan, column: Column, articles: tuple[Article, ...]) -> Page:
    year = -plan.number
    shown = cards(context.site, articles)
    months = tuple((f"{int(month[5:])}月", tuple(group)) for month, group in groupby(shown, key=lambda one: one.date[:7]))
    title = f"{column.label}（{year}年）"
    body = context.body("pages/year.html", plan.address, column=column, title=title, months=months, total=len(shown), year=year)
    return Page(
        address=plan.address,
        section=column.id,
        title=title,
        description=f"{context.site.identity.name}“{column.label}”栏目{year}年全部{len(shown)}篇。",
        body=body,
        crumbs=(Crumb(column.label, f"{column.id}/"),),
        column=column.id,
        modified=articles[0].meta.date.day.isoformat(),
    )
