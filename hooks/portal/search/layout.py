"""Where the files of the index stand, and the two small ones that the browser reads first.

- ``search/index.json``: the manifest; ``{"epoch", "bits", "documents", "sizes", "moved": [[number, position] …]}``;
  ``sizes`` is a digit of base 36 a shard, so that the browser asks for small ones first.
- ``search/<epoch>/names.json``: what pages are called; ``[[label, address, number, [name …], [initials …]] …]``.
- ``search/<epoch>/s/<shard>.bin``: shards (``shards.py``).
- ``search/<epoch>/d/<number>.json``: records (``document.py``).

An epoch begins with a clean build; within it a document keeps its number. A reader whose browser kept files of an old epoch can't
mix them with new ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from portal.search.document import Document
from portal.search.folding import fold
from portal.search.initials import initials

MANIFEST = "search/index.json"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Name(NamedTuple):
    """A page with names of its own, as an entry of ``names.json``."""

    label: str
    address: str
    number: int
    names: tuple[str, ...]


def names_address(epoch: str) -> str:
    """Address of the names."""
    return f"search/{epoch}/names.json"


def shard_address(epoch: str, shard: int) -> str:
    """Address of a shard."""
    return f"search/{epoch}/s/{shard:x}.bin"


def record_address(epoch: str, number: int) -> str:
    """Address of a document's record."""
    return f"search/{epoch}/d/{number}.json"


def manifest(epoch: str, bits: int, documents: int, sizes: Iterable[int], moved: Mapping[int, float]) -> bytes:
    """The manifest; ``moved`` holds the position of each document that doesn't stand where its number says."""
    return _json({"epoch": epoch, "bits": bits, "documents": documents, "sizes": "".join(map(_DIGITS.__getitem__, sizes)), "moved": sorted(moved.items())})


def name_of(document: Document, number: int) -> Name:
    """The entry of a document with names."""
    return Name(document.label, document.address, number, document.names)


def names_file(names: Iterable[Name]) -> bytes:
    """``names.json``, the same whatever the history."""
    rows = sorted(names, key=lambda one: (one.label, one.address))
    return _json([[*one, ["" if name.isascii() else initials(fold(name)) for name in one.names]] for one in rows])


def read_names(data: bytes) -> list[Name]:
    """The entries of a ``names.json``."""
    return [Name(label, address, number, tuple(names)) for label, address, number, names, _ in json.loads(data)]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
