"""Reading and writing files: sorted walks and atomic writes. The only writer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from portal.digest import digest_bytes

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_AT_ONCE = 1 << 20  # bytes that are read at a time
_BATCH = 256  # files that a thread reads at a time
_LONGEST = 60  # characters of a file's name that its temporary one takes over; three bytes each leave room for the number of the process


def walk_files(folder: Path, suffix: str = "") -> Iterator[Path]:
    """Files below ``folder`` in a stable order; hidden ones, links to files elsewhere and names that are no text are left out.

    Args:
        folder: where to look; a missing folder holds no files.
        suffix: only files whose name ends so, e.g. ``.md``.
    """
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and is_text(name))
        for name in sorted(filter(is_text, names)):
            path = Path(base, name)
            if name.endswith(suffix) and not name.startswith(".") and not path.is_symlink():
                yield path


def is_text(name: str) -> bool:
    """Whether a file's name is UTF-8, as every address and every message must be."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def read_bytes(path: str) -> bytes:
    """A file's bytes, at half of what ``Path.read_bytes`` costs: large builds read tens of thousands of files."""
    handle = os.open(path, os.O_RDONLY)
    try:
        return b"".join(iter(lambda: os.read(handle, _AT_ONCE), b""))
    finally:
        os.close(handle)


def digests_of(folder: Path, names: Sequence[str]) -> list[str]:
    """SHA-256 of many files below a folder; reading and hashing leave room for one another, so all cores have something to do."""
    from concurrent.futures import ThreadPoolExecutor  # takes longer to load than a few files to read

    def digest(some: Sequence[str]) -> list[str]:
        return [digest_bytes(read_bytes(f"{folder}/{name}")) for name in some]

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return [one for found in pool.map(digest, [names[at : at + _BATCH] for at in range(0, len(names), _BATCH)]) for one in found]


def write_atomic(path: Path, data: bytes) -> None:
    """Write ``data`` so that a reader sees the old file or the new one, never a part.

    Raises:
        OSError: the folder can't be written; the old file is then untouched.
    """
    temporary = path.with_name(f".{path.name[:_LONGEST]}.{os.getpid()}")
    try:
        handle = os.open(temporary, _NEW, 0o644)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(temporary, _NEW, 0o644)
    except FileExistsError:  # left by a run that was killed
        temporary.unlink()
        handle = os.open(temporary, _NEW, 0o644)
    try:
        with os.fdopen(handle, "wb", buffering=0) as file:
            _fill(file, data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink()
        raise


def _fill(file: FileIO, data: bytes) -> None:
    os.fchmod(file.fileno(), 0o644)
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) or 0 :]


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write atomically unless the file already holds exactly ``data``; tell whether it was written."""
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except FileNotFoundError:
        pass
    write_atomic(path, data)
    return True


def remove_strays(folder: Path, keep: set[str]) -> int:
    """Remove files below ``folder`` whose relative POSIX path is not in ``keep``, then empty folders; count them.

    What begins with a dot at the top (``.git``, ``.htaccess``) was made by somebody else and stays.
    """
    removed = 0
    for base, _, names in os.walk(folder, topdown=False):
        place = Path(base).relative_to(folder).parts
        if place and place[0].startswith(".") and place[0] != ".well-known":
            continue
        names = [name for name in names if place or not name.startswith(".")]
        for name in names:
            path = Path(base, name)
            if path.relative_to(folder).as_posix() not in keep:
                path.unlink()
                removed += 1
        if Path(base) != folder and not any(Path(base).iterdir()):
            Path(base).rmdir()
    return removed


def make_sole(folder: Path) -> None:
    """Make a folder that is the only thing in the one above it; nothing happens when it is there.

    Raises:
        OSError: the folder above can't be written.
    """
    if not folder.is_dir():
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True)


def write_new(path: Path, data: bytes, nanoseconds: int) -> None:
    """Write a file that isn't there to a folder that nobody reads yet, with the time of its last change.

    Raises:
        OSError: it is there, or the folder can't be written.
    """
    try:
        handle = os.open(path, _NEW, 0o644)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, _NEW, 0o644)
    with os.fdopen(handle, "wb", buffering=0) as file:
        _fill(file, data)
        os.utime(handle, ns=(nanoseconds, nanoseconds))


def swap_link(link: Path, target: str) -> None:
    """Let a symbolic link lead elsewhere in one step: whoever follows it finds the old place or the new one (POSIX ``rename``)."""
    temporary = link.with_name(f".{link.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    temporary.replace(link)


def set_time(path: Path, nanoseconds: int) -> None:
    """Set when a file was last changed."""
    os.utime(path, ns=(nanoseconds, nanoseconds))


def move(path: Path, to: Path) -> None:
    """Rename a file or folder within a file system; all of it is at the new place at once."""
    path.rename(to)


def remove_tree(path: Path) -> None:
    """Remove a folder and all that is in it, or a file; nothing happens when it isn't there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, unless they are there."""
    path.mkdir(parents=True, exist_ok=True)


def make_private(path: Path) -> None:
    """Make a folder that only its owner may enter."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)


def set_plain_mode(path: Path) -> None:
    """Give a file or folder the mode that a web server needs and no more; a link is left as it is."""
    if not path.is_symlink():
        path.chmod(0o755 if path.is_dir() else 0o644)


class Locked(Exception):
    """Somebody else holds a lock; holds what they wrote into it."""


@contextmanager
def locked(path: Path, owner: str) -> Iterator[None]:
    """Hold a lock that ends with the process, however that ends; its file says whose it is.

    Raises:
        Locked: another process holds it.
    """
    import fcntl

    make_folder(path.parent)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Locked(os.read(handle, 1000).decode("utf-8", "replace")) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, owner.encode("utf-8"), 0)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def settle_disk() -> None:
    """Wait until what was written is on the disk."""
    os.sync()
