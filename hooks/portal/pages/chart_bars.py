"""Geometry of bars: one year's metrics, metrics by years, and shares of a total."""

from __future__ import annotations

from decimal import Decimal

from portal.model.chart_rules import whole_of
from portal.model.figures import plain, rounded
from portal.model.statistics import Cell, Statistics
from portal.pages.drawing import WIDTH, Box, Drawing, Stroke, Words, box, line, paragraph, words
from portal.pages.scales import FONT, LINE, text_width
from portal.pages.stat_text import is_provisional, shown

_BAR, _GAP, _YEAR = 16.0, 12.0, 40.0
_STACK = 30.0
_BASE = 13.0
Frame = tuple[float, float, float, float]


def bars(statistics: Statistics, metrics: tuple[str, ...], years: tuple[int, ...]) -> Drawing:
    """Horizontal bars under the name of each metric, one a year, latest year in the first colour; values at their ends."""
    left = _YEAR if len(years) > 1 else 1.0
    scale = (WIDTH - left - _label_room(statistics, metrics, years)) / float(_full(statistics, metrics, years))
    boxes: list[Box] = []
    texts: list[Words] = []
    axes: list[Stroke] = []
    y = 0.0
    for metric in metrics:
        name = paragraph(0, y + _BASE, statistics.metrics[metric].short, WIDTH)
        texts += name
        y += len(name) * LINE + 2
        axes.append(line(left, y - 1, left, y + len(years) * (_BAR + 3) - 2, "axis"))
        for index, year in enumerate(years):
            if len(years) > 1:
                texts.append(words(left - 6, y + _BASE, str(year), anchor="end", kind="soft"))
            long = float(_number(statistics.cell(metric, year))) * scale
            texts.append(value_words(statistics, metric, year, left + long + 6, y + _BASE))
            if long:
                boxes.append(box(left, y, long, _BAR, len(years) - index, hollow=is_provisional(statistics, metric, year)))
            y += _BAR + 3
        y += _GAP - 3
    return Drawing(height=y - _GAP + 4, boxes=boxes, strokes=axes, words=texts)


def value_words(statistics: Statistics, metric: str, year: int, x: float, y: float, anchor: str = "start") -> Words:
    """A value at a place, tied to the mark that it answers; the reason in its stead when there is none."""
    cell = statistics.cell(metric, year)
    text = shown(cell, statistics.metrics[metric])
    if cell is None or cell.v is None:
        return words(x, y, text, anchor=anchor, kind="soft")
    return words(x, y, text, anchor=anchor, kind="value", metric=f"{metric}@{year}", value=plain(cell.v))


def _label_room(statistics: Statistics, metrics: tuple[str, ...], years: tuple[int, ...]) -> float:
    return 8 + max(text_width(shown(statistics.cell(one, year), statistics.metrics[one])) for one in metrics for year in years)


def _full(statistics: Statistics, metrics: tuple[str, ...], years: tuple[int, ...]) -> Decimal:
    """The value of the longest bar: 100 for percentages, else the largest value."""
    largest = max((_number(statistics.cell(one, year)) for one in metrics for year in years), default=Decimal(0))
    if statistics.metrics[metrics[0]].unit == "%":
        return max(largest, Decimal(100))
    return largest or Decimal(1)


def _number(cell: Cell | None) -> Decimal:
    return cell.v if cell and cell.v is not None else Decimal(0)


def shares(statistics: Statistics, metrics: tuple[str, ...], years: tuple[int, ...]) -> Drawing:
    """A bar of 100% a year, cut into shares; names above the cuts where they fit, else in a key below."""
    named = _names_fit(statistics, metrics, years[0])
    boxes: list[Box] = []
    plates: list[Box] = []
    texts: list[Words] = []
    y = LINE + 4 if named else 0.0
    for index, year in enumerate(years):
        if len(years) > 1:
            texts.append(words(0, y + 20, str(year), kind="soft"))
        row, ground, inside = _stack(statistics, metrics, year, y, _YEAR if len(years) > 1 else 0.0)
        boxes, plates, texts = boxes + row, plates + ground, texts + inside
        if named and index == 0:
            texts += _names(statistics, metrics, year, row, valued=len(years) == 1)
        y += _STACK + 10
    if not named:
        key_boxes, key_words, y = _key(statistics, metrics, years, y + 6)
        boxes, texts = boxes + key_boxes, texts + key_words
    return Drawing(height=y - 6, boxes=boxes, plates=plates, words=texts)


