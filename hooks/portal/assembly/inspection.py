"""Looks over the finished pages before they are written."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator

from portal.assembly.frames import Frames
from portal.assembly.making import Made, Pages
from portal.assembly.site_checks import PageFacts, check_links
from portal.model.finding import Finding

Own = tuple[Made, PageFacts, bytes]


class Inspection:
    """What is wrong with finished pages.

    Args:
        pages: knows the links and anchors of the pages that are joined to shells.
        frames: the shells.
        made: the pages that are joined to shells.
        own: whole pages.
        files: every file of the site.
    """

    def __init__(self, pages: Pages, frames: Frames, made: Collection[Made], own: Collection[Own], files: Container[str]) -> None:
        self._pages, self._frames, self._files = pages, frames, files
        self._made = {one.file: one for one in made}
        self._own = {page.file: facts for page, facts, _ in own}

    def of_pages(self, look_at: Iterable[Made]) -> Iterator[Finding]:
        """What is wrong with some of the joined pages."""
        for page in look_at:
            yield from page.findings
            yield from check_links(page.file, self._pages.facts(page), self._files, self._ids)

    def of_all(self) -> Iterator[Finding]:
        """What is wrong with the joined pages, with their shells, and with the whole pages."""
        yield from self.of_pages(self._made.values())
        for page in {one.key: one for one in self._made.values()}.values():
            facts = self._frames.facts(page)
            yield from (*facts.findings, *check_links(page.file, facts, self._files, self._ids))
        for file, facts in self._own.items():
            yield from (*facts.findings, *check_links(file, facts, self._files, self._ids))

    def _ids(self, file: str) -> Container[str] | None:
        page = self._made.get(file)
        if page:
            return {*self._pages.facts(page).ids, *self._frames.facts(page).ids}
        return self._own[file].ids if file in self._own else None
