"""Geometry of lines over the years, and of small multiples."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from portal.model.figures import spaced
from portal.model.statistics import Statistics
from portal.pages.chart_bars import columns, value_words
from portal.pages.drawing import WIDTH, Box, Drawing, Marker, Stroke, Words, line, marker, paragraph, polyline, words
from portal.pages.scales import FONT, LINE, spread, text_width, ticks, wrap
from portal.pages.stat_text import is_provisional, shown

_TOP, _PLOT, _YEARS = 24.0, 190.0, 24.0
_NAME = 104.0
_PANEL, _PANEL_GAP, _PANEL_PLOT = 168.0, 24.0, 64.0


@dataclass(frozen=True, kw_only=True)
class _Plane:
    """Where years and values stand: the plot's left and right edge, its years and its ticks."""

    left: float
    right: float
    years: tuple[int, ...]
    ticks: tuple[Decimal, ...]

    def x(self, year: float) -> float:
        return self.left + (year - self.years[0]) / (self.years[-1] - self.years[0]) * (self.right - self.left)

    def y(self, value: Decimal) -> float:
        return _TOP + _PLOT - float(value / self.ticks[-1]) * _PLOT


def lines(statistics: Statistics, metrics: tuple[str, ...], years: tuple[int, ...]) -> Drawing:
    """A line a metric from zero; a gap and a dashed mark at a break, a hollow point for a provisional value."""
    plane = _plane(statistics, metrics, years)
    strokes, texts = _axes(statistics, metrics, plane)
    markers: list[Marker] = []
    for series, metric in enumerate(metrics, 1):
        strokes += [polyline([(plane.x(year), plane.y(value)) for year, value in run], series) for run in runs(statistics, metric, years) if len(run) > 1]
        strokes += [line(plane.x(year - 0.5), _TOP, plane.x(year - 0.5), _TOP + _PLOT, "break") for year in years[1:] if statistics.broken(metric, year)]
        markers += [
            marker(plane.x(year), plane.y(value), series, hollow=is_provisional(statistics, metric, year))
            for run in runs(statistics, metric, years)
            for year, value in run
        ]
    texts += _point_values(statistics, metrics[0], plane) if len(metrics) == 1 else _end_labels(statistics, metrics, plane)
    return Drawing(height=_TOP + _PLOT + _YEARS, strokes=strokes, markers=markers, words=texts)


def runs(statistics: Statistics, metric: str, years: tuple[int, ...]) -> list[list[tuple[int, Decimal]]]:
    """The stretches of years with numbers that may be joined: cut where a number is missing or a break lies between."""
    found: list[list[tuple[int, Decimal]]] = [[]]
    for index, year in enumerate(years):
        cell = statistics.cell(metric, year)
        before = years[index - 1] if index else year
        if cell is None or cell.v is None or any(statistics.broken(metric, one) for one in range(before + 1, year + 1)):
            found.append([])
        if cell is not None and cell.v is not None:
            found[-1].append((year, cell.v))
    return [run for run in found if run]


def _plane(statistics: Statistics, metrics: tuple[str, ...], years: tuple[int, ...]) -> _Plane:
    values = [value for metric in metrics for run in runs(statistics, metric, years) for _, value in run]
    decimals = max(statistics.metrics[one].decimals for one in metrics)
    steps = ticks(max(values), decimals=decimals)
    left = 8 + max(text_width(_tick(step)) for step in steps)
    labels = [line_text for metric in metrics for line_text in wrap(statistics.metrics[metric].short, _NAME)]
    right = 18.0 if len(metrics) == 1 else 14 + max(*(text_width(one) for one in labels), 40.0)
    return _Plane(left=left + 10, right=WIDTH - right, years=years, ticks=steps)


def _tick(step: Decimal) -> str:
    return spaced(step, 0 if step == step.to_integral_value() else max(0, -int(step.normalize().as_tuple().exponent)))


def _axes(statistics: Statistics, metrics: tuple[str, ...], plane: _Plane) -> tuple[list[Stroke], list[Words]]:
    left, bottom = plane.left - 10, _TOP + _PLOT
    strokes = [line(left, plane.y(step), plane.right + 8, plane.y(step), "grid" if step else "axis") for step in plane.ticks]
    texts = [words(left - 6, plane.y(step) + 4.5, _tick(step), anchor="end", kind="soft") for step in plane.ticks]
    every = max(1, -(-38 * len(plane.years) // int(plane.right - plane.left + 38)))
    shown_years = [year for index, year in enumerate(reversed(plane.years)) if index % every == 0]
    texts += [words(plane.x(year), bottom + 18, str(year), anchor="middle", kind="soft") for year in reversed(shown_years)]
    return strokes, texts


def _point_values(statistics: Statistics, metric: str, plane: _Plane) -> list[Words]:
    """Values above the points; only the first, last and highest when all don't fit."""
    points = [point for run in runs(statistics, metric, plane.years) for point in run]
    texts = {year: shown(statistics.cell(metric, year), statistics.metrics[metric]) for year, _ in points}
    if max(text_width(one) for one in texts.values()) + 6 > (plane.right - plane.left) / (len(plane.years) - 1):
        points = list(dict.fromkeys((points[0], max(points, key=lambda one: one[1]), points[-1])))
    return [
        value_words(statistics, metric, year, _inside(plane, year, texts[year]), plane.y(value) - 10, "middle") for year, value in points
    ]


def _inside(plane: _Plane, year: int, text: str) -> float:
    half = text_width(text) / 2
    return min(max(plane.x(year), plane.left - 8 + half), WIDTH - half)


def _end_labels(statistics: Statistics, metrics: tuple[str, ...], plane: _Plane) -> list[Words]:
    """Name and last value of every line at its right end, pushed apart."""
    ends = [runs(statistics, metric, plane.years)[-1][-1] for metric in metrics]
    names = [wrap(statistics.metrics[metric].short, _NAME) for metric in metrics]
    heights = [LINE * (len(name) + 1) for name in names]
    centres = spread([plane.y(value) for _, value in ends], heights, 0, _TOP + _PLOT)
    texts: list[Words] = []
    for metric, (year, _), name, height, centre in zip(metrics, ends, names, heights, centres, strict=True):
        x, y = plane.right + 12, centre - height / 2 + FONT
        texts += [words(x, y + index * LINE, one) for index, one in enumerate(name)]
        texts.append(value_words(statistics, metric, year, x, y + len(name) * LINE))
    return texts


def panels(statistics: Statistics, metrics: tuple[str, ...], years: tuple[int, ...]) -> Drawing:
    """Two little column charts abreast, each with its own scale and unit."""
    names = [f"{statistics.metrics[one].short}（{statistics.metrics[one].unit}）" for one in metrics]
    title = LINE * max(len(wrap(name, _PANEL)) for name in names)
    tall = title + LINE + _PANEL_PLOT + 18
    boxes: list[Box] = []
    strokes: list[Stroke] = []
    texts: list[Words] = []
    for index, (metric, name) in enumerate(zip(metrics, names, strict=True)):
        x, y = (index % 2) * (_PANEL + _PANEL_GAP), (index // 2) * (tall + 18)
        texts += paragraph(x, y + FONT, name, _PANEL)
        drawn = columns(statistics, metric, years, (x, y + title + LINE, _PANEL, _PANEL_PLOT))
        boxes, strokes, texts = boxes + drawn[0], strokes + drawn[1], texts + drawn[2]
    return Drawing(height=-(-len(metrics) // 2) * (tall + 18) - 16, boxes=boxes, strokes=strokes, words=texts)
