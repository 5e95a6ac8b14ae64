"""The short form in which the manuals of structural findings are written."""

from __future__ import annotations

from collections.abc import Iterable

from portal.model.finding import Severity
from portal.model.manual import Manual

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
Row = tuple[str, Severity, str, str, str]


def structural(family: str, rows: Iterable[Row]) -> tuple[Manual, ...]:
    """Manuals of one family.

    Args:
        family: one of ``portal.model.manual.FAMILIES``.
        rows: id, level, one-line title, what to do, one wrong example.
    """
    return tuple(
        Manual(id=rule, family=family, level=level, title=title, what="", why="", wrong=(wrong,), right=(), basis="", fix=fix)
        for rule, level, title, fix, wrong in rows
    )
