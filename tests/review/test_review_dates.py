"""Dates of articles: not in the future, in order."""

from __future__ import annotations

import pytest

from helpers import Project, moment
from portal.review.checks import dates
from review.review_samples import NEWS, after, brief, found_by

DATE = "date: 2025-06-20 09:00"
HITS = [
    ("updated-before-date", "updated: 2025-06-19\nupdate_note: 改字", 4),
    ("update-without-note", "updated: 2025-06-21", 4),
    ("future-date", "updated: 2025-07-02\nupdate_note: 改字", 4),
    ("publish-at-other-day", "publish_at: 2025-06-21 09:00", 4),
    ("expires-before-date", "expires: 2025-06-19", 4),
]
MISSES = [
    "updated: 2025-06-20\nupdate_note: 改字",
    "publish_at: 2025-06-20 10:00",
    "expires: 2025-06-20",
    "publish_at: 2025-06-20 10:00\nexpires: 2025-12-31",
]


@pytest.mark.parametrize(("rule", "lines", "line"), HITS)
def test_hit(project: Project, rule: str, lines: str, line: int) -> None:
    """Each contradiction is found on its line."""
    assert after(project, dates, (NEWS, DATE, f"{DATE}\n{lines}")) == {(rule, NEWS, line)}


@pytest.mark.parametrize("lines", MISSES)
def test_miss(project: Project, lines: str) -> None:
    """Times in order are accepted."""
    assert not after(project, dates, (NEWS, DATE, f"{DATE}\n{lines}"))


def test_expires_before_publish_at(project: Project) -> None:
    """An article that expires before it appears is found."""
    lines = "publish_at: 2025-06-20 10:00\nexpires: 2025-06-19"
    assert ("expires-before-publish-at", NEWS, 5) in after(project, dates, (NEWS, DATE, f"{DATE}\n{lines}"))


def test_future_date_that_the_name_denies(project: Project) -> None:
    """A date that differs from the file's name is told elsewhere; what it would mean is nobody's worry."""
    assert not after(project, dates, (NEWS, DATE, "date: 2035-06-20"))


def test_future_date(project: Project) -> None:
    """A date that hasn't come is refused unless the article is held until then."""
    early = moment("2025-06-20 08:59")
    assert brief(found_by(dates, project.site(early))) == {("future-date", NEWS, 3)}
    assert not found_by(dates, project.site(moment("2025-06-20 09:00")))
    project.replace(NEWS, DATE, f"{DATE}\npublish_at: 2025-06-20 09:00")
    assert not found_by(dates, project.site(early))
