"""The project's files and their digests, remembered by size and time of change so that an unchanged file isn't read again."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

from portal.digest import digest_bytes
from portal.files import is_text
from portal.store import Shelf
from portal.times import clock

_RACY = 2_000_000_000  # nanoseconds; a file that changed so shortly before it was read may change again without a trace

Seen = tuple[int, int, int, int, str]


class Tree:
    """Files below a folder, as they are when they are first asked for.

    Args:
        root: the folder; all paths are relative to it, in POSIX form.
        seen: what earlier builds saw: size, times of change of content and of anything (which nobody can set), time of reading (nanoseconds),
            and digest, by path.
    """

    def __init__(self, root: Path, seen: Shelf[Seen]) -> None:
        self.root, self._seen = root, seen
        self._listings: dict[str, list[str]] = {}
        self._misnamed: list[str] = []
        self._stats: dict[str, tuple[int, int, int]] = {}
        self._digests: dict[str, str] = {}

    def files(self, folder: str, suffix: str = "") -> list[str]:
        """Files below a folder in a stable order; hidden ones, links and names that are no text are left out (``portal.files.walk_files``)."""
        top = folder.split("/")[0]
        if top not in self._listings:
            self._listings[top] = sorted(self._walk(top))
        listing = self._listings[top]
        found = listing[bisect_left(listing, f"{folder}/") : bisect_left(listing, f"{folder}0")]  # "0" follows "/"
        return [path for path in found if path.endswith(suffix)] if suffix else found

    def misnamed(self, folder: str) -> list[str]:
        """Files and folders left out below a folder because their names aren't UTF-8, with U+FFFD for what can't be read."""
        self.files(folder)
        return sorted(name for name in self._misnamed if name.startswith(f"{folder}/"))

    def _walk(self, folder: str) -> Iterator[str]:
        try:
            entries = os.scandir(self.root / folder)
        except (FileNotFoundError, NotADirectoryError):
            return
        with entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if not is_text(entry.name):
                    self._misnamed.append(f"{folder}/{os.fsencode(entry.name).decode('utf-8', 'replace')}")
                    continue
                path = f"{folder}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    yield from self._walk(path)
                elif entry.is_file(follow_symlinks=False):
                    stat = entry.stat(follow_symlinks=False)
                    self._stats[path] = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
                    yield path

    def digests(self, folder: str) -> list[tuple[str, str]]:
        """Paths and digests of the files below a folder."""
        return [(path, self.digest(path)) for path in self.files(folder)]

    def digest(self, path: str) -> str:
        """SHA-256 of a file's bytes.

        Raises:
            FileNotFoundError: the file is gone.
        """
        found = self._digests.get(path)
        if found is None:
            found = self._digests[path] = self._known(path) or self._read(path)
        return found

    def _known(self, path: str) -> str:
        seen = self._seen.everything.get(path)
        if seen is None or seen[:3] != self._stat(path):
            return ""
        return seen[4] if max(seen[1:3]) + _RACY < seen[3] else ""

    def _read(self, path: str) -> str:
        stat = self._stat(path)
        digest = digest_bytes((self.root / path).read_bytes())
        self._seen.put(path, (*stat, clock(), digest))
        return digest

    def _stat(self, path: str) -> tuple[int, int, int]:
        found = self._stats.get(path)
        if found is None:
            stat = (self.root / path).stat()
            found = self._stats[path] = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        return found
