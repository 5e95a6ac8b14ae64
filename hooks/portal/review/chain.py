"""The records of one unit as a chain: each names the newest ones that its person had seen, so none can be moved or taken out unseen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.model.signoff import Record


@dataclass(frozen=True, slots=True)
class Chain:
    """Records and the links between them.

    Attributes:
        heads: ids of the records that no other names, sorted; two clones that signed apart leave two.
        faults: what is wrong with the links, in Chinese; nothing of a unit with faults can be relied on.
    """

    heads: tuple[str, ...]
    faults: tuple[str, ...]
    _before: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, records: tuple[Record, ...]) -> Chain:
        """Link the records of one unit."""
        known = {one.id: one for one in records}
        named = {link for one in records for link in one.after}
        faults = tuple(fault for one in records for fault in _faults(one, known))
        return cls(tuple(sorted(set(known) - named)), faults, _ancestors(known))

    def before(self, record: str) -> frozenset[str]:
        """Ids of all records that the person who made this one could have seen."""
        return self._before.get(record, frozenset())


def _faults(record: Record, known: Mapping[str, Record]) -> list[str]:
    name = record.path.rpartition("/")[2]
    missing = [link for link in record.after if link not in known]
    faults = [f"{name}前面少了{len(missing)}份记录（被删去或者改动过）"] if missing else []
    if any(known[link].time > record.time for link in record.after if link in known):
        faults.append(f"{name}的时间早于它前面的记录")
    return faults


def _ancestors(known: Mapping[str, Record]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    waiting = dict(known)
    while waiting:
        ready = [one for one in waiting.values() if all(link in found or link not in known for link in one.after)]
        if not ready:  # a circle would need a collision of SHA-256
            return found
        for one in ready:
            found[one.id] = frozenset({*one.after, *(far for link in one.after for far in found.get(link, ()))})
            del waiting[one.id]
    return found
