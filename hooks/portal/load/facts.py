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
    """The facts of a project, read once.

    Raises:
        PortalError: the set-up is broken.
    """
    return source.once("facts", lambda: _facts(source, today))


def register_of(source: Source) -> Register:
    """The register of statutes, read once.

    Raises:
        PortalError: it can't be used.
    """
    names = source.tree.files("data/laws")
    return source.once("register", lambda: source.remembered_of(names, "register", lambda: load_register(source.root)))


def _facts(source: Source, today: dt.date) -> Facts:
    bureau = source.data(Bureau, "data/bureau.yml")
    services = source.data(Services, "data/services.yml")
    identity = source.once("identity", lambda: load_identity(source.root))
    mail = bureau.email.lower() if bureau else ""
    return Facts(
        today=today,
        statutes=register_of(source),
        public_numbers=load_public_numbers(source, bureau, services),
        public_mails=frozenset({mail} if mail else ()),
        hosts=load_hosts(source, identity.domain),
        packs=load_packs(source),
        formulations=load_formulations(source),
        officials=load_officials(source),
    )
