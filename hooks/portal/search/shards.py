"""Shards: for some of the tokens the numbers of the documents that hold them, by class.

A shard begins with the number of its tokens, the tokens in ascending order and the length of each token's entry, all as four bytes,
low byte first; then come the entries. An entry is the length in bytes of each class's list, then the lists. A list is the distances
between the document numbers, beginning before 0. Lengths and distances inside entries are variable-length: seven bits a byte, low
bits first, the high bit set on all but the last.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from operator import sub

from portal.search.tokens import CLASSES

Lists = list[bytes]
Present = Mapping[tuple[int, int], Mapping[int, bool]]
_SPREAD = 0x9E3779B1
_SMALLEST = 6
_LONG = re.compile(rb"[\x80-\xff]+[\x00-\x7f]")
_SIZES = (60, 200, 600, 1_500, 4_000, 16_000, 40_000)  # up to so many documents; each class has twice the shards of the one before


def bits_for(documents: int) -> int:
    """Binary logarithm of the number of shards: 64 for a small site, 2,048 for 10,000 documents, at most 8,192."""
    return _SMALLEST + bisect_left(_SIZES, documents)


def shard_of(token: int, bits: int) -> int:
    """The shard that a token lives in."""
    return (token * _SPREAD & 0xFFFFFFFF) >> (32 - bits)


def size_class(data: bytes) -> int:
    """How large a shard is, from 0 to 35: twice the binary logarithm of its bytes, roughly."""
    size = len(data)
    return min(2 * size.bit_length() + (size >> max(size.bit_length() - 2, 0) & 1), 35)


def encode_list(numbers: Sequence[int], last: int = -1) -> bytes:
    """Ascending document numbers as distances; ``last`` is the number before the first."""
    distances = list(map(sub, numbers, chain((last,), numbers)))
    if not distances or max(distances) < 128:
        return bytes(distances)
    return b"".join(map(_variable, distances))


def decode_list(data: bytes) -> list[int]:
    """Document numbers of a list."""
    distances = data if data.isascii() else _variables(data)
    return [number - 1 for number in accumulate(distances)]


def encode_entry(lists: Sequence[bytes | bytearray]) -> bytes:
    """A token's entry from the lists of its classes."""
    lengths = [len(one) for one in lists]
    return b"".join((bytes(lengths) if max(lengths) < 128 else b"".join(map(_variable, lengths)), *lists))


def decode_entry(data: bytes) -> Lists:
    """The lists of an entry.

    Raises:
        ValueError: it is cut short.
    """
    lengths: list[int] = []
    at = 0
    while len(lengths) < CLASSES:
        end = at
        while data[end : end + 1] >= b"\x80":
            end += 1
        lengths.append(next(_variables(data[at : end + 1]), 0))
        at = end + 1
    if at + sum(lengths) != len(data):
        raise ValueError("a search shard is broken")
    ends = list(accumulate(lengths, initial=at))
    return [data[start:end] for start, end in pairwise(ends)]


def encode_shard(entries: Mapping[int, bytes]) -> bytes:
    """A shard from the entries of its tokens."""
    order = sorted(entries)
    head = array("I", [len(order), *order, *(len(entries[token]) for token in order)])
    return b"".join((head.tobytes(), *(entries[token] for token in order)))


def decode_shard(data: bytes) -> dict[int, bytes]:
    """The entry of each token of a shard.

    Raises:
        ValueError: it is cut short.
    """
    size = int.from_bytes(data[:4], "little")
    head = array("I", data[4 : 4 + 8 * size])
    ends = list(accumulate(head[size:], initial=4 + 8 * size))
    if len(head) != 2 * size or ends[-1] != len(data):
        raise ValueError("a search shard is broken")
    return {token: data[start:end] for token, start, end in zip(head[:size], ends, ends[1:], strict=False)}


def edited(data: bytes, edits: Present) -> bytes:
    """A shard with documents added to or taken from lists.

    Args:
        data: the shard.
        edits: token and class to document number and whether the list shall hold it.
    """
    entries = decode_shard(data)
    for (token, which), present in edits.items():
        lists = decode_entry(entries[token]) if token in entries else [b""] * CLASSES
        lists[which] = _changed(lists[which], present)
        entries[token] = encode_entry(lists)
        if not any(lists):
            del entries[token]
    return encode_shard(entries)


def _changed(data: bytes, present: Mapping[int, bool]) -> bytes:
    """A list with these numbers in it or not; newer documents have greater numbers, so most are only appended."""
    if all(present.values()) and min(present) >= (end := _end(data)):
        return data + encode_list(sorted(present), end - 1)
    numbers = decode_list(data)
    for number, there in present.items():
        at = bisect_left(numbers, number)
        numbers[at : at + (numbers[at : at + 1] == [number])] = [number] if there else []
    return encode_list(numbers)


def _end(data: bytes) -> int:
    """The number after the last one of a list: the sum of its distances, most of which are single bytes."""
    return sum(_LONG.sub(b"", data)) + sum(next(_variables(one)) for one in _LONG.findall(data))


def _variable(value: int) -> bytes:
    if value < 128:
        return bytes((value,))
    found = bytearray()
    while value >= 128:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)


def _variables(data: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0
