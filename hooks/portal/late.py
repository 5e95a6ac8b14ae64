"""Regular expressions that are compiled when something first searches with them.

Python compiles slowly (all those of the review take a quarter of a second), and most texts need only a part of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


class _Late:
    """Stands for a compiled expression until one is needed."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._written = (pattern, flags)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._written)

    def __getattr__(self, name: str) -> Any:
        """Called once for each method: what it finds is kept, so that the next search costs no more than with a compiled expression."""
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


_every: list[_Late] = []


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """An expression with the methods of a compiled one; ``match.re`` of its matches is the compiled one.

    Args:
        pattern: as for ``re.compile``; a mistake in it shows at the first search.
        flags: as for ``re.compile``.
    """
    _every.append(_Late(pattern, flags))
    return cast("re.Pattern[str]", _every[-1])


def compile_all() -> None:
    """Compile every expression of the modules that are loaded: once, for all processes that are then forked."""
    for one in _every:
        one.search("")
