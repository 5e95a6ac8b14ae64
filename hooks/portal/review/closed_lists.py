"""Closed enumerations in a text: members in another order, missing, or replaced by something else."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from portal.model.formulation import Enumeration

_SEPARATOR = r"[、，,]?[和与及]?以?及?“?"
_ITEM = r"[^、，,。；;：:（）()“”\n\ue000]{2,16}"
_ALIEN_SHARE = 2
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch with a wrong enumeration and what is wrong with it; ``sure`` when nothing but a mistake explains it."""

    start: int
    end: int
    what: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Patterns:
    run: re.Pattern[str]
    named: re.Pattern[str]
    listed: re.Pattern[str]


@functools.lru_cache(maxsize=256)
def _patterns(enumeration: Enumeration) -> _Patterns:
    member = "(?:" + "|".join(map(re.escape, sorted(enumeration.members, key=len, reverse=True))) + ")"
    listed = rf"{_ITEM}(?:[、，]{_ITEM}){{{len(enumeration.members) - 2},{len(enumeration.members)}}}"
    return _Patterns(
        run=re.compile(rf"{member}(?:”?(?:[、，,]|以及|[和与及]|[、，,][和与及]){{1}}“?{member}){{{_FEWEST - 1},}}"),
        named=re.compile(rf"{re.escape(enumeration.name)}”?(?:[（(：:，]?(?:即|就是|包括|是指)?[：:]?|是)(?P<list>{listed})"),
        listed=re.compile(listed),
    )


@functools.lru_cache(maxsize=4)
def _members(enumerations: tuple[Enumeration, ...]) -> tuple[AhoCorasick, list[str]]:
    members = list(dict.fromkeys(member for one in enumerations for member in one.members))
    return AhoCorasick(members), members


def standing(text: str, enumerations: tuple[Enumeration, ...]) -> list[Enumeration]:
    """The enumerations of which at least two members stand in a text, found in one pass."""
    if not enumerations:
        return []
    search, members = _members(enumerations)
    found = {members[which] for which, _, _ in search.find_matches_as_indexes(text, overlapping=True)}
    if len(found) < _FEWEST - 1:
        return []
    return [one for one in enumerations if sum(member in found for member in one.members) >= _FEWEST - 1]


def slips(text: str, enumeration: Enumeration) -> Iterator[Slip]:
    """Every wrong enumeration in a text in which two of its members stand."""
    patterns = _patterns(enumeration)
    seen: set[int] = set()
    if enumeration.name in text:
        for match in patterns.named.finditer(text):
            slip = _named(text, *match.span("list"), enumeration)
            if slip:
                seen.add(slip.start)
                yield slip
    if enumeration.alone:
        for slip in (*_runs(text, enumeration, patterns.run), *_aliens(text, enumeration, patterns.listed)):
            if not any(slip.start <= at < slip.end or at == slip.start for at in seen):
                seen.add(slip.start)
                yield slip


def _named(text: str, start: int, end: int, enumeration: Enumeration) -> Slip | None:
    items = [item for item in re.split("[、，]", text[start:end]) if item]
    members = enumeration.members
    known = [item for item in items if item in members]
    if len(known) < min(2, len(members) - 1) or len(items) > len(members) + 1:
        return None
    given = items[: len(members)]
    last = given[-1]
    if len(given) == len(members) and last.startswith(members[-1]):
        given[-1] = members[-1]
    if tuple(given) == members or (len(known) == len(items) and len(members) > len(known) and _is_part(known, members) and text[end : end + 1] == "等"):
        return None
    return Slip(start, end, f"“{enumeration.name}”应依次为{'、'.join(members)}", True)


def _is_part(known: list[str], members: tuple[str, ...]) -> bool:
    return tuple(known) == members[: len(known)]


def _runs(text: str, enumeration: Enumeration, pattern: re.Pattern[str]) -> Iterator[Slip]:
    members = enumeration.members
    for match in pattern.finditer(text):
        order = [members.index(one) for one in re.findall("|".join(map(re.escape, sorted(members, key=len, reverse=True))), match[0])]
        if order != sorted(set(order)):
            yield Slip(*match.span(), f"{'、'.join(members)}的次序写错了", True)
        elif order[-1] - order[0] + 1 > len(order):
            left_out = [members[at] for at in range(order[0], order[-1]) if at not in order]
            # Whoever leaves out several may have chosen the others.
            yield Slip(*match.span(), f"缺少“{'、'.join(left_out)}”，应依次为{'、'.join(members)}", len(left_out) == 1)
        elif len(members) > _FEWEST and len(order) == len(members) - 1 and text[match.end() : match.end() + 1] not in ("等", "、", "，"):
            missing = members[-1] if order[0] == 0 else members[0]
            yield Slip(*match.span(), f"可能缺少“{missing}”，完整的是{'、'.join(members)}", False)


def _aliens(text: str, enumeration: Enumeration, pattern: re.Pattern[str]) -> Iterator[Slip]:
    """One member replaced by something like it: ``科学立法、严格执法、公正执法、全民守法``."""
    members = enumeration.members
    if len(members) <= _FEWEST or sum(member in text for member in members) < len(members) - 1:
        return
    for first in re.finditer(re.escape(members[0]) + "|" + re.escape(members[1]), text):
        index = 0 if first[0] == members[0] else 1
        start = first.start() if index == 0 else max(0, first.start() - len(members[0]) - 1)
        items = re.split("[、，]", text[start : start + sum(map(len, members)) + len(members) + 2])[: len(members)]
        if len(items) < len(members):
            continue
        items[-1] = items[-1][: len(members[-1])]
        wrong = [at for at, item in enumerate(items) if item != members[at]]
        if len(wrong) == 1 and len(items[wrong[0]]) == len(members[wrong[0]]) and _alike(items[wrong[0]], members[wrong[0]]):
            end = start + sum(map(len, items)) + len(members) - 1
            yield Slip(start, end, f"“{items[wrong[0]]}”应为“{members[wrong[0]]}”", True)


def _alike(one: str, other: str) -> bool:
    return sum(char in other for char in one) * _ALIEN_SHARE >= len(other)
