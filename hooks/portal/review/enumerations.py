"""Ordinal marks of a text: ``一是``, ``第一，``, ``（一）``, ``一、``, ``1.`` and where they stand."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from portal.late import late
from portal.model.law import from_chinese
from portal.review.document import Document
from portal.review.typography import NUMERALS, starts_line

# The first character stands before the choice, so that the search skips everything else quickly.
_ORDINAL = late(
    rf"[第（({NUMERALS}\d](?:"
    rf"(?<=[{NUMERALS}])(?P<chinese>[{NUMERALS}]{{0,2}})(?:(?P<word>[是要])(?!否)|[、.．](?![{NUMERALS}]{{1,2}}[、，个年级]))"
    rf"|(?<=第)(?P<ordinal>[{NUMERALS}]{{1,3}})[，,、：](?!第?[{NUMERALS}])"
    rf"|(?<=[（(])(?:(?P<paren>[{NUMERALS}]{{1,3}})|(?P<number_paren>\d{{1,2}}))[）)](?![项款条目])"
    r"|(?<=\d)(?P<number>\d?)(?:[、．]|\.(?!\d)))"
)
_LINE_KINDS = ("paren", "top", "number_paren", "number")
_SENTENCE_MARKS = "。；，：！？、\n（”"


@dataclass(frozen=True, slots=True)
class Ordinal:
    """An ordinal mark: where, of which kind, its number, and whether it begins a line."""

    start: int
    end: int
    kind: str
    number: int
    text: str


@functools.lru_cache(maxsize=4)
def ordinals(document: Document) -> tuple[Ordinal, ...]:
    """Every ordinal mark that begins an item, in order."""
    prose = document.prose
    found = []
    for match in _ORDINAL.finditer(prose):
        kind = _kind(match)
        line = starts_line(prose, match.start())
        if line or (kind not in _LINE_KINDS and _begins(prose, match.start())):
            digits = "".join(char for char in match[0] if char in NUMERALS or char.isdigit())
            found.append(Ordinal(match.start(), match.end(), kind, from_chinese(digits), match[0]))
    return tuple(found)


def _kind(match: re.Match[str]) -> str:
    if match["word"]:
        return "is" if match["word"] == "是" else "must"
    return "top" if match["chinese"] is not None else match.lastgroup or ""


def _begins(prose: str, at: int) -> bool:
    """Whether a sentence or a part of one begins at a place."""
    before = prose[max(at - 3, 0) : at].rstrip(" \u3000\ue000")
    return not before or before[-1] in _SENTENCE_MARKS
