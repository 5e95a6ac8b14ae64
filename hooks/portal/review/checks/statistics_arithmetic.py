"""The values of a year agree with one another.

A rounded value (余, 超) or one that isn't shown only counts where the contradiction is certain whatever the true value.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from portal.model.figures import plain, rounded
from portal.model.finding import Finding
from portal.model.site import Site
from portal.review.statistics_bounds import bounds, exact, same_period
from portal.review.statistics_places import Rule, at_value, constraints, label

PARTS = Rule("parts-do-not-sum", "核对各部分和总数；确有四舍五入误差的，在这条勾稽关系里写tolerance")
LESSER = Rule("lesser-exceeds-greater", "核对这两个数；关系本身不成立的，改metrics.yml里的这条勾稽关系")
PART = Rule("part-exceeds-whole", "核对这两个数；它不是其中一部分的，删去metrics.yml里的part_of")
RATIO = Rule("ratio-differs-from-formula", "按公式重算这个比率，或核对分子、分母")
SHARES = Rule("shares-do-not-sum-to-100", "核对各个比重；不是同一整体各部分的，改metrics.yml里的这条勾稽关系")
MONOTONIC = Rule("cumulative-decreases", "累计数只增不减，核对两年的数；口径有变的，标flag: b并写note")
PERCENTAGE = Rule("percentage-out-of-bounds", "百分比应在0到100之间，核对小数点")
NEGATIVE = Rule("count-negative", "改成不小于0的数")


def check(site: Site) -> Iterator[Finding]:
    """Every arithmetic relation in every year."""
    for year in site.statistics.years:
        yield from _signs(site, year)
        yield from _parts(site, year)
        yield from _orders(site, year)
        yield from _ratios(site, year)
        yield from _shares(site, year)
        yield from _cumulative(site, year)


def _signs(site: Site, year: int) -> Iterator[Finding]:
    for name, cell in site.statistics.years[year].values.items():
        metric = site.statistics.metrics.get(name)
        if metric is None or cell.v is None:
            continue
        if metric.unit == "%":
            if not 0 <= cell.v <= 100:
                yield PERCENTAGE.at(at_value(site, year, name), f"{year}年{label(site, name)}是{plain(cell.v)}%")
        elif cell.v < 0 and metric.unit != "百分点":
            yield NEGATIVE.at(at_value(site, year, name), f"{year}年{label(site, name)}是{plain(cell.v)}{metric.unit}")


def _parts(site: Site, year: int) -> Iterator[Finding]:
    for _, one in constraints(site):
        if not (one.total and one.parts and same_period(site, (one.total, *one.parts), year)):
            continue
        low, high = bounds(site, one.total, year)
        parts = [bounds(site, part, year) for part in one.parts]
        least, most = sum((part[0] for part in parts), Decimal(0)), sum((part[1] for part in parts), Decimal(0))
        if least > high + one.tolerance or most < low - one.tolerance:
            what = f"{year}年各部分相加{'是' if least == most else '至少是'}{plain(least)}，总数{label(site, one.total)}是{plain(low)}（{one.note}）"
            yield PARTS.at(at_value(site, year, one.total), what)


def _orders(site: Site, year: int) -> Iterator[Finding]:
    for _, one in constraints(site):
        if len(one.le) == 2:
            yield from _exceeds(site, year, LESSER, one.le[0], one.le[1], one.tolerance)
    metrics = site.statistics.metrics
    for name, metric in metrics.items():
        if metric.part_of in metrics and metrics[metric.part_of].unit == metric.unit:
            yield from _exceeds(site, year, PART, name, metric.part_of, Decimal(0))


def _exceeds(site: Site, year: int, rule: Rule, lesser: str, greater: str, tolerance: Decimal) -> Iterator[Finding]:
    low, high = bounds(site, lesser, year)[0], bounds(site, greater, year)[1]
    if low > high + tolerance and same_period(site, (lesser, greater), year):
        yield rule.at(at_value(site, year, lesser), f"{year}年{label(site, lesser)}是{plain(low)}，超过了{label(site, greater)}的{plain(high)}")


def _ratios(site: Site, year: int) -> Iterator[Finding]:
    for name, metric in site.statistics.metrics.items():
        if metric.formula:
            yield from _ratio(site, year, name, metric.formula.numerator, metric.formula.denominator, Decimal(0))
    for _, one in constraints(site):
        if one.ratio and one.numerator and one.denominator:
            yield from _ratio(site, year, one.ratio, one.numerator, one.denominator, one.tolerance)


def _ratio(site: Site, year: int, name: str, numerator: str, denominator: str, tolerance: Decimal) -> Iterator[Finding]:
    value, above, below = (exact(site, one, year) for one in (name, numerator, denominator))
    metric = site.statistics.metrics.get(name)
    if metric is None or value is None or above is None or not below or not same_period(site, (name, numerator, denominator), year):
        return
    true = 100 * above / below
    if abs(value - true) > Decimal(5).scaleb(-metric.decimals - 1) + tolerance:
        what = f"{year}年{label(site, name)}是{plain(value)}%，按{plain(above)}÷{plain(below)}算应是{rounded(true, metric.decimals):f}%"
        yield RATIO.at(at_value(site, year, name), what)


def _shares(site: Site, year: int) -> Iterator[Finding]:
    for _, one in constraints(site):
        values = [value for share in one.shares if (value := exact(site, share, year)) is not None]
        if len(values) < 2 or len(values) < len(one.shares) or not same_period(site, one.shares, year):
            continue
        total = sum(values, Decimal(0))
        if abs(total - 100) > max(one.tolerance, len(values) / Decimal(10)):
            yield SHARES.at(at_value(site, year, one.shares[0]), f"{year}年勾稽关系“{one.id}”的各比重合计{plain(total)}%，不是100%")


def _cumulative(site: Site, year: int) -> Iterator[Finding]:
    for _, one in constraints(site):
        name = one.monotonic
        if not name or year - 1 not in site.statistics.years or site.statistics.broken(name, year):
            continue
        high, before = bounds(site, name, year)[1], bounds(site, name, year - 1)[0]
        if high < before:
            yield MONOTONIC.at(at_value(site, year, name), f"{label(site, name)}是累计数，{year}年是{plain(high)}，比{year - 1}年的{plain(before)}少")
