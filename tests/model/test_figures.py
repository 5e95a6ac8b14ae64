"""Figures: what a mark prints, and when it can't be printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from helpers import Project
from portal.model.figures import Figure, NoFigure, figure, plain, rounded, spaced
from portal.model.marks import StatMark, parse_mark

PRINTED = [
    ("aid.cases@2024", "120", "120"),
    ("aid.cases@2024|unit", "120", "120件"),
    ("aid.talks@2024|unit", "12000", "超12000人次"),
    ("aid.talks@2023", "900", "900余"),
    ("aid.talks@2023|unit", "900", "900余人次"),
    ("aid.talks@2024|wan", "12000", "超1.2万人次"),
    ("aid.criminal@2024|share(aid.cases)", "58.3", "58.3%"),
    ("mediation.rate@2024|unit", "80", "80.0%"),
    ("aid.cases@2024|yoy", "20", "比上年增长20.0%"),
    ("aid.cases@2024|delta", "20", "增加20件"),
    ("mediation.rate@2024|yoy", "5", "比上年提高5个百分点"),
    ("mediation.sensitive@2024", "", "不公开"),
    ("mediation.sensitive@2024|unit", "", "不公开"),
]
REFUSED = [
    ("aid.case@2024", "stat-unknown-metric"),
    ("aid.cases@2020", "stat-unknown-year"),
    ("aid.cases@2024|share(aid.nothing)", "stat-unknown-metric"),
    ("aid.talks@2024|share(aid.cases)", "stat-share-inexact"),
    ("aid.cases@2024|share(mediation.rate)", "stat-share-units"),
    ("aid.cases@2024|wan", "stat-wan-small"),
    ("aid.cases@2023|yoy", "stat-no-year-before"),
    ("aid.talks@2024|yoy", "stat-change-inexact"),
    ("mediation.sensitive@2024|wan", "stat-not-a-number"),
    ("mediation.sensitive@2024|yoy", "stat-not-a-number"),
]


def mark(text: str) -> StatMark:
    """A stat mark from its inner text."""
    found = parse_mark(f"{{{{ stat:{text} }}}}")
    assert isinstance(found, StatMark)
    return found


@pytest.mark.parametrize(("text", "value", "shown"), PRINTED)
def test_printed(project: Project, text: str, value: str, shown: str) -> None:
    """Machines get the number, readers the wording."""
    assert figure(mark(text), project.site().statistics) == Figure(value, shown)


@pytest.mark.parametrize(("text", "rule"), REFUSED)
def test_refused(project: Project, text: str, rule: str) -> None:
    """What would be wrong or meaningless isn't printed, and the reason is given."""
    found = figure(mark(text), project.site().statistics)
    assert isinstance(found, NoFigure)
    assert (found.rule, bool(found.what), bool(found.do)) == (rule, True, True)


@pytest.mark.parametrize(
    ("path", "old", "new", "text", "rule"),
    [
        ("2024.yml", "aid.cases: 120", "aid.cases: {v: 120, flag: b, note: 口径变了}", "aid.cases@2024|yoy", "stat-change-over-break"),
        ("2024.yml", "aid.cases: 120", "aid.cases: {v: 120, period: 2024-01/2024-06}", "aid.cases@2024|delta", "stat-change-part-year"),
        ("2023.yml", "aid.cases: 100", "aid.cases: 0", "aid.cases@2024|yoy", "stat-change-from-zero"),
        ("2024.yml", "  aid.cases: 120\n", "", "aid.cases@2024", "stat-missing-value"),
    ],
)
def test_refused_after(project: Project, path: str, old: str, new: str, text: str, rule: str) -> None:
    """Breaks, parts of a year and zeros forbid comparisons."""
    found = figure(mark(text), project.replace(f"data/statistics/{path}", old, new).site().statistics)
    assert isinstance(found, NoFigure)
    assert found.rule == rule


@pytest.mark.parametrize(("new", "text", "shown"), [("100", "yoy", "与上年持平"), ("100", "delta", "与上年持平"), ("90", "yoy", "比上年下降10.0%"), ("90", "delta", "减少10件")])
def test_directions(project: Project, new: str, text: str, shown: str) -> None:
    """The wording says the direction; the number has no sign."""
    found = figure(mark(f"aid.cases@2024|{text}"), project.replace("data/statistics/2024.yml", "aid.cases: 120", f"aid.cases: {new}").site().statistics)
    assert isinstance(found, Figure)
    assert found.text == shown


def test_rounding() -> None:
    """Half goes up, once."""
    assert [rounded(Decimal(text), 1) for text in ("0.05", "0.15", "0.25", "-0.05")] == [Decimal("0.1"), Decimal("0.2"), Decimal("0.3"), Decimal("-0.1")]


@pytest.mark.parametrize(("text", "shown"), [("1E+2", "100"), ("1.50", "1.5"), ("3.00", "3"), ("100", "100"), ("0.0", "0")])
def test_plain(text: str, shown: str) -> None:
    """No exponents and no idle zeros, and no lost ones either."""
    assert plain(Decimal(text)) == shown


@pytest.mark.parametrize(("text", "decimals", "shown"), [("9999", 0, "9999"), ("12345", 0, "12\u202f345"), ("1234567.5", 1, "1\u202f234\u202f567.5")])
def test_spaced(text: str, decimals: int, shown: str) -> None:
    """Groups of three from five digits on."""
    assert spaced(Decimal(text), decimals) == shown


def test_part_year_is_not_compared_with_a_whole_one(project: Project) -> None:
    """Ten months against a year would tell readers a growth that isn't there."""
    project.replace("data/statistics/2024.yml", "as_of: 2024-12-31", "as_of: 2024-10-31")

    found = figure(StatMark("aid.cases", 2024, "yoy"), project.site().statistics)

    assert isinstance(found, NoFigure)
    assert found.rule == "stat-change-part-year"


def test_share_of_an_unrelated_total_is_refused(project: Project) -> None:
    """Cases of one kind as a share of something else is nonsense, even in the same unit."""
    found = figure(StatMark("aid.criminal", 2024, "share", "mediation.accepted"), project.site().statistics)

    assert isinstance(found, NoFigure)
    assert found.rule == "stat-share-unrelated"
