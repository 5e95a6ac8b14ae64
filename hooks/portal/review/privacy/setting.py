"""Where a text stands: in a case, in one about a person; and the paragraphs in which rules look for more than one sign."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from portal.late import late
from portal.review.document import Document

CASES = "cases"
_CASE_FRONT = late(r"^basis:[ \t]*[\"']?(?:real|scenario)", re.MULTILINE)
_EMPTY = late(r"\n[ \t]*\n|\Z")


def is_case(document: Document) -> bool:
    """Whether it tells a case: it stands in that column, or its front matter says what the case rests on."""
    return document.column == CASES or bool(_CASE_FRONT.search(document.text, 0, document.front_end))


@functools.lru_cache(maxsize=4)
def _paragraphs(text: str, start: int) -> tuple[tuple[int, int], ...]:
    ends = [match.start() for match in _EMPTY.finditer(text, start)]
    return tuple(zip([start, *ends], ends, strict=False))


def paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    """Start and end of every stretch of the body between empty lines."""
    yield from _paragraphs(document.text, document.front_end)