def share(statistics: Statistics, metric: str, metrics: tuple[str, ...], year: int) -> Decimal:
    """A part of its total in percent, exact."""
    return 100 * _number(statistics.cell(metric, year)) / _number(statistics.cell(whole_of(statistics, metrics), year))


def _names(statistics: Statistics, metrics: tuple[str, ...], year: int, row: list[Box], *, valued: bool) -> list[Words]:
    """The name of every part above the beginning of its box, with its value when ``valued``."""
    texts: list[Words] = []
    for metric, one in zip(metrics, row, strict=True):
        name = statistics.metrics[metric].short
        texts.append(words(float(one.x), _BASE, name))
        if valued:
            texts.append(value_words(statistics, metric, year, float(one.x) + text_width(name) + 6, _BASE))
    return texts


def _names_fit(statistics: Statistics, metrics: tuple[str, ...], year: int) -> bool:
    for metric in metrics:
        text = statistics.metrics[metric].short + shown(statistics.cell(metric, year), statistics.metrics[metric])
        if text_width(text) + 14 > float(share(statistics, metric, metrics, year)) / 100 * (WIDTH - _YEAR):
            return False
    return True


def _stack(statistics: Statistics, metrics: tuple[str, ...], year: int, y: float, left: float) -> tuple[list[Box], list[Box], list[Words]]:
    boxes: list[Box] = []
    plates: list[Box] = []
    texts: list[Words] = []
    x = left
    for series, metric in enumerate(metrics, 1):
        part = share(statistics, metric, metrics, year)
        width = float(part) / 100 * (WIDTH - left)
        boxes.append(box(x, y, width, _STACK, series, hollow=is_provisional(statistics, metric, year)))
        text = f"{rounded(part, 1)}%"
        if text_width(text) + 14 <= width:
            middle, half = x + width / 2, text_width(text) / 2 + 4
            plates.append(box(middle - half, y + 5, 2 * half, _STACK - 10, series))
            texts.append(words(middle, y + 19.5, text, anchor="middle", kind="inside"))
        x += width
    return boxes, plates, texts


def _key(statistics: Statistics, metrics: tuple[str, ...], years: tuple[int, ...], y: float) -> tuple[list[Box], list[Words], float]:
    boxes: list[Box] = []
    texts: list[Words] = []
    for series, metric in enumerate(metrics, 1):
        boxes.append(box(0, y + 1, FONT, FONT, series))
        name = paragraph(20, y + _BASE, statistics.metrics[metric].short, 200)
        texts += name
        if len(years) == 1:
            texts.append(value_words(statistics, metric, years[0], WIDTH - 52, y + _BASE, "end"))
            texts.append(words(WIDTH, y + _BASE, f"{rounded(share(statistics, metric, metrics, years[0]), 1)}%", anchor="end", kind="soft"))
        y += len(name) * LINE + 5
    return boxes, texts, y


def columns(statistics: Statistics, metric: str, years: tuple[int, ...], place: Frame) -> tuple[list[Box], list[Stroke], list[Words]]:
    """Little upright bars of one metric, first and last labelled, in a frame of ``place`` (x, y, width, height)."""
    x, y, width, height = place
    full = float(_full(statistics, (metric,), years))
    step = width / len(years)
    boxes: list[Box] = []
    texts: list[Words] = []
    strokes = [line(x, y + height, x + width, y + height, "axis")]
    for index, year in enumerate(years):
        middle, half = x + step * (index + 0.5), min(step * 0.35, 14)
        tall = float(_number(statistics.cell(metric, year))) / full * height
        if tall:
            boxes.append(box(middle - half, y + height - tall, 2 * half, tall, 1, hollow=is_provisional(statistics, metric, year)))
        if index and statistics.broken(metric, year):
            strokes.append(line(middle - step / 2, y, middle - step / 2, y + height, "break"))
        if index in (0, len(years) - 1):
            anchor, at = _edge(middle, index, len(years), x, width)
            texts.append(value_words(statistics, metric, year, at, y - 5, anchor))
            texts.append(words(at, y + height + 15, str(year), anchor=anchor, kind="soft"))
    return boxes, strokes, texts


def _edge(middle: float, index: int, count: int, x: float, width: float) -> tuple[str, float]:
    if count < 4:
        return "middle", middle
    return ("start", x) if index == 0 else ("end", x + width)

