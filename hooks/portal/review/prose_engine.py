"""Runs the prose rules over a document: hits become findings with exact places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from portal.model.facts import Facts
from portal.model.finding import Finding, Fix, Severity, Span
from portal.model.masking import PRIVACY, masked, masked_at
from portal.model.review_settings import ReviewSettings
from portal.review import lexicon
from portal.review.document import Document
from portal.review.rule import Hit
from portal.review.rulebook import rulebook
from portal.review.spans import Covered, Stretches
from portal.review.unhidden import unhidden, wanted

_LONGEST_EXCERPT = 60
# In other families rules say different things of one place: a name and the age behind it, a number and its form.
_REPEATING = ("标点", "法律")


def review_document(document: Document, facts: Facts, settings: ReviewSettings) -> list[Finding]:
    """Everything that the prose rules and the packs of terms find in a document, in order of place."""
    hits = list(_levelled(document, settings, _hits(document, facts)))
    if not hits:
        return []
    private = [(hit.start, hit.end) for rule, _, hit in hits if rule.startswith(PRIVACY)]
    shown, secrets = masked_at(document.text, private), Stretches(private)
    found = [_finding(document, shown, secrets, *one) for one in hits]
    kept = _without_repetitions(zip(found, (hit for _, _, hit in hits), strict=True))
    return sorted(kept, key=lambda one: (one.span, one.rule, -one.severity))


def _without_repetitions(found: Iterable[tuple[Finding, Hit]]) -> Iterator[Finding]:
    """Without the lesser of two that rules of one family say of overlapping words: of lower severity, then of fewer words. Errors all stay."""
    placed: dict[str, list[tuple[Finding, Hit]]] = {}
    for one in found:
        placed.setdefault(_family(one[0].rule), []).append(one)
    for family, those in placed.items():
        if family in _REPEATING:
            yield from (one for group in _touching(those) for one in _greater(group))
        else:
            yield from (one for one, _ in those)


def _touching(found: list[tuple[Finding, Hit]]) -> Iterator[list[tuple[Finding, Hit]]]:
    """Findings in groups; what stands in different groups doesn't overlap."""
    group: list[tuple[Finding, Hit]] = []
    reach = 0
    for one in sorted(found, key=lambda one: one[1].start):
        if group and one[1].start >= reach:
            yield group
            group = []
        group.append(one)
        reach = max(reach, one[1].end)
    if group:
        yield group


def _greater(group: list[tuple[Finding, Hit]]) -> Iterator[Finding]:
    """The findings of a group without those that repeat a greater one."""
    if len(group) == 1:
        yield group[0][0]
        return
    kept: dict[str, Covered] = {}
    for one, hit in sorted(group, key=lambda one: (-one[0].severity, -len(one[0].excerpt), one[0].span, one[0].rule)):
        others = (covered for rule, covered in kept.items() if rule != one.rule)
        if one.severity is Severity.ERROR or not any(covered.meets(hit.start, hit.end) for covered in others):
            kept.setdefault(one.rule, Covered()).add(hit.start, hit.end)
            yield one


def _family(rule: str) -> str:
    return rulebook()[rule].manual.family if rule in rulebook() else ""


def _levelled(document: Document, settings: ReviewSettings, hits: Iterable[tuple[str, Severity, Hit]]) -> Iterator[tuple[str, Severity, Hit]]:
    """Hits of the rules that are on, with the level that counts."""
    for rule, level, hit in hits:
        severity = settings.level(rule, document.column, level)
        if severity is not None:
            yield rule, severity, hit


def _hits(document: Document, facts: Facts) -> Iterator[tuple[str, Severity, Hit]]:
    found: dict[str, list[Hit]] = {}
    for rule_id, rule in rulebook().items():
        found[rule_id] = list(rule.check(document, facts))
        for hit in found[rule_id]:
            yield hit.rule or rule_id, hit.level or rule.manual.level, hit
    yield from _hidden(document, facts, found)
    for hit in lexicon.check(document, facts):
        yield hit.rule, hit.level or Severity.WARNING, hit


def _hidden(document: Document, facts: Facts, found: dict[str, list[Hit]]) -> Iterator[tuple[str, Severity, Hit]]:
    """What the rules find only when nothing stands between the characters; such a hit has no fix, because the place holds more than the fault."""
    second = unhidden(document)
    if second is None:
        return
    for rule_id, rule in rulebook().items():
        if not wanted(rule_id, rule.manual.family):
            continue
        starts, covered = {one.start for one in found[rule_id]}, Covered()
        for one in found[rule_id]:
            covered.add(one.start, one.end)
        for hit in rule.check(second[0], facts):
            start, end = second[1].origin(hit.start, hit.end) if hit.end > hit.start else (hit.start, hit.end)
            # Laws named in other paragraphs are missing in the second text, so a citation with nothing hidden inside is read wrongly there.
            astray = rule.manual.family == "法律" and document.text[start:end] == second[0].text[hit.start : hit.end]
            if not astray and start not in starts and not covered.meets(start, end):
                yield hit.rule or rule_id, hit.level or rule.manual.level, replace(hit, start=start, end=end, replacement=None, safe=False)


def _finding(document: Document, shown: str, secrets: Stretches, rule: str, severity: Severity, hit: Hit) -> Finding:
    """A hit as a finding; ``shown`` is the text as it may be repeated. What overlaps personal data has no fix, for that would repeat it."""
    line, column = document.place(hit.start)
    end_line, end_column = document.place(hit.end)
    inside = [document.text[start:end] for start, end in secrets.meeting(hit.start, hit.end)]
    fix = None if hit.replacement is None or inside else Fix(hit.start, hit.end, hit.replacement, hit.safe)
    excerpt = shown[hit.start : hit.end]
    excerpt = excerpt if len(excerpt) <= _LONGEST_EXCERPT else f"{excerpt[:_LONGEST_EXCERPT]}……"
    what = hit.what
    for words in inside:
        what = what.replace(words, masked(words))
    return Finding(rule, Span(document.path, line, column, end_line, end_column), what, hit.do, severity, excerpt, fix)
