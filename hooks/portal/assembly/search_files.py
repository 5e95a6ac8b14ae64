"""The search index of a site, brought up to date by difference."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from portal.assembly.crew import FORKED, Crew, spread
from portal.assembly.making import Kitchen
from portal.assembly.memory import Kept, Ledger, Memory, Recall
from portal.assembly.recorder import Trace
from portal.digest import digest_bytes
from portal.model.site import Site
from portal.search.blocks import BLOCK, PARTS, Block, analyse, invert, merged
from portal.search.document import Document, Place
from portal.search.documents import article_document, other_documents
from portal.search.index import Builder, addresses, update
from portal.search.layout import record_address
from portal.search.state import State
from portal.store import Shelf, packed, readable

_STATE, _KNOWN, _FILES, _NEW = "state", "known", "file:", "new:"
_MOST = 0.1  # of all documents; when more have changed, building anew is faster


@dataclass(frozen=True)
class Seen:
    """A document as it was when it was last looked at."""

    place: Place
    digest: str


@dataclass(frozen=True)
class SearchFiles:
    """What to do about the files of the index.

    Attributes:
        written: digests of files that are new or differ; ``SearchIndex.data`` has their content.
        kept: files that stay as they are in the site's folder.
    """

    written: dict[str, str]
    kept: tuple[str, ...]


@dataclass(frozen=True)
class _After:
    """The index as it will be: its state, and digests of the files that are new or differ."""

    state: State
    written: dict[str, str]


class SearchIndex:
    """The index of a site; its files are kept in the store, so that a new folder costs no new index.

    Args:
        kitchen: what documents are made with.
        ledger: of the site that is built.
        seen: documents as they were, by address.
        shelf: the index and its state.
        recall: remembers other results of the build.
        crew: who does what is much to do.
    """

    def __init__(
        self, kitchen: Kitchen, ledger: Ledger, seen: Shelf[Kept[Seen]], shelf: Shelf[str], recall: Recall, crew: Crew = FORKED
    ) -> None:
        self._kitchen, self._shelf, self._crew = kitchen, shelf, crew
        self._seen, self._memory = seen, Memory[Seen](seen, ledger)
        self._recall = recall
        self._after: _After | None = None
        self._known: dict[str, str] = {}

    def files(self, intact: Collection[str]) -> SearchFiles:
        """Bring the index up to date with the site.

        Args:
            intact: the files that are in the folder as they were left; the others of the index are written from the store.
        """
        now = self._look()
        data, known = self._shelf.blob(_STATE), self._shelf.blob(_KNOWN)
        before: dict[str, str] = readable(known, {})
        changed = [address for address, seen in now.items() if before.get(address) != seen.digest]
        removed = [address for address in before if address not in now]
        try:
            state = State.from_bytes(data) if data else None
            if state is None or len(changed) + len(removed) > _MOST * len(now) + 1:
                after = self._anew(now)
            else:
                after = self._updated(state, changed, removed) if changed or removed else _After(state, {})
            missing = {name: digest_bytes(self._kept(name)) for name in addresses(after.state) if name not in after.written and name not in intact}
        except (ValueError, KeyError):  # the store has lost something
            after, missing = self._anew(now), {}
        self._after, self._known = after, {address: seen.digest for address, seen in now.items()}
        written = after.written | missing
        return SearchFiles(written, tuple(name for name in addresses(after.state) if name not in written))

    def data(self, name: str) -> bytes:
        """Content of a file that is written.

        Raises:
            KeyError: it isn't.
        """
        data = self._shelf.blob(f"{_NEW}{name}") if self._after and name in self._after.written else None
        return self._kept(name) if data is None else data

    def _kept(self, name: str) -> bytes:
        data = self._shelf.blob(f"{_FILES}{name}")
        if data is None:
            raise KeyError(name)
        return data

    def remember(self) -> None:
        """Keep state and files once they are in the folder."""
        if self._after and self._after.written:
            state, written = self._after.state, self._after.written
            self._shelf.put_blob(_STATE, state.to_bytes())
            self._shelf.put_blob(_KNOWN, packed(self._known))
            self._shelf.move_blobs((f"{_NEW}{name}", f"{_FILES}{name}") for name in written)
            self._shelf.keep_blobs({_STATE, _KNOWN, *(f"{_FILES}{name}" for name in addresses(state))})

    def _look(self) -> dict[str, Seen]:
        """Every document's place and digest; only what has changed is read."""
        site = self._kitchen.recorder.plain
        good = self._memory.good
        found = {article.url: good.get(article.url) for article in site.articles}
        stale = [address for address, seen in found.items() if seen is None]
        for address, seen, trace in spread(_look, self._kitchen, stale, "搜索", crew=self._crew):
            self._memory.put(address, seen, trace)
            found[address] = seen
        self._seen.keep(found)
        others: dict[str, Seen] = self._recall("other documents", lambda: _others(self._kitchen.context.site))
        return {address: seen for address, seen in found.items() if seen} | others

    def _put(self, files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
        """Digests of new files, which wait in the store until they are in the folder."""
        found = {}
        for name, data in files:
            self._shelf.put_blob(f"{_NEW}{name}", data)
            found[name] = digest_bytes(data)
        return found

    def _anew(self, now: dict[str, Seen]) -> _After:
        builder = Builder(seen.place for seen in now.values())
        order = builder.order
        blocks = [(first, tuple(place.address for place in order[first : first + BLOCK])) for first in range(0, len(order), BLOCK)]
        files: dict[str, str] = {}
        inverted = spread(_invert, self._kitchen.recorder.plain, blocks, "索引", chunk=1, crew=self._crew)
        for (first, _), (block, records) in zip(blocks, inverted, strict=True):
            files |= self._put((record_address(builder.state.epoch, first + at), record) for at, record in enumerate(records))
            builder.add(block)
        parts = spread(_merge, (builder.state.bits, builder.blocks), range(PARTS), "索引", chunk=1, crew=self._crew)
        files |= self._put(builder.finish(parts))
        return _After(builder.state, files)

    def _updated(self, state: State, changed: list[str], removed: list[str]) -> _After:
        entries = [analyse(document) for document in _documents(self._kitchen.recorder.plain, changed)]
        found = update(state, entries, removed, self._kept)
        return _After(found.state, self._put(found.written.items()))


def _others(site: Site) -> dict[str, Seen]:
    return {one.address: Seen(one.place, digest_bytes(one.to_record())) for one in other_documents(site)}


def _documents(site: Site, wanted: Sequence[str]) -> Iterator[Document]:
    others = {one.address: one for one in other_documents(site)} if any(address not in site.by_url for address in wanted) else {}
    for address in wanted:
        yield article_document(site, site.by_url[address]) if address in site.by_url else others[address]


def _look(kitchen: Kitchen, wanted: Sequence[str]) -> list[tuple[str, Seen, Trace]]:
    """The work of one worker."""
    return [(address, *_seen(kitchen, address)) for address in wanted]


def _seen(kitchen: Kitchen, address: str) -> tuple[Seen, Trace]:
    def look() -> Seen:
        site = kitchen.context.site
        document = article_document(site, site.by_url[address])
        return Seen(document.place, digest_bytes(document.to_record()))

    return kitchen.recorder.traced(look)


def _invert(site: Site, blocks: Sequence[tuple[int, tuple[str, ...]]]) -> list[tuple[Block, list[bytes]]]:
    """The work of one worker."""
    found = []
    for first, wanted in blocks:
        entries = [analyse(document) for document in _documents(site, wanted)]
        found.append((invert(first, entries), [entry.record for entry in entries]))
    return found


def _merge(state: tuple[int, list[Block]], parts: Sequence[int]) -> list[list[tuple[int, bytes]]]:
    """The work of one worker."""
    bits, blocks = state
    return [merged(bits, blocks, part) for part in parts]
