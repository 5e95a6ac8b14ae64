"""The text of a figure: a value, its qualifier, its unit, and what may be derived from it.

Rounding is half up on decimals, once, at print (GB/T 8170 allows it; half-even is not what Chinese readers expect).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from portal.model.marks import StatMark
from portal.model.statistics import SYMBOLS, Cell, Metric, Statistics


@dataclass(frozen=True, slots=True)
class Figure:
    """What a mark prints: the machine's value and the reader's text."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class NoFigure:
    """Why a mark can't be printed: a rule id, what is wrong, what to do."""

    rule: str
    what: str
    do: str


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up to a number of decimals."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """A number for machines: no exponent, no trailing zeros after the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def spaced(value: Decimal, decimals: int) -> str:
    """A number for tables: groups of three with a narrow no-break space from 10,000 on (GB/T 15835-2011)."""
    text = f"{rounded(value, decimals):f}"
    return f"{rounded(value, decimals):,f}".replace(",", "\u202f") if abs(value) >= 10000 else text


def number_text(cell: Cell, metric: Metric) -> str:
    """Value with qualifier as it stands in prose: ``40余``, ``超2200``, ``244``."""
    if cell.v is None:
        return SYMBOLS.get(cell.flag, SYMBOLS["x"])
    return _qualified(f"{rounded(cell.v, metric.decimals):f}", "", cell.qualifier)


def unit_text(cell: Cell, metric: Metric) -> str:
    """Value with qualifier and unit: ``40余人次``, ``93.3%``; ``4.1万余元`` is for :func:`wan_text`."""
    if cell.v is None:
        return number_text(cell, metric)
    return _qualified(f"{rounded(cell.v, metric.decimals):f}", metric.unit, cell.qualifier)


def wan_text(value: Decimal, metric: Metric, qualifier: str) -> str:
    """Value in units of ten thousand: ``3万余册``, ``超30万人次``, ``4.1万余元``."""
    wan = plain(rounded(value / 10000, 2))
    return _qualified(f"{wan}万", metric.unit, qualifier)


def _qualified(number: str, unit: str, qualifier: str) -> str:
    if qualifier == "超":
        return f"超{number}{unit}"
    return f"{number}{qualifier}{unit}"


def figure(mark: StatMark, statistics: Statistics) -> Figure | NoFigure:
    """Evaluate a mark."""
    metric = statistics.metrics.get(mark.metric)
    if metric is None:
        return NoFigure("stat-unknown-metric", f"没有指标“{mark.metric}”", _nearest_metric(mark.metric, statistics))
    cell = statistics.cell(mark.metric, mark.year)
    if mark.year not in statistics.years:
        known = "、".join(str(year) for year in statistics.years) or "无"
        return NoFigure("stat-unknown-year", f"没有{mark.year}年的数据", f"现有的年份：{known}")
    if cell is None:
        return NoFigure("stat-missing-value", f"{mark.year}年没有“{metric.label}”的数", f"在data/statistics/{mark.year}.yml补上，或改用别的指标")
    if mark.filter == "":
        return Figure(_machine(cell), number_text(cell, metric))
    if mark.filter == "unit":
        return Figure(_machine(cell), unit_text(cell, metric))
    if cell.v is None:
        return NoFigure("stat-not-a-number", f"{mark.year}年“{metric.label}”没有可以计算的数", "改成文字说明")
    if mark.filter == "wan":
        if abs(cell.v) < 10000:
            return NoFigure("stat-wan-small", f"“{metric.label}”不到1万，不用“万”作单位", "改用unit")
        return Figure(_machine(cell), wan_text(cell.v, metric, cell.qualifier))
    if mark.filter == "share":
        return _share(mark, metric, cell, statistics)
    return _change(mark, metric, cell, statistics)


def _machine(cell: Cell) -> str:
    return plain(cell.v) if cell.v is not None else ""


def _nearest_metric(name: str, statistics: Statistics) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, statistics.metrics, n=1, cutoff=0.5)
    return f"是不是“{near[0]}”？全部指标见data/statistics/metrics.yml" if near else "全部指标见data/statistics/metrics.yml"


def _share(mark: StatMark, metric: Metric, cell: Cell, statistics: Statistics) -> Figure | NoFigure:
    whole = statistics.cell(mark.argument, mark.year)
    if mark.argument not in statistics.metrics:
        return NoFigure("stat-unknown-metric", f"没有指标“{mark.argument}”", _nearest_metric(mark.argument, statistics))
    if whole is None or not whole.v or not whole.is_exact or not cell.is_exact or cell.v is None:
        return NoFigure("stat-share-inexact", f"“{metric.label}”或总数不是确数，不能算比重", "去掉share，改成文字说明")
    if statistics.metrics[mark.argument].unit != metric.unit:
        return NoFigure("stat-share-units", "两个指标的单位不同，不能算比重", "换成同一单位的总数")
    if not statistics.is_part(mark.metric, mark.argument):
        what = f"“{metric.label}”不是“{statistics.metrics[mark.argument].label}”的一部分，不能算比重"
        return NoFigure("stat-share-unrelated", what, "换成它的总数；确是一部分的，在metrics.yml给它写part_of")
    share = rounded(100 * cell.v / whole.v, 1)
    return Figure(plain(share), f"{share:f}%")


def _change(mark: StatMark, metric: Metric, cell: Cell, statistics: Statistics) -> Figure | NoFigure:
    before = statistics.cell(mark.metric, mark.year - 1)
    if before is None or before.v is None or cell.v is None:
        return NoFigure("stat-no-year-before", f"没有{mark.year - 1}年的“{metric.label}”，不能比较", "去掉比较，或补上上年数据")
    if statistics.broken(mark.metric, mark.year):
        return NoFigure("stat-change-over-break", f"“{metric.label}”{mark.year}年口径有变，不能与上年比较", "去掉比较，用文字说明")
    if not (cell.is_exact and before.is_exact):
        return NoFigure("stat-change-inexact", f"“{metric.label}”不是确数，不能比较", "去掉比较，用文字说明")
    if cell.period or before.period or not (statistics.is_whole(mark.year) and statistics.is_whole(mark.year - 1)):
        return NoFigure("stat-change-part-year", f"“{metric.label}”不是整年的数，不能比较", "去掉比较，用文字说明")
    difference = cell.v - before.v
    if metric.kind == "ratio" or metric.unit == "%":
        return _points(difference, metric)
    if mark.filter == "delta":
        size = f"{rounded(abs(difference), metric.decimals):f}{metric.unit}"
        return Figure(plain(difference), "与上年持平" if not difference else ("增加" if difference > 0 else "减少") + size)
    if before.v <= 0:
        return NoFigure("stat-change-from-zero", f"上年“{metric.label}”是{plain(before.v)}，增长率没有意义", "改用delta，或用文字说明")
    rate = rounded(100 * difference / before.v, 1)
    return Figure(plain(rate), "与上年持平" if not rate else ("比上年增长" if rate > 0 else "比上年下降") + f"{abs(rate):f}%")


def _points(difference: Decimal, metric: Metric) -> Figure:
    points = rounded(difference, max(metric.decimals, 1))
    if not points:
        return Figure("0", "与上年持平")
    return Figure(plain(points), ("比上年提高" if points > 0 else "比上年下降") + f"{plain(abs(points))}个百分点")
