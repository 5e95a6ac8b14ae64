"""Writes a site by difference: only files that are new or not as the last build left them, and removes what is gone."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from portal.assembly.desk import Desk
from portal.digest import digest_bytes, digest_value
from portal.files import remove_strays, write_if_changed
from portal.store import Shelf

Left = tuple[str, str, int, int]  # what a file was made of, digest of its bytes, size, time of change


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
        self._recognise()
        self._names: set[str] = set()
        self.written = 0

    def _recognise(self) -> None:
        """Know files again that are as they were left but for their times, as in a fresh copy of the folder."""
        for name, (made_of, digest, *stat) in list(self._left.everything.items()):
            now = self._stats.get(name)
            if now and now != (*stat,) and now[0] == stat[0] and digest_bytes((self.folder / name).read_bytes()) == digest:
                self._left.put(name, (made_of, digest, *now))

    @property
    def intact(self) -> Collection[str]:
        """The files that are in the folder just as the last build of this stage left them."""
        stat = self._stats.get
        return {name for name, left in self._left.everything.items() if left[2:] == stat(name)}

    @property
    def left(self) -> Collection[str]:
        """The files that the last build left, none when it went to another folder; whoever deletes some doesn't change that."""
        return frozenset(self._left.everything)

    @property
    def outputs(self) -> dict[str, str]:
        """Digest of the bytes of every file that the site now has, by its path below the folder."""
        left = self._left.everything
        return {name: left[name][1] for name in self._names}

    def write(self, made_of: Mapping[str, str], data: Callable[[str], bytes]) -> None:
        """Write files unless they are there as they were left, made of the same things.

        Args:
            made_of: a digest of everything that goes into a file, by its path below the folder.
            data: makes a file's bytes; asked only when they are needed.
        """
        self._names.update(made_of)
        left, stats, nothing = self._left.everything, self._stats, ("", "", 0, 0)
        stale = [name for name, of in made_of.items() if (known := left.get(name, nothing))[0] != of or known[2:] != stats.get(name)]
        for name in stale:
            path, content = self.folder / name, data(name)
            self.written += write_if_changed(path, content)
            status = path.stat()
            self._left.put(name, (made_of[name], digest_bytes(content), status.st_size, status.st_mtime_ns))

    def keep(self, names: Iterable[str]) -> None:
        """Leave files as they are."""
        self._names.update(names)

    def finish(self) -> int:
        """Remove what nobody wrote; how many files that were."""
        gone = self._stats.keys() - self._names
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
