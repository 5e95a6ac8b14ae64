"""Runs the prose rules over a document: hits become findings with exact places."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Finding, Fix, Severity, Span
from portal.model.review_settings import ReviewSettings
from portal.review import lexicon
from portal.review.document import Document
from portal.review.rule import Hit
from portal.review.rulebook import rulebook

_LONGEST_EXCERPT = 60


def review_document(document: Document, facts: Facts, settings: ReviewSettings) -> list[Finding]:
    """Everything that the prose rules and the packs of terms find in a document, in order of place."""
    found = [finding for rule, level, hit in _hits(document, facts) if (finding := _finding(document, settings, rule, level, hit))]
    return sorted(found, key=lambda one: (one.span, one.rule))


def _hits(document: Document, facts: Facts) -> Iterator[tuple[str, Severity, Hit]]:
    for rule_id, rule in rulebook().items():
        for hit in rule.check(document, facts):
            yield hit.rule or rule_id, hit.level or rule.manual.level, hit
    for hit in lexicon.check(document, facts):
        yield hit.rule, hit.level or Severity.WARNING, hit


def _masked(rule: str, excerpt: str) -> str:
    """Personal data isn't repeated in reports, logs and caches: only its ends are shown."""
    if not rule.startswith("pii-") or len(excerpt) < 6:
        return excerpt
    return excerpt[:2] + "*" * (len(excerpt) - 3) + excerpt[-1]


def _finding(document: Document, settings: ReviewSettings, rule: str, level: Severity, hit: Hit) -> Finding | None:
    severity = settings.level(rule, document.column, level)
    if severity is None:
        return None
    line, column = document.place(hit.start)
    end_line, end_column = document.place(hit.end)
    fix = None if hit.replacement is None else Fix(hit.start, hit.end, hit.replacement, hit.safe)
    excerpt = _masked(rule, document.text[hit.start : hit.end])
    excerpt = excerpt if len(excerpt) <= _LONGEST_EXCERPT else f"{excerpt[:_LONGEST_EXCERPT]}……"
    return Finding(rule, Span(document.path, line, column, end_line, end_column), hit.what, hit.do, severity, excerpt, fix)
