"""Blocks of documents: any worker inverts them, and merges them part by part, so that nobody ever holds the lists of the whole site."""

from __future__ import annotations

import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from portal.search.document import Document, Place
from portal.search.layout import Name, name_of
from portal.search.shards import encode_entry, encode_list, encode_shard, shard_of
from portal.search.tokens import CLASSES, Tokens, tokens

BLOCK = 1024  # documents whose lists are made at a time: few enough to stay in the processor's cache
_PART_BITS = 4
PARTS = 1 << _PART_BITS  # neighbouring shards that are merged at a time; there are never fewer shards
_List = tuple[int, bytes, int]  # first number, distances after it, last number


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index needs of a document; made by ``analyse``, by any worker.

    Attributes:
        place: address and place in the order of results.
        record: the file for the browser.
        tokens: by class.
        name: its entry among the names, with number 0; None when it has no names.
    """

    place: Place
    record: bytes
    tokens: Tokens
    name: Name | None


def analyse(document: Document) -> Entry:
    """A document's entry; depends on nothing else."""
    return Entry(document.place, document.to_record(), tokens(document), name_of(document, 0) if document.names else None)


@dataclass(frozen=True, slots=True)
class Block:
    """Lists of some documents with neighbouring numbers, as a worker may make them.

    Attributes:
        count: how many documents.
        parts: for each part of the shards and each class the lists by token, packed.
        names: their entries among the names.
    """

    count: int
    parts: tuple[tuple[bytes, ...], ...]
    names: tuple[Name, ...]


def invert(first: int, entries: Sequence[Entry]) -> Block:
    """The lists of documents that are numbered from ``first`` on; depends on nothing else."""
    parts: list[list[dict[int, _List]]] = [[{} for _ in range(CLASSES)] for _ in range(PARTS)]
    for which in range(CLASSES):
        numbers: defaultdict[int, list[int]] = defaultdict(list)
        for number, entry in enumerate(entries, first):
            for token in entry.tokens[which]:
                numbers[token].append(number)
        for token, one in numbers.items():
            parts[shard_of(token, _PART_BITS)][which][token] = (one[0], encode_list(one[1:], one[0]), one[-1])
    names = tuple(entry.name._replace(number=number) for number, entry in enumerate(entries, first) if entry.name)
    return Block(len(entries), tuple(tuple(map(_packed, lists)) for lists in parts), names)


def merged(bits: int, blocks: Sequence[Block], part: int) -> list[tuple[int, bytes]]:
    """Number and content of every shard of a part.

    Args:
        bits: binary logarithm of the number of shards.
        blocks: of all documents, in their order.
        part: which, from 0 to ``PARTS - 1``.
    """
    lists: list[dict[int, bytearray]] = [{} for _ in range(CLASSES)]
    lasts: list[dict[int, int]] = [{} for _ in range(CLASSES)]
    for block in blocks:
        for which, data in enumerate(block.parts[part]):
            _append(lists[which], lasts[which], _unpacked(data))
    width = bits - _PART_BITS
    shards: dict[int, dict[int, bytes]] = {number: {} for number in range(part << width, part + 1 << width)}
    for token in set().union(*lists):
        shards[shard_of(token, bits)][token] = encode_entry([one.get(token, b"") for one in lists])
    return [(number, encode_shard(entries)) for number, entries in shards.items()]


def _append(lists: dict[int, bytearray], lasts: dict[int, int], found: Iterator[tuple[int, _List]]) -> None:
    for token, (first, rest, last) in found:
        if token in lists:
            lists[token] += encode_list((first,), lasts[token]) + rest
        else:
            lists[token] = bytearray(encode_list((first,)) + rest)
        lasts[token] = last


def _packed(lists: dict[int, _List]) -> bytes:
    """Tokens, first numbers, last numbers, lengths of the distances, each as four bytes; then the distances."""
    first, rest, last = zip(*lists.values(), strict=True) if lists else ((), (), ())
    head = array("I", [len(lists), *lists, *first, *last, *map(len, rest)])
    return zlib.compress(head.tobytes() + b"".join(rest), 1)


def _unpacked(data: bytes) -> Iterator[tuple[int, _List]]:
    data = zlib.decompress(data)
    size = array("I", data[:4])[0]
    start = 4 + 16 * size
    head = array("I", data[4:start])
    ends = accumulate(head[3 * size :], initial=start)
    for token, first, last, (begin, end) in zip(head, head[size:], head[2 * size :], pairwise(ends), strict=False):
        yield token, (first, data[begin:end], last)
