"""Tables of the statistics: 表题 and 单位 above, three lines, notes and sources below (GB/T 7713.2-2022 5.5, CY/T 170-2019)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import jinja2

from portal.model.chart_rules import has_change, table_problem
from portal.model.figures import NoFigure, figure, plain, rounded
from portal.model.marks import StatMark
from portal.model.statistics import FLAGS, SYMBOLS, Metric, Statistics
from portal.pages.links import metric_page
from portal.pages.stat_text import DOWNLOADS, Source, download_path, group_label, groups_of, release_text, shown, sources
from portal.pages.table_notes import FLAG_SIGNS, MarkView, Note, TableNotes, cell_note

Link = Callable[[str], str]
_NO_CHANGE = {
    "stat-missing-value": "当年没有公布的数",
    "stat-not-a-number": "当年没有公布的数",
    "stat-no-year-before": "上年没有公布的数",
    "stat-change-over-break": "口径有变",
    "stat-change-inexact": "是约数",
    "stat-change-part-year": "统计期间不是整年",
    "stat-change-from-zero": "上年数是0",
}
_CHANGE_HEADS = {"%": "同比增长（%）", "百分点": "同比增减（百分点）", "": "同比增减"}
_MAX_TAIL = 8


@dataclass(frozen=True, kw_only=True)
class CellView:
    """A cell: the machine's value with the mark that it answers, and the reader's text.

    Attributes:
        metric: ``legal_aid.cases@2025``; empty for a symbol instead of a number.
        format: ``yoy`` for a derived number.
        head, tail: text up to the units digit, and what hangs to the right of it.
        spoken: words that stand for a bare sign, for screen readers.
        apart: why it may not be compared with another year: ``break``, ``inexact``, ``part``.
    """

    metric: str = ""
    format: str = ""
    value: str = ""
    head: str
    tail: str = ""
    spoken: str = ""
    marks: tuple[MarkView, ...] = ()
    apart: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of numbers: its head, its year if it is one's, and the width of its tail in half characters."""

    label: str
    year: int = 0
    marks: tuple[MarkView, ...] = ()
    tail: int


@dataclass(frozen=True, kw_only=True)
class Row:
    """A metric: label, page, depth below the rows that it is part of, group when the table has several, and its cells.

    ``points`` says that it changes by percentage points.
    """

    label: str
    href: str
    depth: int
    parent: str
    unit: str
    group: str
    points: bool
    cells: tuple[CellView, ...]


@dataclass(frozen=True, kw_only=True)
class Files:
    """The downloads of a group: its label and links of kind and address."""

    label: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class TableView:
    """Everything that the template prints."""

    anchor: str
    number: str
    title: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]
    signs: tuple[Note, ...]
    sources: tuple[Source, ...]
    release: str
    files: tuple[Files, ...]


def table_html(
    env: jinja2.Environment,
    statistics: Statistics,
    metrics: tuple[str, ...],
    years: tuple[int, ...],
    *,
    number: str,
    title: str,
    anchor: str,
    link: Link,
) -> str:
    """A table of metrics (rows) and years (columns), with its notes, sources and downloads.

    At most eight data columns, 同比 included; a wider table is refused rather than split into 续表, because nobody reads it
    on a phone and the downloads hold every year.

    Args:
        env: templates with autoescape.
        statistics: dictionary and values.
        metrics: metric ids; parts are moved behind the metric that they are part of.
        years: years, shown ascending; 同比 appears when the last one follows on the one before.
        number: ``表1``.
        title: the title, untrusted text.
        anchor: HTML id, unique on the page.
        link: site path to relative URL.

    Raises:
        ValueError: an unknown metric or year, or too many columns; with the text of ``table_problem``.
    """
    problem = table_problem(statistics, metrics, years)
    if problem:
        raise ValueError("；".join(problem))
    view = _view(statistics, in_tree_order(statistics, metrics), tuple(sorted(years)), (number, title, anchor), link)
    return env.get_template("statistics/table.html").render(table=view)


def in_tree_order(statistics: Statistics, metrics: Sequence[str]) -> tuple[str, ...]:
    """The metrics with every part behind the one that it is part of, else in the order given."""
    shown_parent = {one: statistics.metrics[one].part_of for one in metrics if statistics.metrics[one].part_of in metrics}

    def branch(metric: str) -> list[str]:
        return [metric, *(below for one in metrics if shown_parent.get(one) == metric for below in branch(one))]

    return tuple(one for root in metrics if root not in shown_parent for one in branch(root))


