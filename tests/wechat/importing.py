"""One importer for all tests: reading the project takes longer than an import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from helpers import ROOT, moment
from portal.assembly.import_ledger import Ledger
from portal.assembly.import_outcome import Outcome
from portal.assembly.importing import Importer, Order

NOW = moment("2026-01-05 09:00")


@cache
def importer() -> Importer:
    """An importer over this project."""
    return Importer.at(Order(ROOT, {}), NOW)


def at(base: Path, paths: Mapping[str, Path], *, update: bool = False) -> Importer:
    """An importer that writes to a folder of its own."""
    return replace(importer(), base=base, ledger=Ledger(base), order=Order(ROOT, paths, base=base, update=update))


def run(base: Path, *paths: Path, update: bool = False) -> list[Outcome]:
    """Import into a folder of its own."""
    return at(base, {str(path): path for path in paths}, update=update).everything()
