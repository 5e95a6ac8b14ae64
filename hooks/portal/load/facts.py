"""What the prose rules may know: packs, formulations, officials, statutes, public numbers, hosts."""

from __future__ import annotations

import datetime as dt

from portal.load.identity import load_identity
from portal.load.laws import load_register
from portal.load.packs import load_packs
from portal.load.public import load_hosts, load_public_numbers
from portal.load.source import Source
from portal.load.wording import load_formulations, load_officials
from portal.model.bureau import Bureau, Services
from portal.model.facts import Facts
from portal.model.register import Register


def load_facts(source: Source, today: dt.date) -> Facts:
    """The facts of a project, for reviewing single texts.

    Raises:
        PortalError: the set-up is broken.
    """
    bureau = source.data(Bureau, "data/bureau.yml")
    services = source.data(Services, "data/services.yml")
    return facts_of(source, today, load_register(source.root), bureau, services)


def facts_of(source: Source, today: dt.date, statutes: Register, bureau: Bureau | None, services: Services | None) -> Facts:
    """The facts, with what has been read already."""
    identity = load_identity(source.root)
    mail = bureau.email.lower() if bureau else ""
    return Facts(
        today=today,
        statutes=statutes,
        public_numbers=load_public_numbers(source, bureau, services),
        public_mails=frozenset({mail} if mail else ()),
        hosts=load_hosts(source, identity.domain),
        packs=load_packs(source),
        formulations=load_formulations(source),
        officials=load_officials(source),
    )
