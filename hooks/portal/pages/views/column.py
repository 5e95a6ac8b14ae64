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
from portal.pages.pager import numbered, pager


def plans(site: Site) -> Iterator[Plan]:
    """For each column its front page, its numbered pages when there is more than one, and its years."""
    for column in site.columns:
        yield Plan(address=f"{column.id}/", view="column", subject=column.id)
        for number in range(1, site.page_counts[column.id] + 1):
            yield Plan(address=numbered(column.id, number), view="column", subject=column.id, number=number)
        for year in reversed(site.years[column.id]):
            yield Plan(address=f"{column.id}/{year}/", view="column", subject=column.id, number=-year)


def make(context: Context, plan: Plan) -> Page:
    """A front page (number 0), a numbered page (1 …) or a year (negative)."""
    column = context.site.column(plan.subject)
    if plan.number < 0:
        return _year(context, plan, column, context.site.by_year[f"{column.id}/{-plan.number}"])
    return _list(context, plan, column)


def _list(context: Context, plan: Plan, column: Column) -> Page:
    site, name = context.site, column.id
    shown = site.chunks[f"{name}/{plan.number}"] if plan.number else site.fronts[name]
    title = f"{column.label}（第{plan.number}页）" if plan.number else column.label
    body = context.body(
        "pages/column.html",
        plan.address,
        column=column,
        title=title,
        cards=cards(site, shown),
        number=plan.number,
        pager=pager(site, name, plan.number),
        years=() if plan.number else site.years[name],
        kinds=_kinds(site) if column.form == "case" and not plan.number else (),
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


def _kinds(site: Site) -> tuple[tuple[str, str, int], ...]:
    return tuple((kind.label, kind_page(kind.id), site.totals[f"kinds/{kind.id}"]) for kind in site.kinds if f"kinds/{kind.id}" in site.totals)


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
