"""The index: built whole from all documents, or brought up to date from those that changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from portal.digest import digest_value
from portal.search.document import Document, Place
from portal.search.layout import MANIFEST, Name, manifest, name_of, names_address, names_file, read_names, record_address, shard_address
from portal.search.shards import bits_for, edited, encode_entry, encode_list, encode_shard, shard_of, size_class
from portal.search.state import RenumberError, State
from portal.search.tokens import CLASSES, Tokens, tokens

Read = Callable[[str], bytes]
_MOVED_MOST = 256
BLOCK = 1024  # documents whose lists are made at a time: few enough to stay in the processor's cache


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
        lists: by class, token to first number, distances after it, last number.
        names: their entries among the names.
    """

    count: int
    lists: tuple[dict[int, tuple[int, bytes, int]], ...]
    names: tuple[Name, ...]


def invert(first: int, entries: Sequence[Entry]) -> Block:
    """The lists of documents that are numbered from ``first`` on; depends on nothing else."""
    found: list[dict[int, tuple[int, bytes, int]]] = []
    for which in range(CLASSES):
        numbers: defaultdict[int, list[int]] = defaultdict(list)
        for number, entry in enumerate(entries, first):
            for token in entry.tokens[which]:
                numbers[token].append(number)
        found.append({token: (one[0], encode_list(one[1:], one[0]), one[-1]) for token, one in numbers.items()})
    return Block(len(entries), tuple(found), tuple(entry.name._replace(number=number) for number, entry in enumerate(entries, first) if entry.name))


class Builder:
    """A clean build of the index, block by block, so that a caller need not hold all documents.

    Attributes:
        state: for the updates to come.
        order: the places in the order in which documents are numbered, from 0, and must be added.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.order = sorted(places)
        epoch = digest_value([place.address for place in self.order])[:10]
        numbers = {place.address: number for number, place in enumerate(self.order)}
        if len(numbers) != len(self.order):
            raise ValueError("two documents have the same address")
        self.state = State(epoch, bits_for(len(self.order)), len(self.order), numbers, {place.address: place for place in self.order})
        self._lists: list[dict[int, bytearray]] = [{} for _ in range(CLASSES)]
        self._lasts: list[dict[int, int]] = [{} for _ in range(CLASSES)]
        self._names: list[Name] = []
        self._added = 0

    def add(self, block: Block) -> None:
        """Take in the next block."""
        for lists, lasts, found in zip(self._lists, self._lasts, block.lists, strict=True):
            for token, (first, rest, last) in found.items():
                if token in lists:
                    lists[token] += encode_list((first,), lasts[token]) + rest
                else:
                    lists[token] = bytearray(encode_list((first,)) + rest)
                lasts[token] = last
        self._names.extend(block.names)
        self._added += block.count

    def finish(self) -> Iterator[tuple[str, bytes]]:
        """Address and content of every file but the records, once every document has been added.

        Raises:
            ValueError: documents are missing.
        """
        if self._added != len(self.order):
            raise ValueError("documents are missing in the search index")
        shards: list[dict[int, bytes]] = [{} for _ in range(1 << self.state.bits)]
        for token in set().union(*self._lists):
            shards[shard_of(token, self.state.bits)][token] = encode_entry([lists.get(token, b"") for lists in self._lists])
        for number, entries in enumerate(shards):
            data = encode_shard(entries)
            self.state.sizes[number] = size_class(data)
            yield shard_address(self.state.epoch, number), data
        yield names_address(self.state.epoch), names_file(self._names)
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

