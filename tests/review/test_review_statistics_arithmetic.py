"""Arithmetic relations: contradictions are found, rounding and withheld values are not taken for them."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.review.checks.statistics_arithmetic import check

METRICS, LAST = "data/statistics/metrics.yml", "data/statistics/2024.yml"
LE = "{id: settled, le: [mediation.settled, mediation.accepted], note: 成功不多于受理}"
SHARES = "{id: x, shares: [mediation.rate, aid.rate], note: 比重}"
CUMULATIVE = (METRICS, LE, "{id: x, monotonic: aid.cases, note: 累计}")
ACCEPTED, SETTLED, CIVIL = "mediation.accepted: 240", "mediation.settled: 192", "aid.civil: 50"
Edits = list[tuple[str, str, str]]


def _rate(value: str) -> Edits:
    metric = 'aid.rate: {label: 其余比重, short: 其余, unit: "%", kind: ratio, decimals: 1, definition: 其余。, source: 测试, required: false}'
    return [(METRICS, "constraints:", f"  {metric}\nconstraints:"), (METRICS, LE, SHARES), (LAST, CIVIL, f"{CIVIL}\n  aid.rate: {value}")]


CASES: list[tuple[str, Edits, Edits]] = [
    ("parts-do-not-sum", [(LAST, CIVIL, "aid.civil: 49")], [(LAST, CIVIL, "aid.civil: {flag: x, note: 不详}")]),
    ("parts-do-not-sum", [(LAST, CIVIL, "aid.civil: {v: 51, qualifier: 余}")], [(LAST, CIVIL, "aid.civil: {v: 40, qualifier: 余}")]),
    ("parts-do-not-sum", [(LAST, CIVIL, "aid.civil: 52")], [(LAST, CIVIL, "aid.civil: 52"), (METRICS, "note: 刑事加民事等于总数", "tolerance: 2, note: 约等")]),
    ("parts-do-not-sum", [(LAST, CIVIL, "aid.civil: {v: 49, period: ../2024-12}")], [(LAST, CIVIL, "aid.civil: {v: 49, period: 2024-01/2024-06}")]),
    ("lesser-exceeds-greater", [(LAST, SETTLED, "mediation.settled: 241")], [(LAST, SETTLED, "mediation.settled: 240")]),
    ("lesser-exceeds-greater", [(LAST, SETTLED, "mediation.settled: {v: 241, qualifier: 超}")], [
        (LAST, ACCEPTED, "mediation.accepted: {v: 190, qualifier: 余}")
    ]),
    ("part-exceeds-whole", [(LAST, "aid.criminal: 70", "aid.criminal: 121")], [(LAST, "aid.criminal: 70", "aid.criminal: 120")]),
    ("part-exceeds-whole", [(LAST, SETTLED, "mediation.settled: 250"), (METRICS, LE, SHARES)], [(LAST, ACCEPTED, "mediation.accepted: {flag: c, note: 略}")]),
    ("ratio-differs-from-formula", [(LAST, "rate: 80.0", "rate: 80.1")], [(LAST, SETTLED, "mediation.settled: 192"), (LAST, "rate: 80.0", "rate: 80")]),
    ("ratio-differs-from-formula", [(LAST, ACCEPTED, "mediation.accepted: 241")], [(LAST, ACCEPTED, "mediation.accepted: {v: 241, qualifier: 余}")]),
    ("ratio-differs-from-formula", [(METRICS, LE, "{id: x, ratio: mediation.rate, numerator: aid.cases, denominator: mediation.accepted, note: 比}")], []),
    ("shares-do-not-sum-to-100", _rate("20.3"), _rate("20.2")),
    ("cumulative-decreases", [CUMULATIVE, (LAST, "aid.cases: 120", "aid.cases: 99")], [CUMULATIVE]),
    ("percentage-out-of-bounds", [(LAST, "rate: 80.0", "rate: 100.1")], [(LAST, "rate: 80.0", "rate: 100")]),
    ("count-negative", [(LAST, CIVIL, "aid.civil: -1")], [(LAST, CIVIL, "aid.civil: 0")]),
]


def _rules(project: Project, edits: Edits) -> set[str]:
    for edit in edits:
        project.replace(*edit)
    return {one.rule for one in check(project.site())}


@pytest.mark.parametrize(("rule", "bad"), [(rule, bad) for rule, bad, _ in CASES])
def test_contradiction_is_found(project: Project, rule: str, bad: Edits) -> None:
    """A contradiction yields its rule."""
    assert rule in _rules(project, bad)


@pytest.mark.parametrize(("rule", "good"), [(rule, good) for rule, _, good in CASES])
def test_possible_values_pass(project: Project, rule: str, good: Edits) -> None:
    """Values that may both be true don't yield the rule."""
    assert rule not in _rules(project, good)


def test_break_excuses_a_falling_cumulative_value(project: Project) -> None:
    """A cumulative value may start afresh after a break."""
    edits = [CUMULATIVE, (LAST, "aid.cases: 120", "aid.cases: {v: 99, flag: b, note: 新口径}")]
    assert "cumulative-decreases" not in _rules(project, edits)


def test_finding_says_both_numbers_and_where(project: Project) -> None:
    """A wrong sum names what the parts give and what the total says, at the total's line."""
    found = list(check(project.replace(LAST, CIVIL, "aid.civil: 49").site()))
    assert [(str(one.span), one.what) for one in found] == [(f"{LAST}:7", "2024年各部分相加是119，总数“办理法律援助案件”是120（刑事加民事等于总数）")]
