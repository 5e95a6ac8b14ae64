"""Readable case files: ``text ⇒ rule level, rule level`` or, without an arrow, a text in which nothing may be found."""

from __future__ import annotations

import re
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
            found.append(Case(f"{path}:{number}", text.replace("\\n", "\n").replace("\\z", "\u200b"), pairs))
    return found


def found_in(document: Document, facts: Facts, *families: str) -> frozenset[tuple[str, str]]:
    """Each rule of some families that finds something, with its level."""
    rules = [rule for rule in rulebook().values() if rule.manual.family in families]
    hits = [(rule.manual, hit) for rule in rules for hit in rule.check(document, facts)]
    assert all(hit.what and hit.do for _, hit in hits)
    return frozenset((hit.rule or manual.id, Severity(hit.level or manual.level).name.lower()) for manual, hit in hits)


_NOTE = re.compile(r"#+ [^⇒]*$|# 一行|每行“")
_ESCAPE = re.compile(r"\\(n|z|u[0-9a-f]{4})")
_RULE = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")


@dataclass(frozen=True)
class Labelled:
    """A line of any case file, whatever it says of levels: place, text, column, and the rules that must speak."""

    place: str
    text: str
    column: str
    rules: tuple[str, ...]


def labelled(path: Path) -> list[Labelled]:
    """Every line of a case file of any folder; headings and notes for people are left out."""
    column = "cases" if path.stem == "in_cases" else ""
    lines = [(number, line) for number, line in enumerate(path.read_text("utf-8").split("\n"), 1) if line.strip() and not _NOTE.match(line)]
    found = []
    for number, line in lines:
        text, _, rules = line.partition(ARROW)
        found.append(Labelled(f"{path.parent.name}/{path.name}:{number}", _ESCAPE.sub(_character, text), column, tuple(_RULE.findall(rules))))
    return found


def _character(match: re.Match[str]) -> str:
    return {"n": "\n", "z": "\u200b"}.get(match[1]) or chr(int(match[1][1:], 16))
