"""What prose rules may know besides the text itself: facts that the bureau keeps in data.

Fields without data are empty; a rule that needs them then finds nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.model.formulation import Formulations
from portal.model.official import Official
from portal.model.pack import Pack
from portal.model.register import Register


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Facts for the prose rules.

    Attributes:
        today: the day of the review.
        statutes: the register by full and short title, with what it knows of articles and versions.
        public_numbers: telephone numbers that may be published, digits only.
        public_mails: mail addresses that may be published, in lower case.
        hosts: outer hosts that links may lead to, each with the day on which somebody last looked.
        packs: misspellings and terms to avoid.
        formulations: wordings that are always the same.
        officials: the roster of leaders.
    """

    today: dt.date
    statutes: Register = field(default_factory=Register)
    public_numbers: frozenset[str] = frozenset()
    public_mails: frozenset[str] = frozenset()
    hosts: Mapping[str, dt.date] = field(default_factory=dict)
    packs: tuple[Pack, ...] = ()
    formulations: Formulations = field(default_factory=Formulations)
    officials: tuple[Official, ...] = ()
