"""Where a backup lies: named contents in a folder or in a bucket.

::

    project.bundle                    the git history (git-bundle(1))
    blobs/<sha256>                    contents of all releases, each once
    places/<id>/releases.jsonl        the log of a place
    places/<id>/<release>/            manifests and signatures
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from portal.files import walk_files, write_atomic

BUNDLE, BLOBS, PLACES = "project.bundle", "blobs/", "places/"


class Box(Protocol):
    """Named contents."""

    def names(self) -> set[str]:
        """What there is."""

    def get(self, name: str) -> bytes | None:
        """A content, None when there is none."""

    def put(self, name: str, data: bytes) -> None:
        """Keep a content."""


class FolderBox:
    """A folder of this machine.

    Args:
        root: the folder; made when it is missing.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> set[str]:
        """See ``Box``."""
        return {path.relative_to(self._root).as_posix() for path in walk_files(self._root)}

    def get(self, name: str) -> bytes | None:
        """See ``Box``."""
        try:
            return (self._root / name).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, name: str, data: bytes) -> None:
        """See ``Box``."""
        write_atomic(self._root / name, data)
