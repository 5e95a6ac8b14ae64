"""Each year's values one by one: registered, present, well-formed, within range, explained where due."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from portal.model.figures import plain
from portal.model.finding import Finding, Span
from portal.model.site import Site
from portal.model.statistics import FLAGS, Cell, Metric
from portal.review.statistics_places import Rule, at_value, at_year, label

UNKNOWN = Rule("metric-unknown-in-year", "检查编号有没有写错；新指标先在metrics.yml登记")
MISSING = Rule("metric-missing-in-year", "补上这个数；确实没有的写{flag: x, note: 原因}，不必每年都有的在metrics.yml写required: false")
FLAG_WITHOUT_NOTE = Rule("flag-without-note", "加上note，用一句话告诉读者原因")
FLAG_WITH_VALUE = Rule("flag-with-value", "删去v和was；不公开的数不能写进这个文件，文件的历史版本人人可查")
WITHOUT_VALUE = Rule("cell-without-value", "写上v；没有数的写flag: x（不详）、z（不适用）或c（不公开），并加note")
DECIMALS = Rule("value-with-too-many-decimals", "四舍五入到规定的小数位数，或在metrics.yml改decimals")
FRACTION = Rule("count-not-integer", "改成整数")
RANGE = Rule("value-out-of-range", "核对是否多写或少写一位、单位是否写错；数确实无误的，在metrics.yml改range")
QUALIFIED_RATIO = Rule("qualifier-on-ratio", "删去qualifier，比率写确数")

_WITHOUT_NUMBER = ("c", "x", "z")
_NEEDS_NOTE = ("r", "b", "x", "c")
_MEASURES = ("元", "万元", "%", "百分点", "天", "小时")


def check(site: Site) -> Iterator[Finding]:
    """Every value of every year by itself."""
    for year, one_year in site.statistics.years.items():
        for name, metric in site.statistics.metrics.items():
            if metric.required and name not in one_year.values:
                yield MISSING.at(at_year(site, year, "values"), f"{year}年缺少{label(site, name)}（{name}）")
        for name, cell in one_year.values.items():
            span = at_value(site, year, name)
            found = site.statistics.metrics.get(name)
            if found is None:
                yield UNKNOWN.at(span, f"{year}年的“{name}”没有登记")
            else:
                subject = f"{year}年{label(site, name)}"
                yield from _flag(span, subject, cell)
                yield from _number(span, subject, cell, found)


def _flag(span: Span, subject: str, cell: Cell) -> Iterator[Finding]:
    if cell.flag in _NEEDS_NOTE and not cell.note:
        yield FLAG_WITHOUT_NOTE.at(span, f"{subject}标了{cell.flag}（{FLAGS[cell.flag]}），没有写note")
    if cell.flag in _WITHOUT_NUMBER and (cell.v is not None or (cell.flag == "c" and cell.was is not None)):
        yield FLAG_WITH_VALUE.at(span, f"{subject}标了{cell.flag}（{FLAGS[cell.flag]}），却写了数")
    if cell.v is None and cell.flag not in _WITHOUT_NUMBER:
        yield WITHOUT_VALUE.at(span, f"{subject}没有数，也没有说明原因的flag")


def _number(span: Span, subject: str, cell: Cell, metric: Metric) -> Iterator[Finding]:
    if cell.v is None:
        return
    if metric.unit not in _MEASURES and cell.v != cell.v.to_integral_value():
        yield FRACTION.at(span, f"{subject}是{plain(cell.v)}，以“{metric.unit}”计的数应当是整数")
    elif _decimals(cell.v) > metric.decimals:
        yield DECIMALS.at(span, f"{subject}是{plain(cell.v)}，规定保留{metric.decimals}位小数")
    if metric.range and not metric.range[0] <= cell.v <= metric.range[1]:
        yield RANGE.at(span, f"{subject}是{plain(cell.v)}，不在合理范围{plain(metric.range[0])}到{plain(metric.range[1])}内")
    if metric.kind == "ratio" and cell.qualifier:
        yield QUALIFIED_RATIO.at(span, f"{subject}是比率，不能带“{cell.qualifier}”")


def _decimals(value: Decimal) -> int:
    return len(plain(value).partition(".")[2])
