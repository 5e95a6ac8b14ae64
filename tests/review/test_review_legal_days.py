"""Days of legal education: one way of saying when, and days that exist."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.review.checks import legal_days
from review.review_samples import after

PATH = "data/calendar.yml"
DATE, PERIOD = 'date: "12-04", ', 'start: "05-01", end: "05-31", '
HITS = [
    ("legal-day-without-date", DATE, "", 2),
    ("legal-day-several-dates", DATE, DATE + 'rule: "12-sun1", ', 2),
    ("legal-day-several-dates", PERIOD, PERIOD + 'date: "05-01", ', 3),
    ("legal-day-half-period", PERIOD, 'start: "05-01", ', 3),
    ("legal-day-half-period", PERIOD, 'end: "05-31", ', 3),
    ("legal-day-impossible", DATE, 'date: "02-30", ', 2),
    ("legal-day-impossible", DATE, 'date: "02-29", ', 2),
    ("legal-day-impossible", PERIOD, 'start: "04-01", end: "04-31", ', 3),
    ("legal-day-end-before-start", PERIOD, 'start: "05-31", end: "05-01", ', 3),
    ("unregistered-audience", DATE, DATE + "audience: [群众], ", 2),
]


@pytest.mark.parametrize(("rule", "old", "new", "line"), HITS)
def test_hit(project: Project, rule: str, old: str, new: str, line: int) -> None:
    """Each fault is found on the line of the day, and nothing else is."""
    assert after(project, legal_days, (PATH, old, new)) == {(rule, PATH, line)}


def test_miss(project: Project) -> None:
    """A day, a period and a rule are accepted, also the last day of February and a registered audience."""
    assert not after(project, legal_days, (PATH, DATE, 'date: "02-28", audience: [老年人], '))
