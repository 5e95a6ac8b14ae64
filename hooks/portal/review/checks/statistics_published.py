"""Revisions are on record: figures that were published before don't change or vanish in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from portal.model.figures import plain
from portal.model.finding import Finding
from portal.model.site import Site
from portal.model.statistics import Cell, Year
from portal.review.statistics_places import Rule, at_value, label, logged

_LOG = "在这一年的changelog里加一行：date、type: revision、metrics写上这个指标、reason写理由"
VANISHED = Rule("published-value-vanished", "恢复这个数；确实要撤下的，写flag: c或x并加note，在changelog里加一行type: correction，写明指标和理由")
WITHOUT_FLAG = Rule("published-value-changed-without-flag", "改回原数；确要修订的，写成{v: 新数, flag: r, was: 原数, note: 原因}")
PROVISIONAL_CELL = Rule("provisional-value-in-final-year", "删去flag: p；数有改动的改用flag: r并写was")
WITHOUT_WAS = Rule("revision-without-was", "加上was，写修订以前公布的数")
UNCHANGED = Rule("revision-without-change", "was写修订以前公布的数；没有改动的删去flag和was")
UNLOGGED_REVISION = Rule("revision-not-in-changelog", _LOG)
WRONG_WAS = Rule("published-value-differs-from-was", "was写上一次公布的数")
NOT_LOGGED = Rule("published-value-change-not-logged", _LOG)


def check(site: Site) -> Iterator[Finding]:
    """Every value that says of itself that it is provisional or revised."""
    for one in site.statistics.years.values():
        for name, cell in one.values.items():
            yield from _revision(site, one, name, cell)


def _revision(site: Site, one: Year, name: str, cell: Cell) -> Iterator[Finding]:
    span, subject = at_value(site, one.year, name), f"{one.year}年{label(site, name)}"
    if cell.flag == "p" and one.status == "final":
        yield PROVISIONAL_CELL.at(span, f"{subject}是初步数，这一年的status却是final")
    if cell.flag != "r":
        return
    if cell.was is None:
        yield WITHOUT_WAS.at(span, f"{subject}是修订数，没有写修订以前的数")
    elif cell.was == cell.v:
        yield UNCHANGED.at(span, f"{subject}标了修订，但修订以前也是{plain(cell.was)}")
    if not logged(one, name):
        yield UNLOGGED_REVISION.at(span, f"{subject}是修订数，changelog里没有记")


def changed(site: Site, published: Mapping[str, str]) -> Iterator[Finding]:
    """Compare with what was published last.

    Args:
        site: content and data as they are now.
        published: machine values by ``metric@year``, e.g. ``{"legal_aid.cases@2025": "244"}``; empty for a figure without a value.
    """
    for key, text in sorted(published.items()):
        metric, _, year = key.partition("@")
        if text:
            yield from _compare(site, metric, int(year), Decimal(text))


def _compare(site: Site, metric: str, year: int, before: Decimal) -> Iterator[Finding]:
    one_year = site.statistics.years.get(year)
    cell = one_year.values.get(metric) if one_year else None
    span, subject = at_value(site, year, metric), f"{year}年{label(site, metric)}"
    recorded = one_year is not None and logged(one_year, metric)
    if cell is None or cell.v is None:
        if cell is None or not recorded:
            yield VANISHED.at(span, f"{subject}公布过{plain(before)}，现在没有了")
        return
    if cell.v == before:
        return
    if cell.flag != "r":
        yield WITHOUT_FLAG.at(span, f"{subject}公布过{plain(before)}，现在是{plain(cell.v)}，没有标为修订数")
    elif cell.was != before:
        was = plain(cell.was) if cell.was is not None else "空"
        yield WRONG_WAS.at(span, f"{subject}上一次公布的是{plain(before)}，was写的是{was}")
    if not recorded:
        yield NOT_LOGGED.at(span, f"{subject}由{plain(before)}改为{plain(cell.v)}，changelog里没有记")
