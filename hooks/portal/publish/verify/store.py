"""Where releases lie, for looking at them closely and for mending one: a folder of this machine, or a server over SSH."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from portal.digest import digest_bytes
from portal.errors import PortalError
from portal.files import remove_tree, set_plain_mode, set_time, swap_link, write_atomic
from portal.model.publishing import Place
from portal.publish.manifest import LOG, MANIFEST, OWN, SIGNATURE, is_address
from portal.publish.targets.folder import CURRENT, KEPT, RELEASES, Folder
from portal.publish.targets.laying import time_of
from portal.publish.targets.ssh import Ssh
from portal.publish.targets.target import Progress
from portal.publish.verify.scanning import scanned, scanned_there
from portal.publish.verify.seal import Own
from portal.publish.verify.seen import Seen

_READ = 'for one in "$@"; do if [ -f "$one" ] && [ ! -L "$one" ]; then stat -c %s -- "$one" && cat -- "$one"; else echo -1; fi; done'
_LINK = f'if [ -L "$1/{CURRENT}" ]; then readlink "$1/{CURRENT}"; elif [ -e "$1/{CURRENT}" ]; then echo .; fi'
_PUT = 'mkdir -p "$(dirname "$1")" && cat >"$1.new" && chmod 644 "$1.new" && touch -d "@$2" "$1.new" && mv -fT "$1.new" "$1"'
_DROP = 'rm -rf -- "$1"'
_MEND = 'if [ -d "$1" ]; then chmod 755 "$1"; else chmod 644 "$1"; fi'

_RELINK = 'ln -sfn -- "$2" "$1.new" && mv -fT "$1.new" "$1"'


class Store(Protocol):
    """Releases by id; the empty id stands for whatever is served."""

    def link(self) -> str:
        """Where ``current`` leads as it is written, ``.`` when it is no link, empty when there is none or none is needed."""

    def seen(self, release: str, progress: Progress[Seen]) -> list[Seen]:
        """Everything in a release."""

    def kept(self, progress: Progress[Seen]) -> list[Seen]:
        """Everything among the kept styles and scripts."""

    def read(self, release: str, name: str) -> bytes | None:
        """A file of a release; None when it isn't one."""

    def own(self, releases: Sequence[str]) -> list[Own]:
        """The own files of some releases."""

    def put(self, path: str, data: bytes) -> None:
        """Replace a file by other bytes; this path and those below are relative to the target's root."""

    def drop(self, path: str) -> None:
        """Remove whatever is there."""

    def mend(self, path: str) -> None:
        """Give it the usual mode."""

    def relink(self, path: str, to: str) -> None:
        """Make it a link."""


def own_of(store: Store, release: str) -> Own:
    """The own files of a release."""
    return store.own([release])[0]


class Disk:
    """Releases on this machine.

    Args:
        root: of the target, or a folder that is one release.

    Raises:
        PortalError: it is neither.
    """

    def __init__(self, root: Path) -> None:
        above = root.resolve().parent
        self.root = root if (root / CURRENT).is_symlink() or Folder(root).releases() else None  # a site has pages in `releases` as well
        self._served = root / CURRENT if self.root else root
        self._log = (above.parent if not self.root and above.name == RELEASES and (above.parent / LOG).is_file() else root) / LOG
        if not self.root and not any((root / name).exists() for name in OWN):
            raise PortalError("这里没有发布过网站", do="写发布的地方的代号、发布出去的文件夹，或者网址", path=str(root))

    def _folder(self, release: str) -> Path:
        return self.root / RELEASES / release if self.root and release else self._served

    def releases(self) -> list[str]:
        """Ids of all releases."""
        return Folder(self.root).releases() if self.root else []

    def link(self) -> str:
        """See ``Store``."""
        if self.root is None:
            return ""
        return str(self._served.readlink()) if self._served.is_symlink() else "." if self._served.exists() else ""

    def seen(self, release: str, progress: Progress[Seen]) -> list[Seen]:
        """See ``Store``."""
        return scanned(self._folder(release).resolve(), progress)

    def kept(self, progress: Progress[Seen]) -> list[Seen]:
        """See ``Store``."""
        return scanned(self.root / KEPT, progress) if self.root and (self.root / KEPT).is_dir() else []

    def read(self, release: str, name: str) -> bytes | None:
        """See ``Store``."""
        path = self._folder(release) / name
        try:
            return path.read_bytes() if path.is_file() and not path.is_symlink() else None
        except PermissionError:
            return None

    def own(self, releases: Sequence[str]) -> list[Own]:
        """See ``Store``."""
        log = self._log.read_bytes() if self._log.is_file() else None
        return [Own(self.read(one, MANIFEST), self.read(one, SIGNATURE), log) for one in releases]

    def put(self, path: str, data: bytes) -> None:
        """See ``Store``; the time is the one that ``laying.py`` gives."""
        write_atomic(self._path(path), data)
        set_time(self._path(path), time_of(digest_bytes(data)))

    def drop(self, path: str) -> None:
        """See ``Store``."""
        remove_tree(self._path(path))

    def mend(self, path: str) -> None:
        """See ``Store``."""
        set_plain_mode(self._path(path))

    def relink(self, path: str, to: str) -> None:
        """See ``Store``."""
        swap_link(self._path(path), to)

    def _path(self, path: str) -> Path:
        assert self.root, "only targets are mended"
        return self.root / path


