"""Findings: everything that the portal has to say about content and data."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Severity(enum.IntEnum):
    """How much a finding weighs; an error blocks the build."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word that an editor sees."""
        return {"INFO": "提示", "WARNING": "警告", "ERROR": "错误"}[self.name]


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A place in a file, in lines and columns counted from 1 in code points; line 0 means the file as a whole.

    ``end_line`` and ``end_column`` name the first place after it; 0 when only the beginning is known.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(part) for part in (self.line, self.column) if part)])


@dataclass(frozen=True, slots=True)
class Fix:
    """How to mend a finding: replace ``text[start:end]`` of its file by ``replacement``.

    Attributes:
        start, end: offsets in code points into the file's text.
        safe: whether it may be applied without a person looking: the meaning can't change.
    """

    start: int
    end: int
    replacement: str
    safe: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend.

    Attributes:
        rule: stable id in kebab case, named for the bad pattern.
        span: where.
        what: what is wrong, in Chinese.
        do: what to do about it, in Chinese.
        severity: whether it blocks.
        excerpt: the words concerned.
        fix: how to mend it, None when only a person can.
        baselined: it was there when the baseline was written; shown, but doesn't block.
    """

    rule: str
    span: Span
    what: str
    do: str
    severity: Severity = Severity.ERROR
    excerpt: str = ""
    fix: Fix | None = None
    baselined: bool = False


def in_order(findings: list[Finding]) -> list[Finding]:
    """Sorted by place, then by rule, without repetitions."""
    return sorted(set(findings), key=lambda one: (one.span, one.rule, one.what))


def blocking(findings: list[Finding]) -> list[Finding]:
    """Only those that forbid a build."""
    return [one for one in findings if one.severity is Severity.ERROR and not one.baselined]
