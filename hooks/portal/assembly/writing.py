"""Writes a site by difference: only files that are new or not as the last build left them, and removes what is gone."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from pathlib import Path

from portal.assembly.desk import Desk
from portal.digest import digest_bytes, digest_value
from portal.files import digests_of, remove_strays, write_if_changed
from portal.store import Shelf

Left = tuple[str, str, int, int]  # what a file was made of, digest of its bytes, size, time of change


class Writer:
    """The folder that a site goes to.

    Args:
        desk: the run.
        folder: where the site goes.
        stage: of the build; a preview and the site are written to different folders.

    Attributes:
        intact: the files that are in the folder just as the last build of this stage left them, also when only their times differ, as in a
            fresh copy of the folder.
        written: how many files were written.
    """

    def __init__(self, desk: Desk, folder: Path, stage: str) -> None:
        self.folder = folder
        self._left: Shelf[Left] = desk.store.shelf(f"output-{stage}", digest_value([str(folder.resolve())]))
        self._stats = _stats(folder)
        self.intact = self._recognised()
        self._names: set[str] = set()
        self.written = 0

    def _recognised(self) -> Collection[str]:
        stat, left = self._stats.get, self._left.everything
        intact = {name for name, one in left.items() if one[2:] == stat(name)}
        moved = [name for name in left.keys() - intact if (now := stat(name)) and now[0] == left[name][2]]
        for name, digest in zip(moved, digests_of(self.folder, moved), strict=True) if moved else ():
            if digest == left[name][1]:
                self._left.put(name, (*left[name][:2], *self._stats[name]))
                intact.add(name)
        return intact

    @property
    def left(self) -> Set[str]:
        """The files that the last build left, none when it went to another folder; whoever deletes some doesn't change that."""
        return self._left.everything.keys()

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
        left, intact = self._left.everything, self.intact
        stale = [name for name, of in made_of.items() if name not in intact or left[name][0] != of]
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
