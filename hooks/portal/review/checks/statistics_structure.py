"""The dictionary of metrics fits together: names that exist, no circles, constraints that say one thing."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.finding import Finding, Span
from portal.model.site import Site
from portal.model.statistics import Constraint
from portal.review.places import data_span
from portal.review.statistics_places import METRICS, Rule, at_metric, at_year, constraints, label

UNKNOWN_REFERENCE = Rule("metric-unknown-reference", "改成metrics.yml里登记过的指标编号，或先登记这个指标")
GROUP_UNDECLARED = Rule("metric-group-undeclared", "在metrics.yml的groups里加上这个组，或把编号改到已有的组里")
PART_OF_CYCLE = Rule("part-of-cycle", "删去其中一个part_of，总数不能又是自己的一部分")
WITHOUT_FORM = Rule("constraint-without-form", "写上一种关系：total和parts，或le，或ratio，或shares，或monotonic")
SEVERAL_FORMS = Rule("constraint-with-several-forms", "一条只写一种关系，拆成几条")
INCOMPLETE = Rule("constraint-incomplete", "补全：total和parts成对；le写两个；ratio配numerator和denominator；shares至少两个")
AMBIGUOUS = Rule("label-ambiguous", "改其中一个指标的label或aliases，让每个叫法只指一个指标")
RATIO_UNIT = Rule("ratio-unit-wrong", "比率的unit写\"%\"；不是百分比的，kind改成flow或stock")


def check(site: Site) -> Iterator[Finding]:
    """Everything about ``metrics.yml`` that doesn't need a year's values."""
    yield from _references(site)
    yield from _groups(site)
    yield from _cycles(site)
    yield from _forms(site)
    yield from _names(site)
    for name, metric in site.statistics.metrics.items():
        if metric.kind == "ratio" and metric.unit != "%":
            yield RATIO_UNIT.at(at_metric(site, name, "unit"), f"{label(site, name)}是比率，计量单位却是“{metric.unit}”")


def _references(site: Site) -> Iterator[Finding]:
    for span, where, metric in _named(site):
        if metric and metric not in site.statistics.metrics:
            yield UNKNOWN_REFERENCE.at(span, f"{where}里的“{metric}”没有登记")


def _named(site: Site) -> Iterator[tuple[Span, str, str]]:
    for name, metric in site.statistics.metrics.items():
        yield at_metric(site, name, "part_of"), "part_of", metric.part_of
        if metric.formula:
            yield at_metric(site, name, "formula.numerator"), "formula", metric.formula.numerator
            yield at_metric(site, name, "formula.denominator"), "formula", metric.formula.denominator
    for span, constraint in constraints(site):
        for one in constraint.metrics:
            yield span, f"勾稽关系“{constraint.id}”", one
    for number, change in enumerate(site.statistics.dictionary.breaks, 1):
        yield data_span(site, METRICS, f"breaks[{number}].metric"), "breaks", change.metric
    for year, one_year in site.statistics.years.items():
        for number, line in enumerate(one_year.changelog, 1):
            for one in line.metrics:
                yield at_year(site, year, f"changelog[{number}].metrics"), "changelog", one


def _groups(site: Site) -> Iterator[Finding]:
    for group in dict.fromkeys(name.partition(".")[0] for name in site.statistics.metrics):
        if site.statistics.group(group) is None:
            first = site.statistics.of_group(group)[0]
            yield GROUP_UNDECLARED.at(at_metric(site, first), f"指标“{first}”属于“{group}”组，groups里没有这个组")


def _cycles(site: Site) -> Iterator[Finding]:
    metrics = site.statistics.metrics
    for name in metrics:
        seen, above = {name}, metrics[name].part_of
        while above in metrics and above not in seen:
            seen.add(above)
            above = metrics[above].part_of
        if above == name:
            yield PART_OF_CYCLE.at(at_metric(site, name, "part_of"), f"{label(site, name)}的part_of绕了一圈又回到自己")


def _forms(site: Site) -> Iterator[Finding]:
    for span, one in constraints(site):
        forms = _forms_of(one)
        if not forms:
            yield WITHOUT_FORM.at(span, f"勾稽关系“{one.id}”没有写任何关系")
        elif len(forms) > 1:
            yield SEVERAL_FORMS.at(span, f"勾稽关系“{one.id}”写了{len(forms)}种关系：{'、'.join(forms)}")
        elif not forms[next(iter(forms))]:
            yield INCOMPLETE.at(span, f"勾稽关系“{one.id}”没有写全")


def _forms_of(one: Constraint) -> dict[str, bool]:
    """The forms that a constraint uses, each with whether it is complete."""
    found = {
        "total": (bool(one.total or one.parts), bool(one.total and one.parts)),
        "le": (bool(one.le), len(one.le) == 2),
        "ratio": (bool(one.ratio or one.numerator or one.denominator), bool(one.ratio and one.numerator and one.denominator)),
        "shares": (bool(one.shares), len(one.shares) > 1),
        "monotonic": (bool(one.monotonic), True),
    }
    return {form: complete for form, (used, complete) in found.items() if used}


def _names(site: Site) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for name, metric in site.statistics.metrics.items():
        for text in dict.fromkeys((metric.label, *metric.aliases)):
            other = first.setdefault(text, name)
            if other != name:
                field = "label" if text == metric.label else "aliases"
                yield AMBIGUOUS.at(at_metric(site, name, field), f"“{text}”既指“{other}”，又指“{name}”")
