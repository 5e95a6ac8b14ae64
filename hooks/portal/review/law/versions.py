"""Renumbered statutes: whether a text may mean the numbers of an older version."""

from __future__ import annotations

import datetime as dt

from portal.model.citation.citation import TOPIC, Citation
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.register import Version
from portal.review.document import Document
from portal.review.law.reading import day_of, days, paragraph, sentence, written_before

_LATELY = dt.timedelta(days=365)


def versions_of(citation: Citation, facts: Facts) -> tuple[Version, ...]:
    """Renumberings of the cited statute, oldest first."""
    return facts.statutes.versions.get(citation.statute.title, ()) if citation.statute else ()


def renumbered_after(citation: Citation, document: Document, facts: Facts) -> Version | None:
    """The first renumbering after the facts that the sentence tells of, when the text itself is younger than it."""
    versions = versions_of(citation, facts)
    earliest = min(days(sentence(document.prose, citation.start)[1]), default="") if versions else ""
    after = (one for one in versions if earliest and earliest < one.since)
    return next((one for one in after if one.since <= day_of(document, facts).isoformat()), None)


def renumbered_lately(citation: Citation, document: Document, facts: Facts) -> Version | None:
    """A renumbering within a year before the day of the text."""
    day = day_of(document, facts)
    return next((one for one in reversed(versions_of(citation, facts)) if (day - _LATELY).isoformat() <= one.since <= day.isoformat()), None)


def has_todays_numbers(citation: Citation, document: Document, facts: Facts) -> bool:
    """Whether the register's numbers are those that the text means: not when it is older than the latest amendment."""
    amended = citation.statute.amended if citation.statute else ""
    if document.date is not None and document.date.isoformat() < max(amended, *(one.since for one in versions_of(citation, facts)), ""):
        return False
    versions = versions_of(citation, facts)
    told = days(paragraph(document.prose, citation.start)) if versions else []
    return not any(day < one.since for one in versions for day in told)


def weighed(citation: Citation, document: Document, facts: Facts, level: Severity) -> Severity:
    """How much a number out of range weighs.

    A warning at most when the law is inferred, or an undated text may count by the articles of an older version; a hint when all its
    days lie before the latest amendment.
    """
    inside = bool(citation.place.paragraph or citation.place.item) and document.date is None
    if citation.form == TOPIC or (inside and versions_of(citation, facts)):
        level = min(level, Severity.WARNING)
    amended = citation.statute.amended if citation.statute else ""
    return Severity.INFO if amended and written_before(document, amended) else level
