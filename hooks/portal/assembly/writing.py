"""Writes a site by difference: only files that are new or not as the last build left them, and removes what is gone."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from portal.assembly.desk import Desk
from portal.digest import digest_value
from portal.files import remove_strays, write_if_changed
from portal.store import Shelf

Left = tuple[str, int, int]


class Writer:
    """The folder that a site goes to.

    Args:
        desk: the run.
        folder: where the site goes.
        stage: of the build; a preview and the site are written to different folders.
    """

    def __init__(self, desk: Desk, folder: Path, stage: str) -> None:
        self.folder = folder
        self._left: Shelf[Left] = desk.store.shelf(f"output-{stage}", digest_value([str(folder.resolve())]))
        self._stats = _stats(folder)
        self._names: set[str] = set()
        self.written = 0

    @property
    def intact(self) -> Collection[str]:
        """The files that are in the folder just as the last build of this stage left them."""
        stat = self._stats.get
        return {name for name, left in self._left.items() if left[1:] == stat(name)}

    @property
    def left(self) -> Collection[str]:
        """The files that the last build left, none when it went to another folder; whoever deletes some doesn't change that."""
        return dict(self._left.items()).keys()

    def write(self, name: str, made_of: str, data: Callable[[], bytes]) -> None:
        """Write a file unless it is there as it was left, made of the same things.

        Args:
            name: its path below the folder.
            made_of: a digest of everything that goes into it.
            data: makes its bytes; asked only when they are needed.
        """
        self._names.add(name)
        left, stat = self._left.get(name), self._stats.get(name)
        if left and stat and left == (made_of, *stat):
            return
        path = self.folder / name
        self.written += write_if_changed(path, data())
        status = path.stat()
        self._left.put(name, (made_of, status.st_size, status.st_mtime_ns))

    def keep(self, names: Iterable[str]) -> None:
        """Leave files as they are."""
        self._names.update(names)

    def finish(self) -> int:
        """Remove what nobody wrote; how many files that were."""
        gone = set(self._stats) - self._names
        self._left.keep(self._names)
        return remove_strays(self.folder, self._names) if gone or not self._stats else 0


def _stats(folder: Path) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    pending = [""]
    while pending:
        place = pending.pop()
        try:
            entries = os.scandir(folder / place)
        except (FileNotFoundError, NotADirectoryError):
            continue
        with entries:
            for entry in entries:
                name = f"{place}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    pending.append(f"{name}/")
                else:
                    stat = entry.stat(follow_symlinks=False)
                    found[name] = (stat.st_size, stat.st_mtime_ns)
    return found
