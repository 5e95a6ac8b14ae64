"""The shipped packs, formulations and register, on a fixed day."""

from __future__ import annotations

import datetime as dt
import functools

from helpers import ROOT
from portal.load.laws import load_register
from portal.load.packs import load_packs
from portal.load.source import Source
from portal.load.wording import load_formulations, load_officials
from portal.model.facts import Facts


@functools.cache
def shipped() -> Facts:
    """Facts with all that the project ships for words and formulations."""
    source = Source(ROOT)
    facts = Facts(
        today=dt.date(2026, 11, 22),
        statutes=load_register(ROOT),
        packs=load_packs(source),
        formulations=load_formulations(source),
        officials=load_officials(source),
    )
    assert not source.findings, source.findings
    return facts
