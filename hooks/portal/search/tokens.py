"""What the index knows a document by: numbers of 32 bits in four classes.

A bigram is two UTF-16 units, ``first | second << 16``. No letter or digit has a unit below 48, so small first or second units
are free for the rest: ``second = 0`` is a single character of a title, ``first = 1`` three initials of the pinyin of its title or names,
``first = 2`` the hash of a filter, ``first = 3`` the hash of three characters round a Latin letter or a digit: bigrams alone say
too little of numbers.
"""

from __future__ import annotations

import functools
import re
from array import array
from collections.abc import Iterable, Iterator

from portal.search.document import Document
from portal.search.folding import arabic_parts, fold

_LATIN = re.compile("(?=(.[0-9a-z].))")
CLASSES = 4  # title and names, headings and tags, summary, body
Tokens = tuple["array[int]", ...]


def tokens(document: Document) -> Tokens:
    """Numbers of each class; each number stands in the best of its classes only."""
    title = [fold(text) for text in (document.title, *document.names)]
    fields = (
        {*_all_bigrams(title), *map(ord, "".join(title)), *initial_tokens(document.initials)},
        _all_bigrams(map(fold, (*document.headings, *document.tags))),
        _all_bigrams([fold(document.summary)]),
        _all_bigrams([fold(document.body)]) | {filter_token(one) for one in document.filters},
    )
    seen: set[int] = set()
    found = []
    for field in fields:
        found.append(array("I", field - seen))
        seen |= field
    return tuple(found)


def _all_bigrams(texts: Iterable[str]) -> set[int]:
    found: set[int] = set()
    for text in texts:
        found |= bigrams(text)
        for part in set(arabic_parts(text)):
            found |= bigrams(part)
    return found


def bigrams(folded: str) -> set[int]:
    """Every pair of neighbouring UTF-16 units of a text, and every three that ``_LATIN`` finds."""
    units = memoryview(folded.encode("utf-16-le"))
    even, odd = units[: len(units) & -4], units[2 : 2 + (len(units) - 2 & -4)]
    return {*even.cast("I"), *odd.cast("I"), *(3 | hash16(match[1]) << 16 for match in _LATIN.finditer(folded))}


@functools.lru_cache(maxsize=1 << 16)  # the same years and numbers come again and again
def hash16(text: str) -> int:
    """FNV-1a of the UTF-16 units of a text, folded to 16 bits."""
    value = 0x811C9DC5
    for unit in memoryview(text.encode("utf-16-le")).cast("H"):
        value = (value ^ unit) * 0x01000193 & 0xFFFFFFFF
    return value >> 16 ^ value & 0xFFFF


def initial_tokens(letters: str) -> Iterator[int]:
    """Every three neighbouring initials, in every reading of the characters; see ``initials``."""
    first, _, second = letters.partition(" ")
    for at in range(len(first) - 2):
        for one in {first[at], (second or first)[at]}:
            for two in {first[at + 1], (second or first)[at + 1]}:
                for three in {first[at + 2], (second or first)[at + 2]}:
                    if (one + two + three).isascii() and (one + two + three).isalpha():
                        yield 1 | ((ord(one) - 97) * 676 + (ord(two) - 97) * 26 + ord(three) - 97) << 16


def filter_token(text: str) -> int:
    """The number of ``way=value``."""
    return 2 | hash16(text) << 16
