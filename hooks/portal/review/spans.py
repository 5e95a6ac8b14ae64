"""Stretches of a text, asked again and again which of them touch another one: by bisection, for a text may have thousands."""

from __future__ import annotations

import bisect
from collections.abc import Iterable


class Covered:
    """What some stretches cover together. Two stretches meet when one begins before the other ends; those that only touch don't meet."""

    def __init__(self) -> None:
        # Pieces in order; no two of them meet, so their starts and their ends both ascend.
        self._starts: list[int] = []
        self._ends: list[int] = []

    def meets(self, start: int, end: int) -> bool:
        """Whether a stretch meets one of these."""
        at = bisect.bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end

    def add(self, start: int, end: int) -> None:
        """Cover one more stretch; the pieces that it meets become one with it."""
        first, last = bisect.bisect_right(self._ends, start), bisect.bisect_left(self._starts, end)
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        else:
            last = first
        self._starts[first:last], self._ends[first:last] = [start], [end]


class Stretches:
    """Stretches in the order in which they were given, to look up those that meet another one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = list(spans)
        self._order = sorted(range(len(self._spans)), key=lambda number: self._spans[number])
        self._starts = [self._spans[number][0] for number in self._order]
        self._longest = max((end - start for start, end in self._spans), default=0)

    def meeting(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those that meet a stretch, in the order in which they were given."""
        first, last = bisect.bisect_left(self._starts, start - self._longest), bisect.bisect_left(self._starts, end)
        return [one for one in (self._spans[number] for number in sorted(self._order[first:last])) if start < one[1] and one[0] < end]
