"""The dictionary and the single values: each rule with an edit that it catches and a near miss that it lets pass."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.model.finding import Finding
from portal.review.checks import statistics_cells, statistics_structure

METRICS, LAST, FIRST = "data/statistics/metrics.yml", "data/statistics/2024.yml", "data/statistics/2023.yml"
KINDS = "{id: aid-kinds, total: aid.cases, parts: [aid.criminal, aid.civil], note: 刑事加民事等于总数}"
TALKS, RATE = "aid.talks: {v: 12000, qualifier: 超}", "mediation.rate: 80.0"
BREAKS = "breaks: [{metric: %s, year: 2024, note: 口径}]\nconstraints:"
CHANGELOG = "provenance: {report: 测试报告}\nchangelog: [{date: 2025-01-21, type: revision, reason: 补录, metrics: [%s]}]"

CASES = [
    # rule, file, old text, text that is caught with its line, text that passes
    ("metric-unknown-reference", METRICS, "parts: [aid.criminal, aid.civil]", ("parts: [aid.criminal, aid.civli]", 14), "parts: [aid.civil, aid.criminal]"),
    ("metric-unknown-reference", METRICS, "刑事件数。, source: 测试, part_of: aid.cases", ("刑事件数。, source: 测试, part_of: aid.x", 6), "刑事件数。, source: 测试"),
    ("metric-unknown-reference", METRICS, "numerator: mediation.settled", ("numerator: mediation.setled", 11), "numerator: mediation.accepted"),
    ("metric-unknown-reference", METRICS, "constraints:", (BREAKS % "aid.gone", 13), BREAKS % "aid.talks"),
    ("metric-unknown-reference", LAST, "provenance: {report: 测试报告}", (CHANGELOG % "aid.gone", 6), CHANGELOG % "aid.cases"),
    ("metric-group-undeclared", METRICS, "{id: mediation, label: 人民调解", ("{id: mediate, label: 人民调解", 9), "{id: mediation, label: 调解"),
    ("constraint-without-form", METRICS, KINDS, ("{id: aid-kinds, note: 没有关系}", 14), "{id: aid-kinds, monotonic: aid.cases, note: 累计}"),
    ("constraint-with-several-forms", METRICS, KINDS, (KINDS.replace("note", "monotonic: aid.cases, note"), 14), KINDS),
    ("constraint-incomplete", METRICS, KINDS, ("{id: aid-kinds, total: aid.cases, note: 少各部分}", 14), KINDS),
    ("constraint-incomplete", METRICS, "[mediation.settled, mediation.accepted]", ("[mediation.settled]", 15), "[mediation.accepted, mediation.settled]"),
    ("constraint-incomplete", METRICS, KINDS, ("{id: x, ratio: mediation.rate, note: 少分子分母}", 14), KINDS),
    ("constraint-incomplete", METRICS, KINDS, ("{id: x, shares: [aid.civil], note: 只有一个}", 14), "{id: x, shares: [aid.civil, aid.cases], note: 两个}"),
    ("label-ambiguous", METRICS, "short: 咨询,", ("short: 咨询, aliases: [法援案件],", 8), "short: 咨询, aliases: [法律咨询],"),
    ("label-ambiguous", METRICS, "label: 民事法律援助案件", ("label: 刑事法律援助案件", 7), "label: 民事援助"),
    ("ratio-unit-wrong", METRICS, 'unit: "%"', ("unit: 件", 11), "unit: '%'"),
    ("metric-unknown-in-year", LAST, "aid.talks: {", ("aid.talk: {", 10), "aid.talks:  {"),
    ("metric-missing-in-year", LAST, f"  {TALKS}\n", ("", 6), f"  {TALKS}\n"),
    ("flag-without-note", LAST, "flag: c, note: 人数少，不公开。", ("flag: c", 14), "flag: z"),
    ("flag-without-note", LAST, TALKS, ("aid.talks: {v: 12000, flag: b}", 10), "aid.talks: {v: 12000, flag: e}"),
    ("flag-with-value", LAST, "{flag: c, note", ("{flag: c, v: 30, note", 14), "{flag: e, v: 30, note"),
    ("flag-with-value", LAST, "{flag: c, note", ("{flag: c, was: 30, note", 14), "{flag: x, was: 30, note"),
    ("cell-without-value", LAST, TALKS, ("aid.talks: {note: 没有数}", 10), "aid.talks: {flag: x, note: 没有数}"),
    ("value-with-too-many-decimals", LAST, RATE, ("mediation.rate: 80.25", 13), "mediation.rate: 80.00"),
    ("count-not-integer", LAST, "aid.civil: 50", ("aid.civil: 50.5", 9), "aid.civil: 50.0"),
    ("value-out-of-range", LAST, "aid.cases: 120", ("aid.cases: 1001", 7), "aid.cases: 1000"),
    ("qualifier-on-ratio", LAST, RATE, ("mediation.rate: {v: 80, qualifier: 余}", 13), "mediation.rate: {v: 80, note: 约数}"),
]


def _found(project: Project) -> list[Finding]:
    site = project.site()
    return [*statistics_structure.check(site), *statistics_cells.check(site)]


def _edit(project: Project, path: str, old: str, new: str) -> list[Finding]:
    return _found(project.replace(path, old, new))


@pytest.mark.parametrize(("rule", "path", "old", "bad"), [(rule, path, old, bad) for rule, path, old, bad, _ in CASES if bad])
def test_bad_edit_is_found_on_its_line(project: Project, rule: str, path: str, old: str, bad: tuple[str, int]) -> None:
    """Each bad edit yields its rule at the line of the edit, with a remedy."""
    found = [one for one in _edit(project, path, old, bad[0]) if one.rule == rule]
    assert [(str(one.span), bool(one.do)) for one in found] == [(f"{path}:{bad[1]}", True)]


@pytest.mark.parametrize(("rule", "path", "old", "good"), [(rule, path, old, good) for rule, path, old, _, good in CASES if good is not None])
def test_near_miss_passes(project: Project, rule: str, path: str, old: str, good: str) -> None:
    """Each harmless edit of the same place doesn't yield the rule."""
    assert rule not in {one.rule for one in _edit(project, path, old, good)}


def test_part_of_cycle_names_every_metric_in_it(project: Project) -> None:
    """Two metrics that are part of each other are both found, a chain of three isn't."""
    chain = project.replace(METRICS, "民事件数。, source: 测试, part_of: aid.cases", "民事件数。, source: 测试, part_of: aid.criminal")
    assert not _found(chain)
    circle = project.replace(METRICS, "range: [0, 1000]", "part_of: aid.civil")
    assert {one.rule for one in _found(circle)} == {"part-of-cycle"}
    assert len(_found(circle)) == 3


def test_optional_metric_may_be_missing(project: Project) -> None:
    """A metric that isn't required every year may be left out."""
    project.replace(LAST, f"  {TALKS}\n", "").replace(METRICS, "definition: 咨询人次。", "required: false, definition: 咨询人次。")
    assert not _found(project)


def test_sound_project_has_no_findings(project: Project) -> None:
    """The project that all other tests start from is clean."""
    assert not _found(project)
