"""One importer for all tests of Word papers: reading the project takes longer than an import."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from helpers import ROOT, moment
from portal.assembly import importing
from portal.assembly.import_ledger import Ledger
from portal.assembly.import_outcome import Outcome
from portal.assembly.importing import Order


@cache
def _importer() -> Any:
    kind = getattr(importing, "Importer", None) or importing.__dict__["_Importer"]
    return kind.at(Order(ROOT, {}), moment("2026-01-05 09:00"))


def run(base: Path, path: Path, update: bool = False, now: str = "2026-01-05 09:00") -> Outcome:
    """Import one paper into a folder of its own."""
    order = Order(ROOT, {str(path): path}, base=base, update=update)
    found: Outcome = replace(_importer(), base=base, ledger=Ledger(base), order=order, now=moment(now)).outcome(str(path), path)
    return found
