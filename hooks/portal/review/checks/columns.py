"""Columns: the folder names that they may take, the fields that they require, and whether they are kept up."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.article import META
from portal.model.column import Column
from portal.model.finding import Finding, Severity
from portal.model.schema import fields_of
from portal.model.site import Site
from portal.review.places import data_span
from portal.review.wording import did_you_mean

PATH = "data/columns.yml"
RESERVED = ("pages", "statistics", "tags", "laws", "assets", "search", "feeds", "audiences", "kinds", "calendar", "rules", "review", "accessibility")
_SOON = 3


def check(site: Site) -> Iterator[Finding]:
    """Every column of ``data/columns.yml``."""
    for column in site.columns:
        yield from _id(site, column)
        yield from _required(site, column)
        yield from _kept_up(site, column)


def _id(site: Site, column: Column) -> Iterator[Finding]:
    if column.id in RESERVED:
        span = data_span(site, PATH, f"columns[{column.id}].id")
        yield Finding("reserved-column-id", span, f"栏目不能叫“{column.id}”，这个地址本站另有用处", f"换一个英文名；不能用的：{'、'.join(RESERVED)}")


def _required(site: Site, column: Column) -> Iterator[Finding]:
    known = [info.name for info in fields_of(META[column.form])]
    for name in column.required:
        if name not in known:
            span = data_span(site, PATH, f"columns[{column.id}].required")
            do = did_you_mean(name, known) or f"可以写的：{'、'.join(known)}"
            yield Finding("unknown-required-field", span, f"required里的“{name}”不是文头里的项", do)


def _kept_up(site: Site, column: Column) -> Iterator[Finding]:
    articles = site.by_column[column.id]
    if not articles:
        span = data_span(site, PATH, f"columns[{column.id}].id")
        yield Finding("empty-column", span, f"栏目“{column.label}”一篇文章也没有", f"先在content/{column.id}/里写一篇，或从data/columns.yml里删去这个栏目")
        return
    if not column.update_days:
        return
    newest = articles[0].meta.date.day
    left = column.update_days - (site.today - newest).days
    span = data_span(site, PATH, f"columns[{column.id}].update_days")
    if left < 0:
        what = f"“{column.label}”最近一篇是{newest}的，超过{column.update_days}天的期限{-left}天"
        yield Finding("stale-column", span, what, "尽快更新；办不到就按实际情况改update_days，或并入别的栏目", Severity.WARNING)
    elif left <= _SOON:
        what = f"“{column.label}”最近一篇是{newest}的，离{column.update_days}天的期限还有{left}天"
        yield Finding("column-due-soon", span, what, "准备下一篇", Severity.INFO)
