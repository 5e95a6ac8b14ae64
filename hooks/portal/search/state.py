"""What an update must know of the index that it changes: the documents' numbers and places. The rest is read from the index itself."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from portal.search.document import Place

FORMAT = 1


class RenumberError(Exception):
    """The numbers no longer serve: no room between two places, or too many documents out of their order."""


@dataclass(slots=True)
class State:
    """Numbers and positions; an update works on a copy.

    Attributes:
        epoch: name of the numbering.
        bits: binary logarithm of the number of shards.
        next: the first free number.
        numbers: document number by address.
        places: by address.
        moved: position of each document that doesn't stand where its number says.
        sizes: of the shards, see ``shards.size_class``.
    """

    epoch: str
    bits: int
    next: int
    numbers: dict[str, int]
    places: dict[str, Place]
    moved: dict[int, float] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sizes = self.sizes or [0] * (1 << self.bits)

    def to_bytes(self) -> bytes:
        """As a file for the store."""
        rows = [[number, *self.places[address]] for address, number in self.numbers.items()]
        values = {"format": FORMAT, "epoch": self.epoch, "bits": self.bits, "next": self.next, "rows": rows}
        values |= {"moved": sorted(self.moved.items()), "sizes": self.sizes}
        return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    @classmethod
    def from_bytes(cls, data: bytes) -> State:
        """Read what ``to_bytes`` wrote.

        Raises:
            ValueError: it is something else, or of another format.
        """
        values = json.loads(data)
        if not isinstance(values, dict) or values.get("format") != FORMAT:
            raise ValueError("not a search state of this format")
        numbers = {address: number for number, _, _, address in values["rows"]}
        places = {address: Place(date, brevity, address) for _, date, brevity, address in values["rows"]}
        return cls(values["epoch"], values["bits"], values["next"], numbers, places, dict(values["moved"]), values["sizes"])

    def copy(self) -> State:
        """A copy that may be changed."""
        return State(self.epoch, self.bits, self.next, dict(self.numbers), dict(self.places), dict(self.moved), list(self.sizes))

    def position(self, address: str) -> float:
        """Where a document stands; the greatest comes first."""
        number = self.numbers[address]
        return self.moved.get(number, number)

    def remove(self, address: str) -> int:
        """Forget a document; its number is not used again."""
        number = self.numbers.pop(address)
        del self.places[address]
        self.moved.pop(number, None)
        return number

    def put(self, changed: Iterable[Place]) -> None:
        """Number the new ones among these documents and find each its position, leaving alone those whose place is as before.

        Raises:
            RenumberError: there is no room, or too many documents would be out of order.
        """
        shifted = sorted(place for place in changed if self.places.get(place.address) != place)
        for place in shifted:
            self.places.pop(place.address, None)
        order = sorted(self.places.values())
        for place in shifted:
            at = bisect_left(order, place)
            self._settle(place.address, order[at - 1].address if at else "", order[at].address if at < len(order) else "")
            order.insert(at, place)
            self.places[place.address] = place

    def _settle(self, address: str, before: str, after: str) -> None:
        """Find a position between two neighbours; an empty address means the end of the row."""
        if address not in self.numbers:
            self.numbers[address] = self.next
            self.next += 1
        number = self.numbers[address]
        low = self.position(before) if before else -float(self.next)
        high = self.position(after) if after else float(self.next)
        self.moved.pop(number, None)
        if low < number < high:
            return
        middle = (low + high) / 2
        if not low < middle < high:
            raise RenumberError
        self.moved[number] = middle
