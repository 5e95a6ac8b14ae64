"""Faults behind emphasis, line wraps, blanks, zero-width characters and full-width digits: the whole engine over one case file."""

from __future__ import annotations

import pytest

from portal.model.finding import Severity
from portal.model.review_settings import ReviewSettings
from portal.review.document import Document
from portal.review.prose_engine import review_document
from portal.review.unhidden import unhidden
from review.case_files import Case, cases
from review.lexical_facts import shipped

LINES = cases("hidden/lines.md")


@pytest.mark.parametrize("case", LINES, ids=lambda case: case.place)
def test_line(case: Case) -> None:
    """Each line yields its rule at its level; what only looks like a fault yields no error and no warning."""
    found = review_document(Document("例.md", case.text), shipped(), ReviewSettings())
    said = {(one.rule, one.severity.name.lower()) for one in found}

    if case.expected:
        assert case.expected <= said
    else:
        assert not [one for one in found if one.severity > Severity.INFO]


def test_the_place_is_the_one_in_the_file() -> None:
    """A hit in the second text is named where it stands in the file, with all that hides it."""
    text = "第一行。\n\n会议定于2026年**2月**30日召开。\n"
    (one,) = [one for one in review_document(Document("例.md", text), shipped(), ReviewSettings()) if one.rule == "impossible-date"]

    assert (one.span.line, one.span.column, one.excerpt) == (3, 5, "2026年**2月**30日")
    assert one.fix is None


def test_nothing_hidden_costs_nothing() -> None:
    """A text without disguise is read once."""
    assert unhidden(Document("例.md", "会议定于2026年11月22日召开。\n\n**重点**：落实。\n")) is not None
    assert unhidden(Document("例.md", "会议定于2026年11月22日召开。\n\n下一段。\n")) is None
