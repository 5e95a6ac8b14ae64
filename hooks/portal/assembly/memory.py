"""Results that are kept together with what they rest on, and what has changed of it since.

A ledger numbers the readings of all results of one kind of work and knows the stamp that each had when the work was last finished. A build
stamps them anew once; a result holds when none of its readings is among those that differ. Nothing is kept of work that breaks off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from portal.assembly.recorder import DERIVED, Recorder, Trace, family_of
from portal.store import Shelf

T = TypeVar("T")
Kept = tuple[T, tuple[int, ...]]
Recall = Callable[[str, Callable[[], Any]], Any]  # a result by its name, made anew when it no longer holds: ``Memory.recall``
_OUTLINE = "outline"


@dataclass
class _Family:
    """Readings of one attribute: their keys, numbers and stamps, side by side."""

    readings: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)


class Ledger:
    """The readings that the results of some work rest on.

    Args:
        shelf: where the ledger is kept.
        recorder: knows what is now.
    """

    def __init__(self, shelf: Shelf[_Family], recorder: Recorder) -> None:
        self.recorder, self._shelf = recorder, shelf
        self._families = dict(shelf.everything)
        self._outline = (shelf.blob(_OUTLINE) or b"").decode()
        self._numbers: dict[str, int] = {}
        for family in self._families.values():
            self._numbers.update(zip(family.readings, family.numbers, strict=True))
        self._listed: list[str] = []
        self._waiting: list[Shelf[Any]] = []
        self._memories: list[Memory[Any]] = []
        self._touched: set[str] = set()
        self.attach(shelf)

    @cached_property
    def changed(self) -> frozenset[int]:
        """Numbers of the readings whose stamps differ from those of the last finished work."""
        same_outline = self._outline == self.recorder.outline
        found: list[int] = []
        for name, family in self._families.items():
            if same_outline and name.removesuffix("?") in DERIVED:
                self.recorder.believe(name, family.readings, family.stamps)
                continue
            now = self.recorder.stamps(name, family.readings)
            found += [number for number, stamp, new in zip(family.numbers, family.stamps, now, strict=True) if stamp != new]
        return frozenset(found)

    def enter(self, trace: Trace) -> tuple[int, ...]:
        """Numbers of the readings of a trace."""
        return tuple(self._number(reading, stamp) for reading, stamp in trace)

    def _number(self, reading: str, stamp: str) -> int:
        number = self._numbers.get(reading)
        if number is None:
            number = self._numbers[reading] = len(self._numbers)
            if self._listed:
                self._listed.append(reading)
            name = family_of(reading)
            self._touched.add(name)
            family = self._families.setdefault(name, _Family())
            family.readings.append(reading)
            family.numbers.append(number)
            family.stamps.append(stamp)
        return number

    def readings(self, numbers: tuple[int, ...]) -> list[str]:
        """Readings by their numbers."""
        if not self._listed:
            self._listed = sorted(self._numbers, key=self._numbers.__getitem__)
        return [self._listed[number] for number in numbers]

    def attach(self, shelf: Shelf[Any]) -> None:
        """A shelf whose new values are kept only once the work is finished."""
        shelf.hold()
        self._waiting.append(shelf)

    def serve(self, memory: Memory[Any]) -> None:
        """A memory whose results rest on these readings."""
        self._memories.append(memory)

    def settle(self) -> None:
        """The work is finished: every result now rests on what is now; those that nobody asked for and that no longer hold are gone."""
        changed = self.changed
        for memory in self._memories if changed else ():
            memory.forget_stale()
        for name, family in self._families.items() if changed else ():
            if not changed.isdisjoint(family.numbers):
                self._touched.add(name)
                family.stamps = [
                    self.recorder.stamp(reading) if number in changed else stamp
                    for reading, number, stamp in zip(family.readings, family.numbers, family.stamps, strict=True)
                ]
        for name in self._touched:
            self._shelf.put(name, self._families[name])
        if self._outline != self.recorder.outline:
            self._shelf.put_blob(_OUTLINE, self.recorder.outline.encode())
        for shelf in self._waiting:
            shelf.release()


class Memory(Generic[T]):
    """Results by name, each good for as long as everything that was read for it is the same.

    Args:
        shelf: where they are kept.
        ledger: knows what has changed.
    """

    def __init__(self, shelf: Shelf[Kept[T]], ledger: Ledger) -> None:
        self._shelf, self._ledger = shelf, ledger
        self._fresh: set[str] = set()
        ledger.attach(shelf)
        ledger.serve(self)

    def get(self, name: str) -> T | None:
        """A result that still holds, None when there is none."""
        kept = self._shelf.get(name)
        return kept[0] if kept and self._holds(name, kept) else None

    def _holds(self, name: str, kept: Kept[T]) -> bool:
        return name in self._fresh or self._ledger.changed.isdisjoint(kept[1])

    @property
    def good(self) -> dict[str, T]:
        """All results that still hold, by name."""
        everything, changed, fresh = self._shelf.everything, self._ledger.changed, self._fresh
        if not changed:
            return {name: kept[0] for name, kept in everything.items()}
        return {name: kept[0] for name, kept in everything.items() if changed.isdisjoint(kept[1]) or name in fresh}

    def forget_stale(self) -> None:
        """Forget what no longer holds."""
        self._shelf.keep(self.good.keys())

    def put(self, name: str, value: T, trace: Trace) -> None:
        """Keep a result."""
        self._fresh.add(name)
        self._shelf.put(name, (value, self._ledger.enter(trace)))

    def recall(self, name: str, make: Callable[[], T]) -> T:
        """A result that still holds, or a new one; whoever asks then rests on the same things."""
        if self.get(name) is None:
            self.put(name, *self._ledger.recorder.traced(make))
        kept = self._shelf.get(name)
        assert kept is not None
        self._ledger.recorder.note_all(self._ledger.readings(kept[1]))
        return kept[0]
