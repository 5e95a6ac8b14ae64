"""Personal data isn't repeated in reports, logs and on paper: of what a rule of privacy has found only the ends are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal.model.finding import Finding

PRIVACY = "pii-"
_SHORT = 6
_HIDDEN = re.compile(r"[^\d]{0,4}(?:某|化名)[^\d]{0,5}")
_SIGN = "×"  # no sign of Markdown


def masked(words: str) -> str:
    """As many characters, most of them ×; names that hide somebody stay as they are."""
    if _HIDDEN.fullmatch(words):
        return words
    if len(words) < _SHORT:
        return words[:1] + _SIGN * (len(words) - 1)
    return words[:2] + _SIGN * (len(words) - 3) + words[-1]


def masked_at(text: str, places: Iterable[tuple[int, int]]) -> str:
    """A text with places (offsets of start and end) masked."""
    for start, end in places:
        text = text[:start] + masked(text[start:end]) + text[end:]
    return text


def masked_line(line: str, number: int, findings: Iterable[Finding]) -> str:
    """A line of a file with the personal data in it masked; every other character stays where it is.

    Args:
        line: its text.
        number: its number, from 1.
        findings: of its file.
    """
    for one in findings:
        span = one.span
        if one.rule.startswith(PRIVACY) and span.line <= number <= span.end_line:
            end = span.end_column - 1 if span.end_line == number else len(line)
            line = masked_at(line, [(span.column - 1, end)]) if span.line == number else _SIGN * end + line[end:]
    return line
