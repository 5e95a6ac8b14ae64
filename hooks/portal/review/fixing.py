"""Applies safe fixes: from the end, without overlaps, again until nothing changes."""

from __future__ import annotations

from collections.abc import Callable

from portal.model.finding import Finding, Fix

_MOST_ROUNDS = 10


def apply_fixes(text: str, fixes: list[Fix]) -> str:
    """Apply fixes from the end of the text to its beginning; of two that overlap the later one in the text waits for the next round."""
    chosen: list[Fix] = []
    for fix in sorted(set(fixes), key=lambda one: (one.start, one.end)):
        if not chosen or fix.start >= chosen[-1].end:
            chosen.append(fix)
    for fix in reversed(chosen):
        text = text[: fix.start] + fix.replacement + text[fix.end :]
    return text


def fixed(text: str, review: Callable[[str], list[Finding]]) -> tuple[str, int]:
    """Apply safe fixes to a fixed point.

    Args:
        text: the file's text.
        review: finds what is wrong in a text.

    Returns:
        The mended text, and how many fixes were applied.
    """
    count = 0
    for _ in range(_MOST_ROUNDS):
        fixes = [one.fix for one in review(text) if one.fix and one.fix.safe]
        mended = apply_fixes(text, fixes)
        if mended == text:
            break
        text, count = mended, count + len(fixes)
    return text, count
