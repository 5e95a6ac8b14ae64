"""Lays a release out as a folder of files, on this machine."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname

from portal.digest import digest_bytes
from portal.files import make_folder, remove_tree, swap_link, write_new
from portal.publish.manifest import LOG, Entry
from portal.publish.release import Release
from portal.publish.targets.target import Progress

_BASE = 946_684_800  # 2000-01-01
_SECONDS, _NANOSECONDS = 2**28, 10**9
_PLAIN = stat.S_IFREG | 0o644


def lay(release: Release, folder: Path, progress: Progress[str]) -> None:
    """Let a folder that nobody reads hold just the files of a release; the manifest comes last.

    What lies there of another release stays where it is the same, which is proved by reading it: so only what differs is written.

    A file's time follows from its content: web servers make their ETag of time and size, so an unchanged page keeps it from release to
    release and from server to server, and ``rsync`` sees what is unchanged without reading it.

    Raises:
        PortalError: a file isn't what the manifest says.
    """
    if folder.is_symlink() or not folder.is_dir() or not _is_ours(folder.stat()):
        remove_tree(folder)
        make_folder(folder)
    there = _kept(release, folder)
    missing = [name for name in release.files if name not in there]
    for name in progress(missing, len(missing)):
        write_new(folder / name, release.read(name), time_of(release.manifest.files[name].sha256))
    swap_link(folder / LOG, f"../../{LOG}")
    for name, data in sorted(release.own.items(), reverse=True):  # signature, manifest
        write_new(folder / name, data, time_of(digest_bytes(data)))


def _kept(release: Release, folder: Path) -> set[str]:
    """Addresses of the files that are there to the byte; everything else that is there is removed."""
    files = release.manifest.files
    folders = {parent for name in files for parent in _parents(name)}
    kept: set[str] = set()
    pending = [""]
    while pending:
        place = pending.pop()
        with os.scandir(folder / place) as entries:
            found = list(entries)
        for one in found:
            name, is_folder = f"{place}{one.name}", one.is_dir(follow_symlinks=False)
            if is_folder and name in folders and _is_ours(one.stat(follow_symlinks=False)):
                pending.append(f"{name}/")
            elif not is_folder and name in files and _is(one.path, files[name]):
                kept.add(name)
            else:
                remove_tree(Path(one.path))
    return kept


def _parents(name: str) -> Iterator[str]:
    while name := dirname(name):
        yield name


def _is_ours(folder: os.stat_result) -> bool:
    """Whether nobody else may put files into a folder."""
    return folder.st_uid == os.geteuid() and not folder.st_mode & stat.S_IWOTH


def _is(path: str, entry: Entry) -> bool:
    """Whether a file is as it would be written: ours alone (a second link would let others change it), with its time and its bytes."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)  # neither a link's target nor a pipe that never answers
    except OSError:
        return False
    with os.fdopen(handle, "rb", buffering=0) as file:
        seen = os.fstat(handle)
        if (seen.st_mode, seen.st_nlink, seen.st_uid) != (_PLAIN, 1, os.geteuid()):
            return False
        if (seen.st_size, seen.st_mtime_ns) != (entry.size, time_of(entry.sha256)):
            return False
        return digest_bytes(file.read()) == entry.sha256


def time_of(digest: str) -> int:
    """The time that a file gets, in nanoseconds since 1970: between 2000 and 2008, by its digest."""
    number = int(digest[:16], 16)
    return (_BASE + number % _SECONDS) * _NANOSECONDS + number // _SECONDS % _NANOSECONDS
