"""Text without what may be hidden inside a word: soft line breaks, spaces, zero-width characters, emphasis signs, full-width letters."""

from __future__ import annotations

import bisect
import functools
from dataclasses import dataclass

from portal.late import late
from portal.review.document import GAP, Document

NARROW = {code: code - 0xFEE0 for start, end in ((0xFF10, 0xFF1A), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B)) for code in range(start, end)}
HIDDEN = r" \t\u00a0\u00ad\u2000-\u200f\u2060\u3000\ufeff"
_SEAM = late(rf"[{HIDDEN}{GAP}\n](?<=[\u4e00-\u9fff][{HIDDEN}{GAP}\n])(?!(?<=\n)\n)[{HIDDEN}{GAP}\n]{{0,11}}(?=[\u4e00-\u9fff])")
SOFT = late(rf"[{HIDDEN}*_~]*(?:\n(?! {{4}}|\u3000{{2}})[{HIDDEN}]*(?:>[{HIDDEN}]*)?)?[{HIDDEN}*_~]*")
_HEADING = late(r" {0,3}#")


@dataclass(frozen=True, slots=True)
class Folded:
    """A document's prose, folded.

    Attributes:
        text: the folded text.
        starts: offsets in ``text`` from which a new shift holds.
        shifts: what to add there to get offsets in the document.
    """

    text: str
    starts: list[int]
    shifts: list[int]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the document that a stretch of the folded text comes from."""
        return self._back(start), self._back(end - 1) + 1

    def _back(self, offset: int) -> int:
        return offset + self.shifts[bisect.bisect_right(self.starts, offset) - 1]


@functools.lru_cache(maxsize=4)  # several rules read the same document one after another
def folded(document: Document) -> Folded:
    """The prose of a document, folded."""
    prose = document.prose
    pieces, starts, shifts, last, size = [], [0], [0], 0, 0
    for match in _SEAM.finditer(prose):
        start, end = match.span()
        if not SOFT.fullmatch(document.text, start, end) or after_heading(document, start, end):
            continue
        pieces.append(prose[last:start])
        size += start - last
        starts.append(size)
        shifts.append(end - size)
        last = end
    text = "".join([*pieces, prose[last:]]) if pieces else prose
    return Folded(text.translate(NARROW) if document.has_wide else text, starts, shifts)


def after_heading(document: Document, start: int, end: int) -> bool:
    """Whether a stretch holds the line break that ends a heading."""
    if "\n" not in document.text[start:end]:
        return False
    line = document.text.rfind("\n", 0, start) + 1
    return bool(_HEADING.match(document.text, line))
