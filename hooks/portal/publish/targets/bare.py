"""A bare git repository that trees are put together in, by git's own small programs; nothing here knows of releases."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from portal.errors import PortalError
from portal.files import make_folder, remove_tree

_FILE = "100644"
_TIMEOUT = 3600


class Bare:
    """A bare repository.

    Args:
        folder: where it is.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self) -> None:
        """Make it, unless it is there; one that breaks off half way has no ``HEAD`` and is made anew."""
        if not (self._folder / "HEAD").is_file():
            remove_tree(self._folder)
            make_folder(self._folder)
            self.ask("init", "--quiet", "--bare", str(self._folder), here=False)
            self.ask("config", "gc.autoDetach", "false")
        remove_tree(self._folder / "index.lock")  # left by a process that was killed; ours is the only one

    def ask(self, *words: str, given: bytes = b"", here: bool = True, cwd: Path | None = None) -> bytes:
        """What git prints.

        Args:
            words: the command.
            given: its standard input.
            here: whether it is about this repository.
            cwd: where it runs.

        Raises:
            PortalError: git is missing or refuses.
        """
        done = self._run(words, given, here, cwd)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise PortalError(f"git没有做成：{said}", do="检查仓库的地址、权限和网络，再来一次；读者看到的还是原来的网站", path=str(self._folder))
        return done.stdout

    def _run(self, words: Sequence[str], given: bytes, here: bool, cwd: Path | None) -> subprocess.CompletedProcess[bytes]:
        command = ["git", *(["--git-dir", str(self._folder)] if here else []), *words]
        try:  # a session of its own has no terminal: git fails instead of asking for a password
            return subprocess.run(command, input=given, capture_output=True, check=False, cwd=cwd, start_new_session=True, timeout=_TIMEOUT)  # noqa: S603 - a list of words
        except FileNotFoundError as error:
            raise PortalError("没有git", do="安装git") from error
        except subprocess.TimeoutExpired as error:
            raise PortalError("仓库太久没有回答", do="检查网络，再来一次", path=str(self._folder)) from error

    def object(self, name: str) -> str:
        """The digest of an object by any of its names, empty when there is none."""
        done = self._run(("rev-parse", "--quiet", "--verify", name), b"", True, None)
        return done.stdout.decode().strip() if not done.returncode else ""

    def blob(self, name: str) -> bytes | None:
        """The bytes of a file, None when there is none."""
        done = self._run(("cat-file", "blob", name), b"", True, None)
        return done.stdout if not done.returncode else None

    def tree(self, folder: Path, names: Sequence[str]) -> str:
        """The digest of a tree of files.

        Args:
            folder: where they are.
            names: relative to it.
        """
        lines = "".join(f"{name}\n" for name in names).encode("utf-8")
        digests = self.ask("hash-object", "-w", "--no-filters", "--stdin-paths", given=lines, cwd=folder).decode().split()
        entries = "".join(f"{_FILE} {digest}\t{name}\0" for digest, name in zip(digests, names, strict=True))
        self.ask("read-tree", "--empty")
        self.ask("update-index", "-z", "--index-info", given=entries.encode("utf-8"))
        return self.ask("write-tree").decode().strip()

    def with_blobs(self, tree: str, files: Mapping[str, bytes]) -> str:
        """The digest of a tree with files set in its root."""
        entries = [one for one in self.ask("ls-tree", "-z", tree).split(b"\0") if one and one.partition(b"\t")[2].decode("utf-8") not in files]
        for name, data in files.items():
            digest = self.ask("hash-object", "-w", "--stdin", given=data).decode().strip()
            entries.append(f"{_FILE} blob {digest}\t{name}".encode())
        return self.ask("mktree", "-z", given=b"".join(one + b"\0" for one in entries)).decode().strip()
