"""The project's files and their digests, remembered by size and time of change so that an unchanged file isn't read again."""

from __future__ import annotations

import os
from bisect import bisect_left
from pathlib import Path

from portal.digest import digest_bytes
from portal.files import is_text, read_bytes
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
            self._listings[top] = self._walk(top)
        listing = self._listings[top]
        found = listing[bisect_left(listing, f"{folder}/") : bisect_left(listing, f"{folder}0")]  # "0" follows "/"
        return [path for path in found if path.endswith(suffix)] if suffix else found

    def misnamed(self, folder: str) -> list[str]:
        """Files and folders left out below a folder because their names aren't UTF-8, with U+FFFD for what can't be read."""
        self.files(folder)
        return sorted(name for name in self._misnamed if name.startswith(f"{folder}/"))

    def _walk(self, top: str) -> list[str]:
        """Files below a folder; what is known of them is noted on the way."""
        found, pending = [], [top]
        while pending:
            folder = pending.pop()
            try:
                entries = os.scandir(self.root / folder)
            except (FileNotFoundError, NotADirectoryError):
                continue
            with entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if not is_text(entry.name):
                        self._misnamed.append(f"{folder}/{os.fsencode(entry.name).decode('utf-8', 'replace')}")
                        continue
                    path = f"{folder}/{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(path)
                    elif entry.is_file(follow_symlinks=False):
                        self._note(path, entry.stat(follow_symlinks=False))
                        found.append(path)
        return sorted(found)

    def _note(self, path: str, status: os.stat_result) -> None:
        stat = self._stats[path] = status.st_size, status.st_mtime_ns, status.st_ctime_ns
        seen = self._seen.everything.get(path)
        if seen and seen[:3] == stat and max(seen[1:3]) + _RACY < seen[3]:
            self._digests[path] = seen[4]

    def digests(self, folder: str) -> list[tuple[str, str]]:
        """Paths and digests of the files below a folder."""
        return [(path, self.digest(path)) for path in self.files(folder)]

    def digest(self, path: str) -> str:
        """SHA-256 of a file's bytes.

        Raises:
            FileNotFoundError: the file is gone.
        """
        if path not in self._stats:
            self._note(path, (self.root / path).stat())
        found = self._digests.get(path)
        if found is None:
            found = self._digests[path] = digest_bytes(read_bytes(f"{self.root}/{path}"))
            self._seen.put(path, (*self._stats[path], clock(), found))
        return found
