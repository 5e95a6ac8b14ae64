"""Pages of a built site as the self-check reads them: each read once, and remembered for as long as its bytes and the rules are the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from portal.assembly.crew import spread
from portal.assembly.desk import Desk
from portal.assembly.studies import WatchedFacts, knowledge
from portal.digest import digest_bytes, digest_value
from portal.model.facts import Facts
from portal.selfcheck.page import PageFacts, Reading, read_page
from portal.selfcheck.page_links import Ref
from portal.store import Shelf


@dataclass(frozen=True)
class Read:
    """A page as it was read.

    Attributes:
        digest: SHA-256 of its bytes.
        day: the day that this holds for, empty when it doesn't depend on it.
        facts: what is known of it.
    """

    digest: str
    day: str
    facts: PageFacts


def pages_of(desk: Desk, files: Mapping[str, bytes], reading: Reading, stage: str, digests: Mapping[str, str]) -> dict[str, PageFacts]:
    """What is known of every page, by file.

    Args:
        desk: the run.
        files: every file of the built site.
        reading: what is needed to judge pages.
        stage: of the site; what is remembered of a preview stays apart.
        digests: SHA-256 of files that are known already; the others are computed.
    """
    names = [name for name in files if name.endswith(".html")]
    now = {name: digests.get(name) or digest_bytes(files[name]) for name in names}
    salt = digest_value([desk.version, knowledge(desk.source), reading.host, sorted(reading.hiding)])
    shelf: Shelf[Read] = desk.store.shelf(f"selfcheck-{stage}", salt)
    known, days = shelf.everything, ("", desk.now.day.isoformat())
    stale = [name for name in names if (one := known.get(name)) is None or one.digest != now[name] or one.day not in days]
    watched = replace(reading, facts=_watched(reading.facts) if reading.facts else None)
    refs: dict[Ref, Ref] = {}
    for name, (facts, day) in zip(stale, spread(_read, (files, watched), stale, "自查", crew=desk.crew), strict=True):
        # Most references are those of the header and footer; kept once, they are written and read once
        shelf.put(name, Read(now[name], day, replace(facts, refs=tuple(refs.setdefault(one, one) for one in facts.refs))))
    if len(known) > len(names):
        shelf.keep(set(names))
    return {name: known[name].facts for name in names}


def _watched(facts: Facts) -> WatchedFacts:
    return WatchedFacts(**{name: getattr(facts, name) for name in Facts.__dataclass_fields__})


def _read(state: tuple[Mapping[str, bytes], Reading], names: Sequence[str]) -> list[tuple[PageFacts, str]]:
    """The work of one worker."""
    files, reading = state
    return [_page(name, files[name], reading) for name in names]


def _page(name: str, data: bytes, reading: Reading) -> tuple[PageFacts, str]:
    if reading.facts is None:
        return read_page(name, data, reading), ""
    object.__setattr__(reading.facts, "asked", False)
    found, asked = read_page(name, data, reading), bool(getattr(reading.facts, "asked", False))
    return found, reading.facts.today.isoformat() if asked else ""
