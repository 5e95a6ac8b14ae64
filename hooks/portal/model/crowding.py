"""How much of Markdown's signs a text may hold: in one paragraph, and one inside another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late

MOST_SIGNS = 500
DEEPEST = 8
_SIGNS = "[`<*_"
_BEGINS = late(r"[ \t]*(?:[-*+|>#]|\d+[.)])")
_NESTED = late(r"[ \t]*(?:>|[-*+](?=[ \t]|$)|\d+[.)](?=[ \t]|$))")
_RULE = late(r"[ \t]*([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_TAB = 4
_DEEP = late(rf"^[ \t>*+\-\d.)]{{{DEEPEST + 1}}}", re.MULTILINE)  # no level takes less than one character


def is_dense(text: str) -> bool:
    """Whether a paragraph holds more signs than anybody writes."""
    return len(text) > MOST_SIGNS and sum(text.count(sign) for sign in _SIGNS) > MOST_SIGNS


def dense_places(text: str) -> Iterator[int]:
    """Where paragraphs, list items, table rows and headings begin that are crowded with signs."""
    if not is_dense(text):
        return
    start, at, number = 0, 0, 0
    for line in text.split("\n"):
        if not line.strip() or _BEGINS.match(line):
            if number > MOST_SIGNS:
                yield start
            start, number = (at if line.strip() else at + len(line) + 1), 0
        number += sum(line.count(sign) for sign in _SIGNS)
        at += len(line) + 1
    if number > MOST_SIGNS:
        yield start


def deep_places(text: str) -> Iterator[tuple[int, int]]:
    """Where a line goes deeper than eight quotations and lists, and how deep; of lines one below the other the first."""
    if not _DEEP.search(text):
        return
    at, before = 0, False
    for line in text.split("\n"):
        depth = _depth(line)
        if depth > DEEPEST and not before:
            yield at, depth
        before = depth > DEEPEST or (before and not line.strip())
        at += len(line) + 1


def _depth(line: str) -> int:
    """In how many quotations and lists a line stands that begins with their signs; each four blanks before a sign are a level too."""
    depth = end = 0
    if _RULE.match(line):
        return 0
    while match := _NESTED.match(line, end):
        depth += 1 + len(re.sub(r"\S", "", match[0]).expandtabs(_TAB)) // _TAB
        end = match.end()
    return depth
