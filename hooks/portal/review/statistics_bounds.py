"""Whether values may be calculated with together, and between which bounds they certainly lie."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from portal.model.site import Site
from portal.model.statistics import Cell

INFINITY = Decimal("Infinity")
_WHOLE_YEAR = r"(?:\.\.|{year}-01(?:-01)?)/{year}-12(?:-31)?"


def exact(site: Site, metric: str, year: int) -> Decimal | None:
    """The value that may be calculated with; None when it is missing, withheld or rounded."""
    cell = site.statistics.cell(metric, year)
    return cell.v if cell and cell.is_exact else None


def bounds(site: Site, metric: str, year: int) -> tuple[Decimal, Decimal]:
    """The least and the greatest that a count may be: ``40余`` is at least 40, what isn't shown is at least 0."""
    cell = site.statistics.cell(metric, year)
    if cell is None or cell.v is None:
        return Decimal(0), INFINITY
    return cell.v, cell.v if cell.is_exact else INFINITY


def whole_year(cell: Cell, year: int) -> bool:
    """Whether a value covers its year, or stands for its end."""
    return not cell.period or bool(re.fullmatch(_WHOLE_YEAR.format(year=year), cell.period))


def same_period(site: Site, metrics: Iterable[str], year: int) -> bool:
    """Whether the values that are shown all cover the same time."""
    cells = (site.statistics.cell(metric, year) for metric in metrics)
    return len({"" if whole_year(cell, year) else cell.period for cell in cells if cell and cell.is_number}) < 2
