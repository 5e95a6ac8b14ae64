"""What a chart says in words: its description for those who don't see it, and the notes below it."""

from __future__ import annotations

from portal.model.chart_rules import whole_of
from portal.model.figures import rounded, unit_text
from portal.model.statistics import Statistics
from portal.pages.chart_bars import share
from portal.pages.chart_lines import runs
from portal.pages.stat_text import is_provisional, part_period, sentence, why_missing


def description(statistics: Statistics, kind: str, metrics: tuple[str, ...], years: tuple[int, ...]) -> str:
    """The chart as a few Chinese sentences."""
    if kind == "bar":
        return _compared(statistics, metrics, years[0])
    if kind == "stacked":
        return "".join(_shared(statistics, metrics, year) for year in years)
    return "".join(_over_years(statistics, metric, years) for metric in metrics)


def value_text(statistics: Statistics, metric: str, year: int) -> str:
    """``244件``, ``40余人次`` or the reason why there is no number."""
    cell = statistics.cell(metric, year)
    return unit_text(cell, statistics.metrics[metric]) if cell and cell.v is not None else why_missing(cell)


def _compared(statistics: Statistics, metrics: tuple[str, ...], year: int) -> str:
    text = f"{year}年：" + "，".join(f"{statistics.metrics[one].short}{value_text(statistics, one, year)}" for one in metrics)
    values = {one: cell.v for one in metrics if (cell := statistics.cell(one, year)) and cell.v is not None}
    if len(values) < 3 or len(set(values.values())) < len(values):
        return sentence(text)
    most, least = max(values, key=lambda one: values[one]), min(values, key=lambda one: values[one])
    return sentence(f"{text}。最多的是{statistics.metrics[most].short}，最少的是{statistics.metrics[least].short}")


def _shared(statistics: Statistics, metrics: tuple[str, ...], year: int) -> str:
    whole = whole_of(statistics, metrics)
    parts = "；".join(
        f"{statistics.metrics[one].short}{value_text(statistics, one, year)}，占{rounded(share(statistics, one, metrics, year), 1)}%" for one in metrics
    )
    return sentence(f"{year}年{statistics.metrics[whole].label}共{value_text(statistics, whole, year)}：{parts}")


def _over_years(statistics: Statistics, metric: str, years: tuple[int, ...]) -> str:
    """One metric through the years: every value when there are few, else the ends and the peak; a break forbids comparing."""
    name = statistics.metrics[metric].short
    points = [point for run in runs(statistics, metric, years) for point in run]
    if len(years) < 4 or len(runs(statistics, metric, years)) != 1:
        return sentence(f"{name}：" + "，".join(f"{year}年{value_text(statistics, metric, year)}" for year in years))
    (first, start), (last, end) = points[0], points[-1]
    verb = "升至" if end > start else "降至" if end < start else "到"
    peak = max(points, key=lambda one: one[1])[0]
    text = f"{name}从{first}年的{value_text(statistics, metric, first)}{verb}{last}年的{value_text(statistics, metric, last)}"
    return sentence(f"{text}，最高的是{peak}年的{value_text(statistics, metric, peak)}")


def chart_notes(statistics: Statistics, metrics: tuple[str, ...], years: tuple[int, ...]) -> tuple[str, ...]:
    """What the reader of the picture must know, as closed sentences: gaps, breaks, provisional values, periods."""
    texts: list[str] = []
    for metric in metrics:
        name = statistics.metrics[metric].short
        for year in years:
            cell = statistics.cell(metric, year)
            if cell is None or cell.v is None:
                texts.append(f"{year}年{name}{why_missing(cell)}")
            if year != years[0] and statistics.broken(metric, year):
                texts.append(f"{year}年起{name}口径有变，与以前年度不可比")
            if part_period(cell, year):
                texts.append(f"{year}年{name}的统计期间：{part_period(cell, year)}")
    provisional = [year for year in years if any(is_provisional(statistics, metric, year) for metric in metrics)]
    texts += [f"空心的是{'、'.join(str(year) for year in provisional)}年的初步数"] if provisional else []
    return tuple(sentence(one) for one in texts)
