"""What is printed round pages: shells by section and depth, rendered by MkDocs once and remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from portal.assembly.making import Made, Pages
from portal.assembly.memory import Kept, Ledger, Memory
from portal.assembly.shell import Shell, ShellKey, script_tags
from portal.assembly.site_checks import PageFacts, facts_of
from portal.digest import digest_bytes
from portal.store import Shelf

Shells = Callable[[ShellKey], Shell]


class Frames:
    """The shells of a build.

    Args:
        shelf: where they are kept.
        ledger: of the site that is built.
        scripts: address of each script by name.
    """

    def __init__(self, shelf: Shelf[Kept[Shell]], ledger: Ledger, scripts: Mapping[str, str]) -> None:
        self._memory: Memory[Shell] = Memory(shelf, ledger)
        self._recorder, self._scripts = ledger.recorder, scripts
        self._made: dict[ShellKey, tuple[Shell, str, PageFacts]] = {}
        self._digests: dict[tuple[ShellKey, tuple[str, ...]], str] = {}

    def knows(self, key: ShellKey) -> bool:
        """Whether a shell needn't be rendered."""
        return self._memory.get(_name(key)) is not None

    def render(self, key: ShellKey, shells: Shells) -> None:
        """Make sure that there is a shell."""
        self._memory.recall(_name(key), lambda: shells(key))

    def digest(self, page: Made) -> str:
        """Digest of the shell round a page, with its scripts."""
        found = self._digests.get((page.key, page.scripts))
        if found is None:
            found = self._digests[page.key, page.scripts] = self._frame(page)[1] + "".join(self._tags(page))
        return found

    def facts(self, page: Made) -> PageFacts:
        """Links and anchors of the shell round a page."""
        return self._frame(page)[2]

    def join(self, page: Made, pages: Pages) -> bytes:
        """A whole page."""
        return self.around(page, *pages.text(page))

    def around(self, page: Made, head: str, body: str) -> bytes:
        """A whole page, given its head and body."""
        first, last = self._tags(page)
        return self._frame(page)[0].join(head + first, body, last).encode("utf-8")

    def _frame(self, page: Made) -> tuple[Shell, str, PageFacts]:
        found = self._made.get(page.key)
        if found is None:
            shell = self._memory.get(_name(page.key))
            assert shell is not None  # rendered before anything is joined
            html = shell.join("", "", "")
            found = self._made[page.key] = (shell, digest_bytes(html.encode("utf-8")), facts_of(self._recorder.plain, page.file, html))
        return found

    def _tags(self, page: Made) -> tuple[str, str]:
        return script_tags(page.scripts, self._scripts, page.key.base)


def _name(key: ShellKey) -> str:
    return f"{key.section}|{key.base}"
