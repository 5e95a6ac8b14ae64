"""Reads the readable case files: one text a line, ``text ⇒ rule`` for what must be found, no arrow for what must stay silent."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit
from portal.review.rulebook import rulebook

CASES = Path(__file__).resolve().parent / "cases"
FACTS = Facts(today=dt.date(2026, 11, 22))


@dataclass(frozen=True)
class Case:
    """A text and what must be found in it: ids, and those that must be errors."""

    text: str
    rules: frozenset[str]
    errors: frozenset[str]


def cases_of(*families: str) -> list[Case]:
    """Every case of some folders of cases."""
    lines = [line for family in families for path in sorted((CASES / family).glob("*.md")) for line in path.read_text("utf-8").splitlines()]
    return [_case(line) for line in lines if line.strip() and not line.startswith("# 一行") and not re.match(r"# [^⇒]*$", line)]


def _case(line: str) -> Case:
    text, _, wanted = line.partition(" ⇒ ")
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text).replace("\\n", "\n")
    return Case(text, frozenset(name.rstrip("!") for name in names), frozenset(name[:-1] for name in names if name.endswith("!")))


def hits_of(text: str, rules: frozenset[str]) -> list[tuple[str, Severity, Hit]]:
    """What some rules find in a text."""
    document = Document("case.md", text)
    return [(name, hit.level or rulebook()[name].manual.level, hit) for name in sorted(rules) for hit in rulebook()[name].check(document, FACTS)]


def mended(text: str, rules: frozenset[str], rounds: int = 10) -> str:
    """The text after all safe fixes, applied until nothing changes."""
    for _ in range(rounds):
        fixes = sorted((hit.start, hit.end, hit.replacement) for _, _, hit in hits_of(text, rules) if hit.safe and hit.replacement is not None)
        after, done = [], 0
        for start, end, replacement in fixes:
            if start >= done:
                after += [text[done:start], replacement]
                done = end
        new = "".join([*after, text[done:]])
        if new == text:
            return text
        text = new
    raise AssertionError(f"the fixes never come to rest: {text}")
