"""Columns: reserved names, fields that exist, fresh articles."""

from __future__ import annotations

import pytest

from helpers import Project, moment
from portal.model.finding import Severity
from portal.review.checks import columns
from review.review_samples import after, brief, found_by

PATH = "data/columns.yml"


def test_reserved_id(project: Project) -> None:
    """A column can't take an address that the site uses itself."""
    found = after(project, columns, (PATH, "id: summaries", "id: statistics"))
    assert ("reserved-column-id", PATH, 4) in found


def test_unknown_required_field(project: Project) -> None:
    """A required field must be a field of that form; what only cases have can't be asked of news."""
    assert after(project, columns, (PATH, "[source, summary], order: 1", "[source, cause], order: 1")) == {("unknown-required-field", PATH, 2)}
    assert not after(project, columns, (PATH, "[source, cause], order: 1", "[source], order: 1"), (PATH, "[source, summary], order: 2", "[cause], order: 2"))


def test_empty_column(project: Project) -> None:
    """A column without a live article is found, wherever the order puts it."""
    (project.root / "content/cases/2025/2025-06-10-loan.md").unlink()
    assert brief(found_by(columns, project.site())) == {("empty-column", PATH, 3)}


@pytest.mark.parametrize(
    ("now", "rule", "severity"),
    [
        ("2025-07-04 00:00", "stale-column", Severity.WARNING),
        ("2025-07-03 23:59", "column-due-soon", Severity.INFO),
        ("2025-06-30 00:00", "column-due-soon", Severity.INFO),
    ],
)
def test_stale(project: Project, now: str, rule: str, severity: Severity) -> None:
    """The newest article is of 20 June, and 13 days are allowed."""
    project.replace(PATH, "update_days: 400", "update_days: 13")
    assert [(one.rule, one.severity) for one in found_by(columns, project.site(moment(now)))] == [(rule, severity)]


def test_fresh(project: Project) -> None:
    """A column well within its time is not mentioned, nor is one without a time."""
    assert not after(project, columns, (PATH, "update_days: 400", "update_days: 14"))
