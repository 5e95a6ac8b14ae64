"""Disclosure: small counts, and withheld values that the rest gives away."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.model.finding import Severity
from portal.review.checks.statistics_disclosure import check

METRICS, LAST = "data/statistics/metrics.yml", "data/statistics/2024.yml"
KINDS = "  - {id: aid-kinds, total: aid.cases, parts: [aid.criminal, aid.civil], note: 刑事加民事等于总数}\n"
FORMULA = ", formula: {numerator: mediation.settled, denominator: mediation.accepted}"
HIDDEN = "{flag: c, note: 不公开}"
SENSITIVE = "mediation.sensitive: {flag: c, note: 人数少，不公开。}"
CIVIL, CRIMINAL, CASES_, TALKS = "aid.civil: 50", "aid.criminal: 70", "aid.cases: 120", "aid.talks: {v: 12000, qualifier: 超}"
SETTLED, ACCEPTED, RATE = "mediation.settled: 192", "mediation.accepted: 240", "mediation.rate: 80.0"
Edits = list[tuple[str, str, str]]


def _hide(*old: str) -> Edits:
    return [(LAST, one, f"{one.partition(':')[0]}: {HIDDEN}") for one in old]


CASES: list[tuple[str, Edits, Edits]] = [
    ("small-count-published", [(LAST, SENSITIVE, "mediation.sensitive: 9")], [(LAST, SENSITIVE, "mediation.sensitive: 10")]),
    ("small-count-published", [(LAST, SENSITIVE, "mediation.sensitive: 1")], [(LAST, SENSITIVE, "mediation.sensitive: 0")]),
    ("small-count-without-disclosure", [(LAST, TALKS, "aid.talks: 4")], [(LAST, TALKS, "aid.talks: 5")]),
    ("small-count-without-disclosure", [(LAST, TALKS, "aid.talks: 1")], [(LAST, CIVIL, "aid.civil: 1")]),
    ("suppressed-value-recoverable", _hide(CIVIL), _hide(CIVIL, CRIMINAL)),
    ("suppressed-value-recoverable", _hide(CASES_), _hide(CASES_, CIVIL)),
    ("suppressed-value-recoverable", [*_hide(CIVIL), (METRICS, KINDS, "")], [*_hide(SETTLED, RATE), (METRICS, KINDS, "")]),
    ("suppressed-value-recoverable", _hide(SETTLED), [*_hide(SETTLED), (METRICS, FORMULA, "")]),
    ("suppressed-value-recoverable", _hide(ACCEPTED), _hide(ACCEPTED, SETTLED)),
    ("suppressed-value-recoverable", _hide(CIVIL), [*_hide(CIVIL), (LAST, CRIMINAL, "aid.criminal: {v: 70, qualifier: 余}")]),
]


def _rules(project: Project, edits: Edits) -> set[str]:
    for edit in edits:
        project.replace(*edit)
    return {one.rule for one in check(project.site())}


@pytest.mark.parametrize(("rule", "bad"), [(rule, bad) for rule, bad, _ in CASES])
def test_disclosure_is_found(project: Project, rule: str, bad: Edits) -> None:
    """What gives away a small number yields its rule."""
    assert rule in _rules(project, bad)


@pytest.mark.parametrize(("rule", "good"), [(rule, good) for rule, _, good in CASES])
def test_safe_data_pass(project: Project, rule: str, good: Edits) -> None:
    """What gives nothing away doesn't yield the rule."""
    assert rule not in _rules(project, good)


def test_parts_that_overlap_give_nothing_away(project: Project) -> None:
    """Parts that never add up to their total can't be worked out from it."""
    project.replace("data/statistics/2023.yml", "aid.civil: 40", "aid.civil: 70")
    assert not _rules(project, [*_hide(CIVIL), (METRICS, KINDS, "")])


def test_one_value_found_opens_up_the_next(project: Project) -> None:
    """A withheld part that is safe by itself is found when its neighbour leaks through a rate."""
    both = "{id: mixed, total: mediation.accepted, parts: [mediation.settled, aid.civil], note: 测试}"
    project.replace(METRICS, KINDS, f"  - {both}\n").replace(METRICS, "民事件数。, source: 测试, part_of: aid.cases", "民事件数。, source: 测试")
    for edit in _hide(SETTLED, CIVIL):
        project.replace(*edit)
    assert [(one.rule, one.span.line) for one in check(project.site())] == [("suppressed-value-recoverable", 12), ("suppressed-value-recoverable", 9)]


def test_missing_declaration_is_only_a_warning(project: Project) -> None:
    """A small count without a declared threshold warns and doesn't block."""
    found = list(check(project.replace(LAST, TALKS, "aid.talks: 4").site()))
    assert [(one.severity, str(one.span)) for one in found] == [(Severity.WARNING, f"{LAST}:10")]
