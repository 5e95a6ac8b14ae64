"""A clean build of an index in one go, as ``assembly.search_files`` does it with all its workers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portal.search.blocks import BLOCK, analyse, invert
from portal.search.document import Document
from portal.search.index import Builder
from portal.search.layout import record_address
from portal.search.state import State


@dataclass(frozen=True, slots=True)
class Index:
    """A whole index: content of every file by address, and the state for updates."""

    files: dict[str, bytes]
    state: State


def build(documents: Iterable[Document]) -> Index:
    """A clean build; ``ValueError`` when two documents have the same address."""
    by_place = {document.place: document for document in documents}
    builder = Builder(by_place)
    files: dict[str, bytes] = {}
    for first in range(0, len(builder.order), BLOCK):
        entries = [analyse(by_place[place]) for place in builder.order[first : first + BLOCK]]
        files |= {record_address(builder.state.epoch, first + at): entry.record for at, entry in enumerate(entries)}
        builder.add(invert(first, entries))
    files.update(builder.finish())
    return Index(files, builder.state)
