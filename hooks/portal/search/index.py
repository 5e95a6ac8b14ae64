"""The index: built whole from all documents, or brought up to date from those that changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from portal.digest import digest_value
from portal.search.blocks import BLOCK, PARTS, Block, Entry, analyse, invert, merged
from portal.search.document import Document, Place
from portal.search.layout import MANIFEST, manifest, names_address, names_file, read_names, record_address, shard_address
from portal.search.shards import bits_for, edited, shard_of, size_class
from portal.search.state import RenumberError, State
from portal.search.tokens import CLASSES, tokens

Read = Callable[[str], bytes]
_MOVED_MOST = 256


class Builder:
    """A clean build of the index, block by block, so that a caller need not hold all documents.

    Attributes:
        state: for the updates to come.
        order: the places in the order in which documents are numbered, from 0, and must be added.
        blocks: what has been added.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.order = sorted(places)
        epoch = digest_value([place.address for place in self.order])[:10]
        numbers = {place.address: number for number, place in enumerate(self.order)}
        if len(numbers) != len(self.order):
            raise ValueError("two documents have the same address")
        self.state = State(epoch, bits_for(len(self.order)), len(self.order), numbers, {place.address: place for place in self.order})
        self.blocks: list[Block] = []

    def add(self, block: Block) -> None:
        """Take in the next block."""
        self.blocks.append(block)

    def finish(self, parts: Iterable[list[tuple[int, bytes]]] | None = None) -> Iterator[tuple[str, bytes]]:
        """Address and content of every file but the records, once every document has been added.

        Args:
            parts: the shards, for callers whose workers have merged them; see ``blocks.merged``.

        Raises:
            ValueError: documents are missing.
        """
        if sum(block.count for block in self.blocks) != len(self.order):
            raise ValueError("documents are missing in the search index")
        for part in parts or (merged(self.state.bits, self.blocks, part) for part in range(PARTS)):
            for number, data in part:
                self.state.sizes[number] = size_class(data)
                yield shard_address(self.state.epoch, number), data
        yield names_address(self.state.epoch), names_file(name for block in self.blocks for name in block.names)
        yield MANIFEST, _manifest(self.state)


def _filled(builder: Builder, entry_of: Callable[[Place], Entry]) -> dict[str, bytes]:
    """All files, from the entries of a builder's documents."""
    files: dict[str, bytes] = {}
    for first in range(0, len(builder.order), BLOCK):
        entries = [entry_of(place) for place in builder.order[first : first + BLOCK]]
        files.update((record_address(builder.state.epoch, first + at), entry.record) for at, entry in enumerate(entries))
        builder.add(invert(first, entries))
    files.update(builder.finish())
    return files


@dataclass(frozen=True, slots=True)
class Update:
    """What an update changes: the new state, files to be written, files to be removed."""

    state: State
    written: dict[str, bytes]
    removed: tuple[str, ...]


def update(state: State, changed: Iterable[Entry], removed: Iterable[str], read: Read) -> Update:
    """Bring an index up to date; a search then gives what it would give after a clean build.

    Args:
        state: of the index as it stands; not changed.
        changed: entries of documents that are new or differ.
        removed: addresses of documents that are gone; one that is also among the changed ones stays.
        read: content of a file of the index as it stands.

    Returns:
        The difference. When the numbering must begin afresh that is the whole index under a new epoch.

    Raises:
        KeyError: ``removed`` names what isn't there.
        OSError, ValueError: a file of the index can't be read; a clean build is needed.
    """
    entries = {entry.place.address: entry for entry in changed}
    gone = tuple(address for address in dict.fromkeys(removed) if address not in entries)
    known = [address for address in (*entries, *gone) if address in state.numbers or address in gone]
    old = {address: Document.from_record(read(record_address(state.epoch, state.numbers[address]))) for address in known}
    new = state.copy()
    dropped = tuple(record_address(state.epoch, new.remove(address)) for address in gone)
    try:
        new.put(entry.place for entry in entries.values())
        _must_serve(new)
    except RenumberError:
        return _afresh(state, entries, set(gone), read)
    written = {record_address(state.epoch, new.numbers[address]): entry.record for address, entry in entries.items()}
    shards = _shards(state, new, entries, old, read)
    for shard, data in shards.items():
        new.sizes[shard] = size_class(data)
        written[shard_address(state.epoch, shard)] = data
    if any(document.names for document in old.values()) or any(entry.name for entry in entries.values()):
        written[names_address(state.epoch)] = _names(state, new, entries, gone, read)
    written[MANIFEST] = _manifest(new)
    return Update(new, written, dropped)


def _must_serve(state: State) -> None:
    """Refuse a numbering with too many exceptions or gaps, or with far too few or too many shards."""
    documents = len(state.numbers)
    if len(state.moved) > _MOVED_MOST or state.next > 2 * documents + _MOVED_MOST or abs(bits_for(documents) - state.bits) > 1:
        raise RenumberError


def _afresh(state: State, entries: dict[str, Entry], gone: set[str], read: Read) -> Update:
    """A clean build from the records of what stays."""
    kept = [address for address in state.numbers if address not in gone and address not in entries]
    places = [state.places[address] for address in kept] + [entry.place for entry in entries.values()]
    builder = Builder(places)
    old = {place: record_address(state.epoch, state.numbers[place.address]) for place in places if place.address not in entries}
    files = _filled(builder, lambda place: analyse(Document.from_record(read(old[place]))) if place in old else entries[place.address])
    return Update(builder.state, files, tuple(address for address in addresses(state) if address not in files))


def addresses(state: State) -> Iterator[str]:
    """Every file of an index."""
    yield MANIFEST
    yield names_address(state.epoch)
    yield from (shard_address(state.epoch, number) for number in range(1 << state.bits))
    yield from (record_address(state.epoch, number) for number in state.numbers.values())


def _manifest(state: State) -> bytes:
    return manifest(state.epoch, state.bits, len(state.numbers), state.sizes, state.moved)


def _names(state: State, new: State, entries: dict[str, Entry], gone: tuple[str, ...], read: Read) -> bytes:
    away = {*gone, *entries}
    kept = [name for name in read_names(read(names_address(state.epoch))) if name.address not in away]
    return names_file([*kept, *(entry.name._replace(number=new.numbers[address]) for address, entry in entries.items() if entry.name)])


def _shards(state: State, new: State, entries: dict[str, Entry], old: dict[str, Document], read: Read) -> dict[int, bytes]:
    """The shards that differ: each is read once and rewritten."""
    edits: defaultdict[int, defaultdict[tuple[int, int], dict[int, bool]]] = defaultdict(lambda: defaultdict(dict))
    for address in {**old, **entries}:
        number = state.numbers[address] if address in state.numbers else new.numbers[address]
        before = tokens(old[address]) if address in old else ((),) * CLASSES
        after = entries[address].tokens if address in entries else ((),) * CLASSES
        for which in range(CLASSES):
            for token in set(before[which]) ^ set(after[which]):
                edits[shard_of(token, state.bits)][token, which][number] = token in after[which]
    return {shard: edited(read(shard_address(state.epoch, shard)), found) for shard, found in sorted(edits.items())}

