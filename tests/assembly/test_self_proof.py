"""A rule whose examples don't behave judges nobody's text."""

from __future__ import annotations

import os

import pytest

from helpers import Project
from portal.assembly import reviewing
from portal.assembly.reviewing import review_project
from portal.errors import PortalError
from portal.review.rules import dotted_date


def test_rule_that_contradicts_its_examples_stops_the_review(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, with the example; nothing is judged with it."""
    from portal.review import rulebook

    monkeypatch.setattr(reviewing, "_proved", set())
    monkeypatch.setattr(dotted_date, "check", lambda document, facts: iter(()))
    rulebook.rulebook.cache_clear()
    try:
        with pytest.raises(PortalError, match="dotted-date"):
            review_project(project.root, os.environ)
    finally:
        monkeypatch.undo()
        rulebook.rulebook.cache_clear()

    assert review_project(project.root, os.environ).site is not None
