"""Lays a release out as a folder of files, on this machine."""

from __future__ import annotations

from pathlib import Path

from portal.digest import digest_bytes
from portal.errors import PortalError
from portal.files import remove_tree, set_time, swap_link, write_atomic
from portal.publish.manifest import LOG, SIGNATURE
from portal.publish.release import Release
from portal.publish.targets.target import Progress

_BASE = 946_684_800  # 2000-01-01
_SECONDS, _NANOSECONDS = 2**28, 10**9


def lay(release: Release, folder: Path, progress: Progress[str]) -> None:
    """Write all files of a release to a folder, which is emptied first; the manifest comes last.

    A file's time follows from its content: web servers make their ETag of time and size, so an unchanged page keeps it from release to
    release and from server to server, and ``rsync`` sees what is unchanged without reading it.

    Raises:
        PortalError: a file has changed since the manifest was made.
    """
    remove_tree(folder)
    for name in progress(release.files, len(release.files)):
        data = release.files[name].read_bytes()
        digest = digest_bytes(data)
        if digest != release.manifest.files[name].sha256:
            raise PortalError("文件在发布期间被改动了", do="再发布一次", path=name)
        write_atomic(folder / name, data)
        set_time(folder / name, time_of(digest))
    for name, data in sorted(release.own.items(), key=lambda one: one[0] != SIGNATURE):
        write_atomic(folder / name, data)
        set_time(folder / name, time_of(digest_bytes(data)))
    swap_link(folder / LOG, f"../../{LOG}")


def time_of(digest: str) -> int:
    """The time that a file gets, in nanoseconds since 1970: between 2000 and 2008, by its digest."""
    number = int(digest[:16], 16)
    return (_BASE + number % _SECONDS) * _NANOSECONDS + number // _SECONDS % _NANOSECONDS
