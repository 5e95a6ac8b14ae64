"""Stretches of a text that are almost, but not quite, a long fixed formulation."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from portal.late import late
from portal.model.formulation import Formulation, Formulations
from portal.pinyin import sounds_nearly_alike

_SHORTEST = 8
_LONG = 12
_BREAK = late(r"[。！？!?；;\n\ue000]")
_HAN = late(r"[\u4e00-\u9fff]")
_LINKING = frozenset("的地得和与及了在都并")


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch of the text and the formulation that it should be."""

    start: int
    end: int
    formulation: Formulation
    edits: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    formulation: Formulation
    bare: str
    offset: int
    budget: int


@dataclass(frozen=True, slots=True)
class _Index:
    search: AhoCorasick
    pieces: list[tuple[_Piece, ...]]
    right: frozenset[str]


def _bare(text: str) -> str:
    return "".join(_HAN.findall(text))


def _cut(text: str) -> Iterator[tuple[str, int, int]]:
    """Pieces with their offsets: with as many edits as the budget, one of them stays whole."""
    bare = _bare(text)
    budget = 2 if len(bare) >= _LONG else 1
    step = len(bare) / (budget + 1)
    edges = [round(step * number) for number in range(budget + 2)]
    for start, end in itertools.pairwise(edges):
        yield bare[start:end], start, budget


@functools.lru_cache(maxsize=4)
def _index(formulations: Formulations) -> _Index | None:
    pieces: dict[str, tuple[_Piece, ...]] = {}
    right: set[str] = set()
    for one in formulations.formulations:
        right.update(_bare(form) for form in (one.text, *one.variants))
        if len(_bare(one.text)) >= _SHORTEST:
            for piece, offset, budget in _cut(one.text):
                pieces[piece] = (*pieces.get(piece, ()), _Piece(one, _bare(one.text), offset, budget))
    return _Index(AhoCorasick(list(pieces)), list(pieces.values()), frozenset(right)) if pieces else None


def near_misses(text: str, formulations: Formulations) -> Iterator[Near]:
    """Every near miss in order of place; of those that overlap the one with the longest formulation."""
    index = _index(formulations)
    if index is None:
        return
    found: dict[tuple[int, int], Near] = {}
    for which, start, end in index.search.find_matches_as_indexes(text, overlapping=True):
        for piece in index.pieces[which]:
            near = None if text.startswith(piece.bare, start - piece.offset) else _near(text, start, end, piece, index)
            if near:
                found.setdefault((near.start, near.end), near)
    last = 0
    for near in sorted(found.values(), key=lambda one: (one.start, -len(one.formulation.text))):
        if near.start >= last:
            last = near.end
            yield near


def _near(text: str, start: int, end: int, piece: _Piece, index: _Index) -> Near | None:
    size = len(piece.bare) + piece.budget
    places = _places(text, start, end, piece.offset + piece.budget, size - piece.offset)
    bare = "".join(text[at] for at in places)
    anchor = places.index(start)
    if any(form in bare for form in index.right if piece.bare in form or abs(len(form) - len(piece.bare)) <= piece.budget):
        return None
    for first in range(max(0, anchor - piece.offset - piece.budget), anchor - piece.offset + piece.budget + 1):
        for last in range(first + len(piece.bare) - piece.budget, first + size + 1):
            whole = last == len(bare) or (0 < last < len(bare) and places[last] > places[last - 1] + 1)
            short = whole and len(piece.bare) >= _LONG and bare[first:last] == piece.bare[:-1]
            if first >= 0 and last <= len(bare) and (short or _same_edges(bare[first:last], piece.bare)):
                edits = _edits(bare[first:last], piece.bare, piece.budget)
                if edits:
                    return Near(places[first], places[last - 1] + 1, piece.formulation, edits)
    return None


def _same_edges(given: str, right: str) -> bool:
    # A part of a formulation, or another noun at its end, is no slip; a first or last character that sounds the same is.
    if given[0] == right[0] and given[-1] == right[-1]:
        return True
    return (given[:-1] == right[:-1] or given[1:] == right[1:]) and sounds_nearly_alike(given, right)


def _places(text: str, start: int, end: int, before: int, after: int) -> list[int]:
    """Offsets of the characters of the same sentence around a piece, so many before it and so many from its start."""
    stops = [match.end() for match in _BREAK.finditer(text, max(0, start - 3 * before), start)]
    left = stops[-1] if stops else max(0, start - 3 * before)
    stop = _BREAK.search(text, end, end + 3 * after)
    right = stop.start() if stop else min(len(text), end + 3 * after)
    head = [match.start() for match in _HAN.finditer(text, left, start)]
    tail = [match.start() for match in _HAN.finditer(text, start, right)]
    return [*head[len(head) - before if before < len(head) else 0 :], *tail[:after]]


def _edits(given: str, right: str, budget: int) -> tuple[tuple[str, str], ...]:
    """Single edits that turn ``given`` into ``right``, none when there are more than the budget or only linking words differ."""
    rows = [[*range(len(right) + 1)]]
    for number, char in enumerate(given, 1):
        row = [number]
        for at, other in enumerate(right, 1):
            row.append(min(rows[-1][at] + 1, row[-1] + 1, rows[-1][at - 1] + (char != other)))
        rows.append(row)
    if not 0 < rows[-1][-1] <= budget:
        return ()
    edits, one, two = [], len(given), len(right)
    while one or two:
        if one and two and rows[one][two] == rows[one - 1][two - 1] + (given[one - 1] != right[two - 1]):
            one, two = one - 1, two - 1
            edits.append((two, given[one], right[two]))
        elif one and rows[one][two] == rows[one - 1][two] + 1:
            one -= 1
            edits.append((two, given[one], ""))
        else:
            two -= 1
            edits.append((two, "", right[two]))
    return _plausible([edit for edit in reversed(edits) if edit[1] != edit[2]], right)


def _plausible(edits: list[tuple[int, str, str]], formulation: str) -> tuple[tuple[str, str], ...]:
    """The edits when a slip explains them: another word in the place of one (政治道路, 法治道路) is none."""
    pairs = tuple((wrong, right) for _, wrong, right in edits)
    if any(char in _LINKING for pair in pairs for char in pair):
        return ()
    if len(edits) == 2 and edits[1][0] - edits[0][0] <= 1:
        doubled = all(not right for _, right in pairs) and "".join(wrong for wrong, _ in pairs) in formulation
        swapped = sorted("".join(wrong for wrong, _ in pairs)) == sorted("".join(right for _, right in pairs))
        alike = sounds_nearly_alike("".join(wrong for wrong, _ in pairs), "".join(right for _, right in pairs))
        return pairs if doubled or swapped or alike else ()
    return pairs
