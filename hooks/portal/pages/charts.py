"""Charts of the statistics as inline SVG, made at build time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import jinja2

from portal.model.chart_rules import chart_problem
from portal.model.statistics import Statistics
from portal.pages.chart_bars import bars, shares
from portal.pages.chart_lines import lines, panels
from portal.pages.chart_words import chart_notes, description
from portal.pages.drawing import Drawing
from portal.pages.links import group_page, metric_page
from portal.pages.stat_text import Source, group_label, groups_of, sources

Link = Callable[[str], str]
_DRAW: Mapping[str, Callable[[Statistics, tuple[str, ...], tuple[int, ...]], Drawing]] = {
    "bar": bars,
    "grouped": bars,
    "stacked": shares,
    "line": lines,
    "multiples": panels,
}


class ChartError(ValueError):
    """A chart that can't be drawn: what is wrong and what to do, in Chinese."""

    def __init__(self, what: str, do: str) -> None:
        self.what, self.do = what, do
        super().__init__(f"{what}；{do}")


@dataclass(frozen=True, kw_only=True)
class ChartView:
    """Everything that the template prints; ``source`` is the newest of ``reports`` reports."""

    anchor: str
    kind: str
    number: str
    title: str
    unit: str
    description: str
    drawing: Drawing
    notes: tuple[str, ...]
    source: Source
    reports: int
    tables: tuple[tuple[str, str], ...]


def chart_html(
    env: jinja2.Environment,
    statistics: Statistics,
    kind: str,
    metrics: tuple[str, ...],
    years: tuple[int, ...],
    *,
    number: str,
    title: str,
    anchor: str,
    link: Link,
) -> str:
    """A figure with an SVG chart, its caption, notes, sources and the way to the data table.

    Args:
        env: templates with autoescape.
        statistics: dictionary and values.
        kind: ``bar``, ``grouped``, ``stacked``, ``line`` or ``multiples``.
        metrics: metric ids, in the order of drawing.
        years: years, drawn ascending.
        number: ``图1``.
        title: the title, untrusted text.
        anchor: HTML id, unique on the page.
        link: site path to relative URL.

    Raises:
        ChartError: this kind can't draw these metrics, see ``chart_problem``.
    """
    years = tuple(sorted(years))
    problem = chart_problem(statistics, kind, metrics, years)
    if problem:
        raise ChartError(*problem)
    reports = sources(statistics, years)
    units = {statistics.metrics[one].unit for one in metrics}
    view = ChartView(
        anchor=anchor,
        kind=kind,
        number=number,
        title=title,
        unit="" if kind == "multiples" or (kind == "stacked" and len(years) > 1) else units.pop(),
        description=description(statistics, kind, metrics, years),
        drawing=_DRAW[kind](statistics, metrics, years),
        notes=chart_notes(statistics, metrics, years),
        source=reports[-1],
        reports=len(reports),
        tables=_tables(statistics, metrics, link),
    )
    return env.get_template("statistics/chart-figure.html").render(chart=view)


def _tables(statistics: Statistics, metrics: tuple[str, ...], link: Link) -> tuple[tuple[str, str], ...]:
    """Name and address of the pages that hold the chart's numbers as a table: the metric's, else the groups'."""
    if len(metrics) == 1:
        return ((statistics.metrics[metrics[0]].label, link(metric_page(metrics[0]))),)
    return tuple((group_label(statistics, one), link(group_page(one))) for one in groups_of(metrics))
