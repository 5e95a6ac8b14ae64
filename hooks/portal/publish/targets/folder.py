"""A folder of this machine, or of a disk mounted here::

    releases/20261128-201500-0123456789/   whole sites, each with its manifest, signature and a link to the log
    current -> releases/…                   what the web server serves; swapped by rename(2)
    kept/assets/                            styles and scripts of all kept releases, for pages that readers opened before a switch
    releases.jsonl                          the log

Files of a release are copies of their own, not hard links: whoever tampers with what is served can't reach the releases to go back to.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.errors import PortalError
from portal.files import Locked, locked, move, remove_tree, settle_disk, swap_link, write_atomic, write_if_changed
from portal.publish.manifest import LOG, MANIFEST, Manifest, is_address, is_release
from portal.publish.release import Release
from portal.publish.targets.laying import lay
from portal.publish.targets.target import Owner, Progress, Sent, sent
from portal.publish.targets.target_lock import NAME, lock_text, taken

RELEASES, CURRENT, KEPT, ASSETS = "releases", "current", "kept", "assets/"
INCOMING, RETIRED = ".incoming", ".retired"


class Folder:
    """A target that is a folder.

    Args:
        root: the folder; made when it is missing.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._releases = root / RELEASES

    @contextmanager
    def lock(self, owner: Owner) -> Iterator[None]:
        """See ``Target``; the lock ends with the process that holds it."""
        try:
            with locked(self.root / NAME, lock_text(owner)):
                self._clear()
                yield
        except Locked as error:
            raise taken(str(error), "等它做完再来；进程没了，锁自己就没了", str(self.root)) from error

    def current(self) -> str:
        """See ``Target``."""
        link = self.root / CURRENT
        name = link.readlink().name if link.is_symlink() else ""
        return name if is_release(name) else ""

    def releases(self) -> list[str]:
        """See ``Target``."""
        found = self._releases.iterdir() if self._releases.is_dir() else ()
        return sorted((one.name for one in found if is_release(one.name) and (one / MANIFEST).is_file()), reverse=True)

    def read(self, release: str, name: str) -> bytes | None:
        """See ``Target``."""
        if not is_release(release) or not is_address(name):
            return None
        try:
            return (self._releases / release / name).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None

    def log(self) -> bytes:
        """See ``Target``."""
        try:
            return (self.root / LOG).read_bytes()
        except FileNotFoundError:
            return b""

    def unfinished(self) -> bool:
        """See ``Target``; a switch is one ``rename(2)``."""
        return False

    def send(self, release: Release, before: Manifest | None, progress: Progress[str]) -> Sent:
        """See ``Target``; the release is put together beside the others and gets its name when it is whole."""
        incoming, final = self._releases / INCOMING, self._releases / release.manifest.id
        self._retire(final)
        if (self._releases / RETIRED).is_dir() and not incoming.exists():
            move(self._releases / RETIRED, incoming)  # most of its files are those of the new one: only the others have to be written
        try:
            lay(release, incoming, progress)
            for name in release.files:
                if name.startswith(ASSETS):
                    write_if_changed(self.root / KEPT / name, (incoming / name).read_bytes())
            settle_disk()
            move(incoming, final)
        finally:
            remove_tree(incoming)  # a disk that is full must not stay so
        return sent(release, before)

    def switch(self, release: str, log: bytes) -> None:
        """See ``Target``."""
        if not (self._releases / release / MANIFEST).is_file():
            raise PortalError(f"没有“{release}”这个发布", do="portal releases列出全部", path=str(self.root))
        write_atomic(self.root / LOG, log)
        swap_link(self.root / CURRENT, f"{RELEASES}/{release}")

    def prune(self, keep: int) -> list[str]:
        """See ``Target``."""
        current = self.current()
        gone = [one for one in self.releases()[keep:] if one != current]
        for name in gone:
            self._retire(self._releases / name)
        self._forget_assets()
        return gone

    def _retire(self, release: Path) -> None:
        """Take a release away in one step: half of one would still look like one to go back to. The next one is made of its files."""
        if release.is_dir():
            remove_tree(self._releases / RETIRED)
            move(release, self._releases / RETIRED)

    def _clear(self) -> None:
        """Remove what a process that was killed has left beside the releases."""
        for name in (CURRENT, LOG):
            for left in self.root.glob(f".{name}.*"):
                remove_tree(left)

    def _forget_assets(self) -> None:
        kept = self.root / KEPT / ASSETS
        shown = {path.relative_to(one) for name in self.releases() for one in [self._releases / name] for path in (one / ASSETS).rglob("*")}
        for path in [one for one in kept.rglob("*") if one.is_file()] if kept.is_dir() else ():
            if path.relative_to(self.root / KEPT) not in shown:
                remove_tree(path)
