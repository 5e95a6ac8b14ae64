"""Notes what is read of a site, and stamps it: a stamp is equal in two builds when what was read is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from portal.assembly.tracing import KEYED, TracedSite, TracedStatistics
from portal.digest import digest_bytes, digest_value
from portal.model.article import Article
from portal.model.site import Site
from portal.model.values import plain_value
from portal.model.verdict import Verdict
from portal.times import Moment

T = TypeVar("T")
Trace = tuple[tuple[str, str], ...]

_MISSING = object()
_WHOLE = 64
_DIGITS = 24  # 96 bits: enough to tell versions of a value apart
# Follow from the outline: addresses, cards and gists of all articles, and the words that they are listed under.
DERIVED = frozenset(
    [
        *("by_alias", "by_audience", "by_column", "by_kind", "by_statute", "by_tag", "by_year", "by_case", "chunks", "cited_statutes", "citing", "fronts"),
        *("held_by_url", "neighbours", "newest", "page_counts", "related", "totals", "years"),
    ]
)


class Recorder:
    """Notes readings for the work that is going on, and stamps them.

    Args:
        site: what is read.
        salts: stamps of attributes that are too large to look into, by name.
    """

    def __init__(self, site: Site, salts: Mapping[str, str]) -> None:
        self.plain = site
        self._salts = dict(salts)
        self._noted: set[str] | None = None
        self._stamps: dict[str, str] = {}
        self._believed: dict[str, tuple[list[str], list[str]]] = {}
        self._by_path: dict[str, Article] | None = None
        self._known: dict[str, dict[str, str]] = {}
        self.statistics = TracedStatistics.over(site.statistics, self.note)
        self.site = TracedSite.over(site, self)

    def __reduce__(self) -> tuple[Any, ...]:
        return Recorder, (self.plain, self._salts)

    def note(self, reading: str) -> None:
        """Note a reading."""
        if self._noted is not None:
            self._noted.add(reading)

    def traced(self, work: Callable[[], T]) -> tuple[T, Trace]:
        """The result of some work, and what it rests on."""
        outer, self._noted = self._noted, set()
        try:
            found = work()
            return found, tuple((one, self.stamp(one)) for one in sorted(self._noted))
        finally:
            if outer is not None:
                outer |= self._noted
            self._noted = outer

    def start(self) -> None:
        """Note readings until ``stop``; for work that is called in several pieces."""
        self._noted = set()

    def stop(self) -> Trace:
        """What was read since ``start``."""
        noted, self._noted = self._noted or set(), None
        return tuple((one, self.stamp(one)) for one in sorted(noted))

    def note_all(self, readings: Iterable[str]) -> None:
        """Note several readings."""
        if self._noted is not None:
            self._noted.update(readings)

    def believe(self, family: str, readings: list[str], stamps: list[str]) -> None:
        """Believe stamps of one attribute that were made when everything that they follow from was as it is now."""
        self._believed[family] = readings, stamps

    @cached_property
    def outline(self) -> str:
        """Digest of what lists are made of; while it is the same, so is every list."""
        site = self.plain
        gists, read = site.gists, site.gist
        articles = "".join([f"{one.url}{one.card}{(gists.get(one.path) or read(one)).mark}\n" for one in site.articles])
        held = "".join([f"{one.url}{one.digest}\n" for one in site.held])
        others = [self.stamp(name) for name in ("columns", "tags", "audiences", "kinds", "statutes", "dictionary")]
        return digest_bytes(f"{articles}|{held}|{others}".encode())

    def stamps(self, family: str, readings: list[str]) -> list[str]:
        """Stamps of readings of one attribute; quick for those of which there are as many as articles."""
        if family.endswith("?"):
            mapping, start = self._mapping(family[:-1]), len(family)
            return ["y" if (key in mapping if (key := one[start:]) else mapping) else "n" for one in readings]
        start = len(family) + 1
        if family in ("by_path", "by_url", "verdicts"):
            known = self._quick(family)
            return [known.get(one[start:-1], "-") if one.endswith("]") else self.stamp(one) for one in readings]
        if family in KEYED:
            mapping = self._mapping(family)
            self._stamps.update((one, stamp_of(_entry_of(mapping, one[start:-1]))) for one in readings if one.endswith("]") and one not in self._stamps)
        return [self.stamp(one) for one in readings]

    def _quick(self, family: str) -> dict[str, str]:
        """Stamps of all articles, or of all verdicts."""
        if family == "verdicts":
            return {key: one.stamp for key, one in self.plain.verdicts.items()}
        if family not in self._known:
            self._known[family] = {key: one.digest[:_DIGITS] if len(one.digest) == _WHOLE else stamp_of(one) for key, one in self._mapping(family).items()}
        return self._known[family]

    def stamp(self, reading: str) -> str:
        """The stamp of a reading."""
        if reading not in self._stamps:
            self._stamps.update(zip(*self._believed.pop(family_of(reading), ((), ())), strict=True))
        if reading not in self._stamps:
            self._stamps[reading] = self._stamp(reading)
        return self._stamps[reading]

    def _stamp(self, reading: str) -> str:
        if reading.endswith("]"):
            name, _, key = reading[:-1].partition("[")
            return self._entry(name, key)
        name, mark, key = reading.partition("?")
        if mark:
            mapping = self._mapping(name)
            return "y" if (key in mapping if key else mapping) else "n"
        return self._whole(name)

    def _mapping(self, name: str) -> Mapping[str, Any]:
        if name == "by_path":
            if self._by_path is None:
                self._by_path = {one.path: one for one in (*self.plain.articles, *self.plain.held)}
            return self._by_path
        found: Mapping[str, Any] = getattr(self.plain, name)
        return found

    def _entry(self, name: str, key: str) -> str:
        statistics = self.plain.statistics
        if name == "groups":
            return short([statistics.of_group(key), plain_value(statistics.group(key))])
        if name == "cells":
            return short([[year, plain_value(statistics.cell(key, year)), statistics.broken(key, year)] for year in statistics.years])
        return stamp_of(_entry_of(self._mapping(name), key))

    def _whole(self, name: str) -> str:
        if name in self._salts:
            return self._salts[name]
        statistics = self.plain.statistics
        if name == "years_known":
            return ",".join(map(str, statistics.years))
        if name == "dictionary":
            return short(plain_value(statistics.dictionary))
        if name == "heads":
            return short([plain_value(replace(year, values={})) for year in statistics.years.values()])
        if name == "figures":
            return short([plain_value(statistics.dictionary), plain_value(statistics.years)])
        if name in KEYED:
            return short([[key, self.stamp(f"{name}[{key}]")] for key in self._mapping(name)])
        return stamp_of(getattr(self.plain, name))


def family_of(reading: str) -> str:
    """The attribute that a reading is of; whether there is an entry is another matter than what it holds."""
    name, bracket, _ = reading.partition("[")
    return name if bracket else f"{reading.partition('?')[0]}{'?' if '?' in reading else ''}"


def _entry_of(mapping: Mapping[str, Any], key: str) -> Any:
    try:
        return mapping[key]
    except KeyError:
        return _MISSING


def short(value: object) -> str:
    """A digest of a plain value, as long as stamps need it."""
    return digest_value(value)[:_DIGITS]


def stamp_of(value: object) -> str:
    """A short text that is equal for equal values: an article's is that of its source, a list of articles' that of its cards."""
    if value is _MISSING:
        return "-"
    if isinstance(value, Article):
        return value.digest[:_DIGITS] if len(value.digest) == _WHOLE else short(value.digest)
    if isinstance(value, tuple) and all(one is None or isinstance(one, Article) for one in value):
        return digest_bytes("|".join([one.card if one else "" for one in value]).encode())[:_DIGITS]
    if isinstance(value, Verdict):
        return value.stamp
    if isinstance(value, bool | int | str) or value is None:
        return f"{value}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Moment):
        return value.iso
    return short(_plain(value))


def _plain(value: object) -> object:
    if isinstance(value, Article):
        return value.card
    if isinstance(value, Mapping):
        return [[str(key), _plain(one)] for key, one in value.items()]
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return plain_value(value)
