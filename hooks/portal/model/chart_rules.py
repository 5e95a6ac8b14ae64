"""What a table or chart can show: the rules that both the review and the drawing follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.model.marks import CHARTS
from portal.model.statistics import Cell, Statistics

MAX_COLUMNS = 8
Problem = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Limits:
    """How many metrics and years a kind of chart takes, and the words for it."""

    metrics: range
    years: range
    do: str


LIMITS: Mapping[str, Limits] = {
    "bar": Limits(range(2, 13), range(1, 2), "条形图（bar）比较同一年的2至12个指标；几年的数改用grouped或line"),
    "grouped": Limits(range(1, 9), range(2, 5), "分组条形图（grouped）用1至8个指标、2至4年；一年的数改用bar，年份多改用line"),
    "stacked": Limits(range(2, 7), range(1, 9), "构成图（stacked）用2至6个指标、1至8年"),
    "line": Limits(range(1, 7), range(2, 16), "折线图（line）用1至6个指标、2至15年；一年的数改用bar"),
    "multiples": Limits(range(2, 13), range(2, 11), "小图组（multiples）用2至12个指标、2至10年；一年的数改用table"),
}


def table_columns(years: tuple[int, ...]) -> int:
    """Data columns of a table of these years: one a year, and one for the change on the year before."""
    return len(years) + int(has_change(years))


def has_change(years: tuple[int, ...]) -> bool:
    """Whether a table shows 同比: its last year stands next to the year before."""
    return len(years) > 1 and max(years) - 1 in years


def table_problem(statistics: Statistics, metrics: tuple[str, ...], years: tuple[int, ...]) -> Problem | None:
    """Why a table of these metrics and years can't be printed: what is wrong and what to do, in Chinese; None when it can.

    A table for reading has at most eight data columns (more belong in the download); wider ones are refused, not split,
    so that an editor chooses which years matter.
    """
    problem = _unknown(statistics, metrics, years)
    if problem:
        return problem
    if table_columns(years) > MAX_COLUMNS:
        return f"表有{table_columns(years)}列数据，超过{MAX_COLUMNS}列，手机上读不了", "少写几年；全部年份读者可以下载"
    return None


def chart_problem(statistics: Statistics, kind: str, metrics: tuple[str, ...], years: tuple[int, ...]) -> Problem | None:
    """Why a chart can't be drawn: what is wrong and what to do, in Chinese; None when it can.

    Args:
        statistics: dictionary and values.
        kind: one of :data:`portal.model.marks.CHARTS`.
        metrics: metric ids, in the order of drawing.
        years: years, ascending.
    """
    if kind not in CHARTS:
        return f"没有“{kind}”这种图", f"改成{'、'.join(CHARTS)}中的一种"
    problem = _unknown(statistics, metrics, years) or _wrong_count(kind, metrics, years)
    if problem:
        return problem
    if kind != "multiples":
        problem = _mixed_units(statistics, metrics)
    problem = problem or _negative(statistics, metrics, years)
    if problem or kind != "stacked":
        return problem or _too_few(statistics, kind, metrics, years)
    return _unfit_shares(statistics, metrics, years)


def whole_of(statistics: Statistics, metrics: tuple[str, ...]) -> str:
    """The total that exactly these metrics add up to according to the dictionary's constraints, empty when there is none."""
    return next((one.total for one in statistics.dictionary.constraints if one.total and set(one.parts) == set(metrics)), "")


def _unknown(statistics: Statistics, metrics: tuple[str, ...], years: tuple[int, ...]) -> Problem | None:
    if not metrics or not years:
        return "没有写指标或者年份", "至少写一个指标和一年"
    if len(set(metrics)) < len(metrics):
        return "同一个指标写了两次", "删去重复的指标"
    for metric in metrics:
        if metric not in statistics.metrics:
            return f"没有指标“{metric}”", "全部指标见data/statistics/metrics.yml"
    missing = [str(year) for year in years if year not in statistics.years]
    if missing:
        return f"没有{'、'.join(missing)}年的数据", f"现有的年份：{'、'.join(str(year) for year in statistics.years) or '无'}"
    return None


def _wrong_count(kind: str, metrics: tuple[str, ...], years: tuple[int, ...]) -> Problem | None:
    limits = LIMITS[kind]
    if len(metrics) not in limits.metrics:
        return f"这种图不能画{len(metrics)}个指标", limits.do
    if len(years) not in limits.years:
        return f"这种图不能画{len(years)}年的数", limits.do
    return None


def _mixed_units(statistics: Statistics, metrics: tuple[str, ...]) -> Problem | None:
    units = list(dict.fromkeys(statistics.metrics[one].unit for one in metrics))
    if len(units) > 1:
        return f"几个指标的单位不同（{'、'.join(units)}），不能画在一条轴上", "只留同一单位的指标，或改用multiples、table"
    return None


def _cells(statistics: Statistics, metrics: tuple[str, ...], years: tuple[int, ...]) -> Iterator[tuple[str, int, Cell | None]]:
    for metric in metrics:
        for year in years:
            yield metric, year, statistics.cell(metric, year)


def _negative(statistics: Statistics, metrics: tuple[str, ...], years: tuple[int, ...]) -> Problem | None:
    for metric, year, cell in _cells(statistics, metrics, years):
        if cell and cell.v is not None and cell.v < 0:
            return f"{year}年“{statistics.metrics[metric].label}”是负数，图上画不了", "改用table"
    return None


def _too_few(statistics: Statistics, kind: str, metrics: tuple[str, ...], years: tuple[int, ...]) -> Problem | None:
    numbers = [metric for metric, _, cell in _cells(statistics, metrics, years) if cell and cell.is_number]
    if kind in ("bar", "grouped"):
        return ("能画的数不到两个（其余不公开或者没有）", "改用table，或换指标") if len(numbers) < 2 else None
    for metric in metrics:
        if numbers.count(metric) < 2:
            return f"“{statistics.metrics[metric].label}”在这几年里能画的数不到两个", "去掉这个指标，或换年份"
    return None


def _unfit_shares(statistics: Statistics, metrics: tuple[str, ...], years: tuple[int, ...]) -> Problem | None:
    whole = whole_of(statistics, metrics)
    if not whole:
        return "没有登记这几个指标加起来等于哪个总数，不能画构成图", "在metrics.yml的constraints里写明total和parts，或改用bar"
    for metric, year, cell in _cells(statistics, (whole, *metrics), years):
        if cell is None or not cell.is_exact:
            return f"{year}年“{statistics.metrics[metric].label}”不公开、没有数或者是约数，不能算比重", "改用table，或换年份"
        if metric == whole and not cell.v:
            return f"{year}年“{statistics.metrics[metric].label}”是0，不能算比重", "改用table，或换年份"
    return None
