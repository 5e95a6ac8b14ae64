"""Years, dates, periods, changes, revisions, and figures that were published before."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.review.checks import statistics_published, statistics_time

METRICS, LAST, FIRST = "data/statistics/metrics.yml", "data/statistics/2024.yml", "data/statistics/2023.yml"
CASES_, TALKS = "aid.cases: 120", "aid.talks: {v: 12000, qualifier: 超}"
LIMIT = (METRICS, "range: [0, 1000]", "max_change: 0.1")
HEAD = "provenance: {report: 测试报告}"
Edits = list[tuple[str, str, str]]


def _log(kind: str, metric: str = "aid.cases") -> tuple[str, str, str]:
    return LAST, HEAD, f"{HEAD}\nchangelog: [{{date: 2025-01-21, type: {kind}, reason: 补录, metrics: [{metric}]}}]"


def _revised(fields: str) -> tuple[str, str, str]:
    return LAST, CASES_, f"aid.cases: {{v: 120, flag: r, note: 补录, {fields}}}"


def _period(period: str) -> Edits:
    return [(LAST, TALKS, f"aid.talks: {{v: 12000, period: {period}}}")]


def _covering(period: str) -> tuple[str, str, str]:
    return LAST, CASES_, f"aid.cases: {{v: 120, period: {period}}}"


def _next(text: str) -> Edits:
    return [(LAST, HEAD, f'{HEAD}\nnext_release: "{text}"')]


CASES: list[tuple[str, Edits, Edits]] = [
    ("year-gap", [(FIRST, "year: 2023", "year: 2022")], []),
    ("provisional-before-final-year", [(FIRST, "status: final", "status: provisional")], [(LAST, "status: final", "status: provisional")]),
    ("released-in-future", [(LAST, "released: 2025-01-20", "released: 2025-07-01")], [(LAST, "released: 2025-01-20", "released: 2025-06-30")]),
    ("as-of-after-released", [(LAST, "as_of: 2024-12-31", "as_of: 2025-01-21")], [(LAST, "as_of: 2024-12-31", "as_of: 2025-01-20")]),
    ("as-of-before-year", [(LAST, "as_of: 2024-12-31", "as_of: 2023-12-31")], [(LAST, "as_of: 2024-12-31", "as_of: 2024-06-30")]),
    ("change-without-note", [LIMIT], [LIMIT, (LAST, CASES_, "aid.cases: {v: 120, note: 案源增加}")]),
    ("change-without-note", [LIMIT, (LAST, CASES_, "aid.cases: 89")], [LIMIT, (LAST, CASES_, "aid.cases: 90")]),
    ("change-without-note", [LIMIT, _covering("2024-01/2024-12")], [LIMIT, _covering("2024-01/2024-06")]),
    ("change-without-note", [LIMIT], [LIMIT, (METRICS, "constraints:", "breaks: [{metric: aid.cases, year: 2024, note: 口径}]\nconstraints:")]),
    ("revision-without-was", [_revised("period: 2024-01/2024-12")], [_revised("was: 118")]),
    ("revision-without-change", [_revised("was: 120")], [_revised("was: 118")]),
    ("revision-not-in-changelog", [_revised("was: 118"), _log("first")], [_revised("was: 118"), _log("revision")]),
    ("revision-not-in-changelog", [_revised("was: 118"), _log("revision", "aid.talks")], [_revised("was: 118"), _log("correction")]),
    ("provisional-value-in-final-year", [(LAST, CASES_, "aid.cases: {v: 120, flag: p}")], [(LAST, CASES_, "aid.cases: {v: 120, flag: e}")]),
    ("period-not-a-date", _period("2024-13/2024-14"), _period("2024-11/2024-12")),
    ("period-not-a-date", _period("2024-05/2024-04-30"), _period("2024-04-30/2024-04")),
    ("period-outside-year", _period("2022-01/2023-12"), _period("2021-01/2024-12")),
    ("period-after-as-of", [*_period("2024-01/2024-12"), (LAST, "as_of: 2024-12-31", "as_of: 2024-11-30")], _period("2024-01/2024-12")),
    ("stock-over-period", [*_period("2024-01/2024-12"), (METRICS, "unit: 人次, kind: flow", "unit: 人次, kind: stock")], _period("2024-01/2024-12")),
    ("next-release-before-released", _next("2025-01"), _next("2025-02")),
]


def _rules(project: Project, edits: Edits) -> set[str]:
    for edit in edits:
        project.replace(*edit)
    site = project.site()
    return {one.rule for one in (*statistics_time.check(site), *statistics_published.check(site))}


@pytest.mark.parametrize(("rule", "bad"), [(rule, bad) for rule, bad, _ in CASES])
def test_bad_time_is_found(project: Project, rule: str, bad: Edits) -> None:
    """What can't be true in time, or isn't explained, yields its rule."""
    assert rule in _rules(project, bad)


@pytest.mark.parametrize(("rule", "good"), [(rule, good) for rule, _, good in CASES])
def test_possible_time_passes(project: Project, rule: str, good: Edits) -> None:
    """What is possible and explained doesn't yield the rule."""
    assert rule not in _rules(project, good)


PUBLISHED: list[tuple[str, Edits, set[str]]] = [
    ("120", [], set()),
    ("120.0", [], set()),
    ("", [], set()),
    ("118", [], {"published-value-changed-without-flag", "published-value-change-not-logged"}),
    ("118", [_revised("was: 118"), _log("revision")], set()),
    ("118", [_revised("was: 118")], {"published-value-change-not-logged"}),
    ("118", [_revised("was: 117"), _log("revision")], {"published-value-differs-from-was"}),
    ("118", [_log("revision")], {"published-value-changed-without-flag"}),
    ("120", [(LAST, CASES_, "aid.cases: {flag: c, note: 不公开}")], {"published-value-vanished"}),
    ("120", [(LAST, CASES_, "aid.cases: {flag: c, note: 不公开}"), _log("correction")], set()),
    ("120", [(LAST, f"  {CASES_}\n", ""), _log("correction")], {"published-value-vanished"}),
]


@pytest.mark.parametrize(("before", "edits", "rules"), PUBLISHED)
def test_published_value_changes_only_on_record(project: Project, before: str, edits: Edits, rules: set[str]) -> None:
    """A figure printed before stays, or is revised with flag, old value and a line of the changelog."""
    for edit in edits:
        project.replace(*edit)
    found = list(statistics_published.changed(project.site(), {"aid.cases@2024": before}))
    assert {one.rule for one in found} == rules
    assert {one.span.path for one in found} <= {LAST}


def test_published_year_that_is_gone_is_found(project: Project) -> None:
    """Figures of a year whose file was deleted are missed."""
    assert [one.rule for one in statistics_published.changed(project.site(), {"aid.cases@2019": "5"})] == ["published-value-vanished"]
