"""Small counts of persons stay out of the data, and what is withheld can't be worked out from what is shown.

Source: Eurostat, Handbook on Statistical Disclosure Control: primary and complementary suppression, derived rates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from portal.model.figures import plain
from portal.model.finding import Finding, Severity
from portal.model.site import Site
from portal.review.statistics_bounds import exact
from portal.review.statistics_places import Rule, at_value, label

SMALL = Rule("small-count-published", "改成{flag: c, note: 人数少，不公开}，不写数；再查一查别处能不能推算出它")
RECOVERABLE = Rule("suppressed-value-recoverable", "同一关系里再有一项也改成flag: c，或总数也不公开；能推算出来等于公开")
UNDECLARED = Rule("small-count-without-disclosure", "在metrics.yml给它写disclosure：min写公开门槛（0表示不限），reason写理由", Severity.WARNING)

_PERSONS = ("人", "名", "人次")
_SMALL = 5


@dataclass(frozen=True, slots=True)
class _Relation:
    """Values of which any one follows from all the others, and why."""

    metrics: tuple[str, ...]
    why: str


def check(site: Site) -> Iterator[Finding]:
    """Every small count, and every withheld value that the others give away."""
    for year in site.statistics.years:
        yield from _small(site, year)
        yield from _recoverable(site, year)


def _small(site: Site, year: int) -> Iterator[Finding]:
    for name, cell in site.statistics.years[year].values.items():
        metric = site.statistics.metrics.get(name)
        if metric is None or cell.v is None or cell.v <= 0 or cell.flag == "c":
            continue
        subject = f"{year}年{label(site, name)}是{plain(cell.v)}{metric.unit}"
        if metric.disclosure and cell.v < metric.disclosure.min:
            yield SMALL.at(at_value(site, year, name), f"{subject}，小于公开门槛{metric.disclosure.min}")
        elif metric.disclosure is None and metric.unit in _PERSONS and cell.v < _SMALL:
            yield UNDECLARED.at(at_value(site, year, name), f"{subject}，人数很少，却没有说明能不能公开")


def _recoverable(site: Site, year: int) -> Iterator[Finding]:
    """Solve for withheld values one by one; each one found may open up the next."""
    values = site.statistics.years[year].values
    withheld = {name for name, cell in values.items() if cell.flag == "c"}
    known = {name for name in values if exact(site, name, year) is not None}
    relations = [*_sums(site), *_wholes(site), *_rates(site)]
    while found := _solve(relations, known, withheld):
        name, relation = found
        yield RECOVERABLE.at(at_value(site, year, name), f"{year}年{label(site, name)}不公开，但可以由{relation.why}推算出来")
        known.add(name)
        withheld.discard(name)


def _solve(relations: list[_Relation], known: set[str], withheld: set[str]) -> tuple[str, _Relation] | None:
    for relation in relations:
        unknown = [name for name in relation.metrics if name not in known]
        if len(unknown) == 1 and unknown[0] in withheld:
            return unknown[0], relation
    return None


def _sums(site: Site) -> Iterator[_Relation]:
    for one in site.statistics.dictionary.constraints:
        if one.total and one.parts:
            yield _Relation((one.total, *one.parts), f"勾稽关系“{one.id}”的其他各项")


def _wholes(site: Site) -> Iterator[_Relation]:
    """Totals whose ``part_of`` children add up to them in the years that show everything; overlapping parts never do."""
    children: dict[str, list[str]] = {}
    for name, metric in site.statistics.metrics.items():
        if metric.part_of:
            children.setdefault(metric.part_of, []).append(name)
    for whole, parts in children.items():
        if len(parts) > 1 and _adds_up(site, whole, parts):
            yield _Relation((whole, *parts), f"总数{label(site, whole)}和其他各部分")


def _adds_up(site: Site, whole: str, parts: list[str]) -> bool:
    checked = []
    for year in site.statistics.years:
        total, values = exact(site, whole, year), [exact(site, part, year) for part in parts]
        shown = [value for value in values if value is not None]
        if total is not None and len(shown) == len(values):
            checked.append(sum(shown, Decimal(0)) == total)
    return bool(checked) and all(checked)


def _rates(site: Site) -> Iterator[_Relation]:
    for name, metric in site.statistics.metrics.items():
        if metric.formula:
            yield _Relation((name, metric.formula.numerator, metric.formula.denominator), f"{label(site, name)}和另一项")
    for one in site.statistics.dictionary.constraints:
        if one.ratio and one.numerator and one.denominator:
            yield _Relation((one.ratio, one.numerator, one.denominator), f"{label(site, one.ratio)}和另一项")
