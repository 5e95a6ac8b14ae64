"""Reads a folder of this machine, or of a server over SSH."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from portal.digest import digest_file
from portal.errors import PortalError
from portal.publish.targets.target import Progress
from portal.publish.verify.seen import FILE, FOLDER, OTHER, SYMLINK, Seen

_THREADS = 8
Run = Callable[..., bytes]
# $1 is the folder. GNU find and coreutils; names end with a zero byte, so that they may hold anything.
_LIST = (
    'if [ -d "$1" ]; then cd "$1" && find . -printf "%y %m %s %U %T@ %P\\0%l\\0" && printf "sums\\0" && '
    "find . -type f -print0 | xargs -0 -r sha256sum -z --; fi"
)
_KINDS = {"f": FILE, "d": FOLDER, "l": SYMLINK}


def scanned(folder: Path, progress: Progress[Seen]) -> list[Seen]:
    """Everything in a folder, hidden files too; links are not followed.

    Args:
        folder: the folder.
        progress: shows how far it is.
    """
    names = [""]
    for base, folders, files in os.walk(folder, onerror=_refused):
        inner = os.path.relpath(base, folder)
        names += [one if inner == "." else f"{inner}/{one}" for one in (*folders, *files)]
    with ThreadPoolExecutor(_THREADS) as pool:
        return list(progress(pool.map(lambda name: _seen(folder, name), sorted(names, key=os.fsencode)), len(names)))


def _refused(error: OSError) -> None:
    raise error


def _seen(folder: Path, name: str) -> Seen:
    path = folder / name
    found = path.lstat()
    kind = _kind(found.st_mode)
    return Seen(
        name=name,
        kind=kind,
        mode=stat.S_IMODE(found.st_mode),
        size=found.st_size,
        sha256=_digest(path) if kind == FILE else "",
        link=os.fsdecode(path.readlink()) if kind == SYMLINK else "",
        owner=found.st_uid,
        changed=int(found.st_mtime),
    )


def _kind(mode: int) -> str:
    return FILE if stat.S_ISREG(mode) else FOLDER if stat.S_ISDIR(mode) else SYMLINK if stat.S_ISLNK(mode) else OTHER


def _digest(path: Path) -> str:
    try:
        return digest_file(path)
    except PermissionError:
        return ""


def scanned_there(run: Run, folder: str) -> list[Seen]:
    """The same of a folder on a server, which lists and hashes its own files; a missing folder holds nothing.

    Args:
        run: runs a script there with parameters, gives what it prints.
        folder: the folder.

    Raises:
        PortalError: the server can't be reached or can't do it.
    """
    fields = os.fsdecode(run(_LIST, folder)).split("\0")[:-1]
    heads = fields.index("sums") if fields else 0  # the list has pairs of fields, and no head of one is that word
    while heads % 2:
        heads = fields.index("sums", heads + 1)  # a link to a file of that name
    sums = {name.removeprefix("./"): digest for digest, _, name in (line.partition("  ") for line in fields[heads + 1 :])}
    found = (_listed(head, link, sums) for head, link in zip(fields[:heads:2], fields[1:heads:2], strict=True))
    return sorted(found, key=lambda one: os.fsencode(one.name))


def _listed(head: str, link: str, sums: dict[str, str]) -> Seen:
    try:
        kind, mode, size, owner, changed, name = head.split(" ", 5)
        return Seen(
            name=name,
            kind=_KINDS.get(kind, OTHER),
            mode=int(mode, 8),
            size=int(size),
            sha256=sums.get(name, ""),
            link=link,
            owner=int(owner),
            changed=int(float(changed)),
        )
    except ValueError as error:
        raise PortalError("服务器列出的文件读不懂", do="服务器上要有GNU find和coreutils") from error
