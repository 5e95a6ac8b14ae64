"""``data/review/formulations.yml`` and ``officials.yml``: how names and wordings must be."""

from __future__ import annotations

from typing import TypeVar

from portal.load.source import Source
from portal.model.formulation import Formulations
from portal.model.official import Official, Officials

FORMULATIONS = "data/review/formulations.yml"
OFFICIALS = "data/review/officials.yml"
T = TypeVar("T")


def load_formulations(source: Source) -> Formulations:
    """The formulations; none when there is no file or it can't be used (its findings say why)."""
    return _optional(source, Formulations, FORMULATIONS) or Formulations()


def load_officials(source: Source) -> tuple[Official, ...]:
    """The roster; empty when there is no file or it can't be used (its findings say why)."""
    found = _optional(source, Officials, OFFICIALS)
    return found.officials if found else ()


def _optional(source: Source, cls: type[T], path: str) -> T | None:
    return source.data(cls, path) if (source.root / path).is_file() else None