def _view(statistics: Statistics, metrics: tuple[str, ...], years: tuple[int, ...], names: tuple[str, str, str], link: Link) -> TableView:
    number, title, anchor = names
    notes = TableNotes(anchor)
    units = {statistics.metrics[one].unit for one in metrics}
    heads = [(f"{year}年", (notes.sign("p"),) if statistics.years[year].status == "provisional" else ()) for year in years]
    grid = [[_cell(statistics, metric, year, notes) for year in years] for metric in metrics]
    if has_change(years):
        unit, changes = _changes(statistics, metrics, years[-1], notes)
        heads.append((_CHANGE_HEADS[unit], ()))
        grid = [[*cells, change] for cells, change in zip(grid, changes, strict=True)]
    rows = tuple(_row(statistics, metrics, metric, cells, link) for metric, cells in zip(metrics, grid, strict=True))
    tails = [min(_MAX_TAIL, max(_half_widths(cells[index].tail) for cells in grid)) for index in range(len(heads))]
    return TableView(
        anchor=anchor,
        number=number,
        title=title,
        unit=units.pop() if len(units) == 1 else "",
        columns=tuple(
            Column(label=label, year=years[at] if at < len(years) else 0, marks=marks, tail=tail)
            for at, ((label, marks), tail) in enumerate(zip(heads, tails, strict=True))
        ),
        rows=rows,
        notes=tuple(notes.numbered.values()),
        signs=tuple(notes.signs.values()),
        sources=sources(statistics, years),
        release=release_text(statistics, years),
        files=_files(statistics, metrics, link),
    )


def _row(statistics: Statistics, metrics: tuple[str, ...], metric: str, cells: list[CellView], link: Link) -> Row:
    parents: list[str] = []
    above = statistics.metrics[metric].part_of
    while above in metrics and above not in parents:
        parents.append(above)
        above = statistics.metrics[above].part_of
    return Row(
        label=statistics.metrics[metric].label,
        href=link(metric_page(metric)),
        depth=min(len(parents), 3),
        parent=statistics.metrics[parents[0]].label if parents else "",
        unit=statistics.metrics[metric].unit,
        group=group_label(statistics, metric.partition(".")[0]) if len(groups_of(metrics)) > 1 else "",
        points=_change_unit(statistics.metrics[metric]) == "百分点",
        cells=tuple(cells),
    )


def _files(statistics: Statistics, metrics: tuple[str, ...], link: Link) -> tuple[Files, ...]:
    groups = groups_of(metrics)
    kinds = DOWNLOADS if len(groups) == 1 else DOWNLOADS[:1]
    return tuple(
        Files(label=group_label(statistics, one), links=tuple((kind.upper(), link(download_path(one, kind))) for kind in kinds)) for one in groups
    )


def _cell(statistics: Statistics, metric: str, year: int, notes: TableNotes) -> CellView:
    cell, definition = statistics.cell(metric, year), statistics.metrics[metric]
    text = shown(cell, definition)
    marks = [notes.sign(flag) for flag in _flags(statistics, metric, year)]
    note = cell_note(statistics, metric, year)
    if note:
        marks.append(notes.note(note))
    if cell is None or cell.v is None:
        notes.symbol(text, cell)
        return CellView(head=text, marks=tuple(marks), spoken=FLAGS["z"] if text == SYMBOLS["z"] else "")
    head, point, tail = text.partition(".")
    if cell.qualifier:
        notes.approximate(cell.qualifier)
    if cell.qualifier == "余" and not point:
        head, tail = text[:-1], "余"
    apart = {"break": statistics.broken(metric, year), "inexact": not cell.is_exact, "part": cell.period or not statistics.is_whole(year)}
    why = " ".join(reason for reason, holds in apart.items() if holds)
    return CellView(metric=f"{metric}@{year}", value=plain(cell.v), head=head, tail=point + tail, marks=tuple(marks), apart=why)


def _flags(statistics: Statistics, metric: str, year: int) -> list[str]:
    cell = statistics.cell(metric, year)
    if cell is None:
        return []
    flags = [cell.flag] if cell.flag in FLAG_SIGNS and not (cell.flag == "p" and statistics.years[year].status == "provisional") else []
    return flags + (["b"] if statistics.broken(metric, year) and cell.flag != "b" else [])


def _changes(statistics: Statistics, metrics: tuple[str, ...], year: int, notes: TableNotes) -> tuple[str, list[CellView]]:
    """The 同比 column: the unit for its head when all rows share one, and its cells."""
    definitions = [statistics.metrics[one] for one in metrics]
    units = {_change_unit(one) for one in definitions}
    cells = [_change(statistics, one, year, "" if len(units) == 1 else _change_unit(statistics.metrics[one]), notes) for one in metrics]
    return (units.pop() if len(units) == 1 else ""), cells


def _change_unit(metric: Metric) -> str:
    return "百分点" if metric.kind == "ratio" or metric.unit == "%" else "%"


def _change(statistics: Statistics, metric: str, year: int, unit: str, notes: TableNotes) -> CellView:
    found = figure(StatMark(metric, year, "yoy"), statistics)
    if isinstance(found, NoFigure):
        notes.no_change(_NO_CHANGE[found.rule])
        return CellView(head="—", spoken="不可比")
    value = Decimal(found.value)
    definition = statistics.metrics[metric]
    text = f"{rounded(value, max(definition.decimals, 1) if _change_unit(definition) == '百分点' else 1):f}".replace("-", "\u2212")
    head, point, tail = text.partition(".")
    return CellView(metric=f"{metric}@{year}", format="yoy", value=found.value, head=head, tail=f"{point}{tail}{unit}")


def _half_widths(text: str) -> int:
    return sum(1 if char.isascii() else 2 for char in text)
