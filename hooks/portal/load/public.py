"""``data/review/public_numbers.yml`` and ``links.yml``: what may be published about the outside."""

from __future__ import annotations

import datetime as dt
import re

from portal.load.source import Source
from portal.model.bureau import Bureau, Services
from portal.model.public import OuterHosts, PublicNumbers

NUMBERS = "data/review/public_numbers.yml"
HOSTS = "data/review/links.yml"


def load_public_numbers(source: Source, bureau: Bureau | None, services: Services | None) -> frozenset[str]:
    """Telephone numbers that may be published, digits only: the register, the bureau's own, and those of its services."""
    found = source.data(PublicNumbers, NUMBERS) if (source.root / NUMBERS).is_file() else None
    listed = [one.number for one in found.numbers] if found else []
    own = [bureau.hotline, bureau.phone] if bureau else []
    offered = [one.phone for one in services.services] if services else []
    return frozenset(re.sub(r"\D", "", number) for number in (*listed, *own, *offered) if number)


def load_hosts(source: Source, domain: str) -> dict[str, dt.date]:
    """Hosts that links may lead to with the day on which they were last looked at; empty without a register.

    Args:
        source: the project.
        domain: the site's own host, which needs no looking at.
    """
    found = source.data(OuterHosts, HOSTS) if (source.root / HOSTS).is_file() else None
    return {one.host: one.checked or dt.date.min for one in found.hosts} | {domain: dt.date.max} if found else {}
