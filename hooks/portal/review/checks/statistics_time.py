"""The years follow one another, dates are possible, and changes are explained."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from portal.model.figures import plain, rounded
from portal.model.finding import Finding, Severity
from portal.model.site import Site
from portal.model.statistics import Cell, Metric, Year
from portal.review.statistics_bounds import exact, whole_year
from portal.review.statistics_places import Rule, at_value, at_year, label
from portal.times import parse_day

GAP = Rule("year-gap", "补上缺少的年份文件；没有数的指标写flag: x并加note")
NOT_FINAL = Rule("provisional-before-final-year", "核对后把status改成final；已经是正式数的不能退回初步数")
FUTURE = Rule("released-in-future", "released写实际公布的日期；还没有公布的，先不要放进来")
AS_OF = Rule("as-of-after-released", "as_of是数据截止的日期，不会晚于released，核对这两个日期")
AS_OF_EARLY = Rule("as-of-before-year", "as_of写这一年数据截止的日期")
CHANGE = Rule("change-without-note", "先核对有没有写错；无误的加note说明原因，口径有变的标flag: b")
BAD_PERIOD = Rule("period-not-a-date", "period写真实存在的起止，如2024-01/2025-04，前面的不晚于后面的")
OUTSIDE = Rule("period-outside-year", "period的截止时间应在这一年里；属于别的年份的，写到那一年的文件里")
PERIOD_LATE = Rule("period-after-as-of", "核对period和as_of，数据不会晚于截止日期")
STOCK = Rule("stock-over-period", "时点数写截至哪一天，如../2025-12；一段时间的数，在metrics.yml把kind改成flow", Severity.WARNING)
NEXT = Rule("next-release-before-released", "next_release改成下一次公布的时间", Severity.WARNING)


def check(site: Site) -> Iterator[Finding]:
    """Every year, every value in its year, and every value against the year before."""
    years = list(site.statistics.years)
    for before, year in pairwise(years):
        if year - before > 1:
            missing = "、".join(str(one) for one in range(before + 1, year))
            yield GAP.at(at_year(site, year, "year"), f"{before}年之后就是{year}年，缺少{missing}年")
    for year, one in site.statistics.years.items():
        yield from _dates(site, one)
        for name, cell in one.values.items():
            metric = site.statistics.metrics.get(name)
            if metric:
                yield from _period(site, one, name, cell, metric)
                yield from _change(site, year, name, cell, metric)


def _dates(site: Site, one: Year) -> Iterator[Finding]:
    if one.status == "provisional" and any(later.year > one.year and later.status == "final" for later in site.statistics.years.values()):
        yield NOT_FINAL.at(at_year(site, one.year, "status"), f"{one.year}年还是初步数，后面的年份已经是正式数")
    if one.released > site.today:
        yield FUTURE.at(at_year(site, one.year, "released"), f"released是{one.released}，还没有到")
    if one.as_of > one.released:
        yield AS_OF.at(at_year(site, one.year, "as_of"), f"数据截止日期{one.as_of}晚于公布日期{one.released}")
    if one.as_of < dt.date(one.year, 1, 1):
        yield AS_OF_EARLY.at(at_year(site, one.year, "as_of"), f"数据截止日期{one.as_of}早于{one.year}年")
    if one.next_release and one.next_release <= one.released.isoformat()[: len(one.next_release)]:
        yield NEXT.at(at_year(site, one.year, "next_release"), f"下次公布的时间{one.next_release}不晚于这一次的{one.released}")


def _period(site: Site, one: Year, name: str, cell: Cell, metric: Metric) -> Iterator[Finding]:
    if not cell.period:
        return
    span, subject = at_value(site, one.year, name), f"{one.year}年{label(site, name)}"
    first, _, last = cell.period.partition("/")
    start, end = _day(first), _day(last)
    if end is None or (first != ".." and (start is None or first[: len(last)] > last[: len(first)])):
        yield BAD_PERIOD.at(span, f"{subject}的period是{cell.period}")
        return
    if end.year != one.year:
        yield OUTSIDE.at(span, f"{subject}的数截止到{last}，不在{one.year}年里")
    if end > one.as_of:
        yield PERIOD_LATE.at(span, f"{subject}的数截止到{last}，晚于数据截止日期{one.as_of}")
    if metric.kind == "stock" and start is not None:
        yield STOCK.at(span, f"{subject}是时点数，period却写了起止{cell.period}")


def _day(text: str) -> dt.date | None:
    return parse_day(text if len(text) == 10 else f"{text}-01")


def _change(site: Site, year: int, name: str, cell: Cell, metric: Metric) -> Iterator[Finding]:
    before, value = exact(site, name, year - 1), exact(site, name, year)
    if metric.max_change is None or cell.note or not before or value is None or site.statistics.broken(name, year) or not _whole_years(site, name, year):
        return
    change = abs(value - before) / abs(before)
    if change > metric.max_change:
        what = f"{label(site, name)}由{year - 1}年的{plain(before)}变为{year}年的{plain(value)}"
        size = f"变化{rounded(100 * change, 0)}%，超过{plain(100 * metric.max_change)}%"
        yield CHANGE.at(at_value(site, year, name), f"{what}，{size}，没有写note")


def _whole_years(site: Site, name: str, year: int) -> bool:
    """Whether both years' values cover the whole year; a figure of part of a year is no comparison."""
    cells = ((site.statistics.cell(name, one), one) for one in (year - 1, year))
    return all(cell is not None and whole_year(cell, one) for cell, one in cells)
