"""Readable case files: ``text ⇒ rule level, rule level`` or, without an arrow, a text in which nothing may be found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rulebook import rulebook

FOLDER = Path(__file__).parent / "cases"
ARROW = " ⇒ "


@dataclass(frozen=True)
class Case:
    """One line of a case file: where it stands, the text, and each expected rule with its level."""

    place: str
    text: str
    expected: frozenset[tuple[str, str]]


def cases(path: str) -> list[Case]:
    """The lines of a case file; empty lines and those that begin with ``# `` are for people."""
    found = []
    for number, line in enumerate((FOLDER / path).read_text("utf-8").split("\n"), 1):
        if line and not line.startswith("# "):
            text, _, expected = line.partition(ARROW)
            pairs = frozenset((rule, level) for rule, level in (one.split() for one in expected.split(",") if one))
            found.append(Case(f"{path}:{number}", text.replace("\\n", "\n"), pairs))
    return found


def found_in(document: Document, facts: Facts, *families: str) -> frozenset[tuple[str, str]]:
    """Each rule of some families that finds something, with its level."""
    rules = [rule for rule in rulebook().values() if rule.manual.family in families]
    hits = [(rule.manual, hit) for rule in rules for hit in rule.check(document, facts)]
    assert all(hit.what and hit.do for _, hit in hits)
    return frozenset((hit.rule or manual.id, Severity(hit.level or manual.level).name.lower()) for manual, hit in hits)
