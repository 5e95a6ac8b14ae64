"""Single figures as tiles and rows show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.model.figures import number_text, plain
from portal.model.site import Site
from portal.pages.links import metric_page


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A figure: the mark that it answers (``legal_aid.cases@2025``), its short name, machine's value, reader's text, unit and page."""

    metric: str
    label: str
    value: str
    text: str
    unit: str
    address: str


def headline_figures(site: Site, year: int) -> tuple[Figure, ...]:
    """The figures that ``data/bureau.yml`` names, of a year, those without a number left out."""
    return tuple(_figures(site, site.bureau.headline, year))


def leading_figures(site: Site, group: str, year: int, limit: int) -> tuple[Figure, ...]:
    """The first figures of a group in a year that are no parts of others."""
    metrics = site.statistics.metrics
    return tuple(_figures(site, (one for one in site.statistics.of_group(group) if not metrics[one].part_of), year))[:limit]


def _figures(site: Site, names: Iterable[str], year: int) -> Iterator[Figure]:
    for name in names:
        metric, cell = site.statistics.metrics.get(name), site.statistics.cell(name, year)
        if metric and cell and cell.v is not None:
            text = number_text(cell, metric)
            yield Figure(metric=f"{name}@{year}", label=metric.short, value=plain(cell.v), text=text, unit=metric.unit, address=metric_page(name))
