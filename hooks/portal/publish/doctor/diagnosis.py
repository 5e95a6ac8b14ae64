"""One thing that was looked at."""

from __future__ import annotations

from dataclasses import dataclass

GOOD, HINT, BAD = "好", "提示", "缺"


@dataclass(frozen=True)
class Diagnosis:
    """What was found: ``GOOD``, ``HINT`` or ``BAD``; what it is about, and what to do unless it is good."""

    level: str
    what: str
    do: str = ""


def judged(good: bool, what: str, otherwise: str, do: str, level: str = BAD) -> Diagnosis:
    """Good, or what is wrong and what to do."""
    return Diagnosis(GOOD, what) if good else Diagnosis(level, otherwise, do)
