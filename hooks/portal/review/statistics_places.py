"""What the checks of the statistics share: where a key stands, how a metric is called, whether a revision is on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.model.finding import Finding, Severity, Span
from portal.model.site import Site
from portal.model.statistics import Constraint, Year
from portal.review.places import data_span

METRICS = "data/statistics/metrics.yml"


def year_path(year: int) -> str:
    """The file of a year."""
    return f"data/statistics/{year}.yml"


def at_metric(site: Site, metric: str, field: str = "") -> Span:
    """The place of a metric, or of one of its fields, in the dictionary."""
    return data_span(site, METRICS, f"metrics.{metric}.{field}" if field else f"metrics.{metric}")


def at_value(site: Site, year: int, metric: str) -> Span:
    """The place of a value in its year."""
    return data_span(site, year_path(year), f"values.{metric}")


def at_year(site: Site, year: int, field: str) -> Span:
    """The place of a field of a year's file."""
    return data_span(site, year_path(year), field)


def constraints(site: Site) -> Iterator[tuple[Span, Constraint]]:
    """Every constraint with its place."""
    for number, one in enumerate(site.statistics.dictionary.constraints, 1):
        yield data_span(site, METRICS, f"constraints[{number}].id"), one


@dataclass(frozen=True, slots=True)
class Rule:
    """What a finding of a rule always says: its id, its remedy and its weight."""

    id: str
    do: str
    severity: Severity = Severity.ERROR

    def at(self, span: Span, what: str) -> Finding:
        """A finding of this rule."""
        return Finding(self.id, span, what, self.do, self.severity)


def label(site: Site, metric: str) -> str:
    """A metric as an editor knows it: its label in quotation marks, its id when it isn't registered."""
    found = site.statistics.metrics.get(metric)
    return f"“{found.label if found else metric}”"


def logged(year: Year, metric: str) -> bool:
    """Whether the year's changelog tells of a revision or correction of a metric."""
    return any(line.type != "first" and metric in line.metrics for line in year.changelog)