class Server:
    """Releases on a server, which reads and hashes them itself.

    Args:
        place: its settings.
    """

    def __init__(self, place: Place) -> None:
        self._ssh, self._root = Ssh(place), place.path.rstrip("/")

    def _folder(self, release: str) -> str:
        return f"{self._root}/{RELEASES}/{release}" if release else f"{self._root}/{CURRENT}"

    def link(self) -> str:
        """See ``Store``."""
        return self._ssh.run(_LINK, self._root).decode("utf-8", "replace").strip()

    def seen(self, release: str, progress: Progress[Seen]) -> list[Seen]:
        """See ``Store``."""
        return scanned_there(self._ssh.run, self._folder(release))

    def kept(self, progress: Progress[Seen]) -> list[Seen]:
        """See ``Store``."""
        return scanned_there(self._ssh.run, f"{self._root}/{KEPT}")

    def read(self, release: str, name: str) -> bytes | None:
        """See ``Store``."""
        return self._read([f"{self._folder(release)}/{name}"])[0]

    def own(self, releases: Sequence[str]) -> list[Own]:
        """See ``Store``."""
        log, *found = self._read([f"{self._root}/{LOG}", *(f"{self._folder(one)}/{name}" for one in releases for name in (MANIFEST, SIGNATURE))])
        return [Own(manifest, signature, log) for manifest, signature in zip(found[::2], found[1::2], strict=True)]

    def put(self, path: str, data: bytes) -> None:
        """See ``Store``."""
        seconds = time_of(digest_bytes(data)) / 10**9
        self._ssh.run(_PUT, f"{self._root}/{path}", f"{seconds:.9f}", given=data)

    def drop(self, path: str) -> None:
        """See ``Store``."""
        self._ssh.run(_DROP, f"{self._root}/{path}")

    def mend(self, path: str) -> None:
        """See ``Store``."""
        self._ssh.run(_MEND, f"{self._root}/{path}")

    def relink(self, path: str, to: str) -> None:
        """See ``Store``."""
        self._ssh.run(_RELINK, f"{self._root}/{path}", to)

    def _read(self, paths: Sequence[str]) -> list[bytes | None]:
        """Files of the server, all at once: a connection takes longer than a file."""
        data, found = self._ssh.run(_READ, *paths), list[bytes | None]()
        for _ in paths:
            head, _, data = data.partition(b"\n")
            size = int(head)
            found.append(data[:size] if size >= 0 else None)
            data = data[max(size, 0) :]
        return found


class Originals:
    """The bytes that were signed, from wherever a copy lies: only bytes with the right digest are given.

    Args:
        folders: of this machine that may hold copies, such as the built site.
        store: of releases; an unchanged file is the same in many.
        releases: ids of releases that are looked into.
    """

    def __init__(self, folders: Sequence[Path], store: Store | None = None, releases: Sequence[str] = ()) -> None:
        self._folders, self._store, self._releases = folders, store, releases

    def of(self, name: str, sha256: str) -> bytes | None:
        """A file by address and digest; None when no copy is at hand."""
        if not is_address(name):
            return None
        for folder in self._folders:
            path = folder / name
            if path.is_file() and digest_bytes(data := path.read_bytes()) == sha256:
                return data
        for release in self._releases if self._store else ():
            assert self._store is not None
            found = self._store.read(release, name)
            if found is not None and digest_bytes(found) == sha256:
                return found
        return None
