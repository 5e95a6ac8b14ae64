"""Runs small fixed programs on a server over SSH."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from portal.errors import PortalError
from portal.model.publishing import PATH, Place

_TIMEOUT = 3600
_LONGEST = 80  # bytes of a socket's path, for which systems have 104 at least, with what ssh appends
_REFUSED = 255  # of ssh itself: no connection, no permission
_DO = "检查网络、服务器和登录用的密钥；portal doctor会逐项检查"


class Ssh:
    """A server.

    Args:
        place: its settings.

    Raises:
        PortalError: they are incomplete.
    """

    def __init__(self, place: Place) -> None:
        if not place.host or not place.path.startswith("/"):
            raise PortalError(f"“{place.id}”没有写全", do="rsync要写host，path写服务器上的绝对路径", path=PATH)
        self._host = f"{place.user}@{place.host}" if place.user else place.host
        self._options = ["-p", str(place.port), "-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15"]
        if place.identity:
            self._options += ["-o", "IdentitiesOnly=yes", "-i", str(Path(place.identity).expanduser())]
        if place.known_hosts:
            self._options += ["-o", f"UserKnownHostsFile={Path(place.known_hosts).expanduser()}"]

    @property
    def shell(self) -> str:
        """The program and its options, as ``rsync -e`` takes them."""
        return shlex.join(["ssh", *self._options])

    def place(self, path: str) -> str:
        """A path on the server, as ``rsync`` takes it."""
        return f"{self._host}:{path}"

    def run(self, script: str, *words: str, given: bytes = b"") -> bytes:
        """What a script prints.

        Args:
            script: for ``sh``; its parameters are the words.
            words: may hold anything.
            given: its standard input.

        Raises:
            PortalError: the server can't be reached, or the script failed.
        """
        with _told(self._host):
            done = subprocess.run(self._words(script, words), input=given, capture_output=True, check=False, timeout=_TIMEOUT)  # noqa: S603 - a list of words
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip()
            what = "连不上服务器" if done.returncode == _REFUSED else "服务器上出错了"
            raise PortalError(f"{what}：{said}", do=_DO, path=self._host)
        return done.stdout

    @contextmanager
    def holding(self, script: str, *words: str) -> Iterator[str]:
        """The first line that a script prints; it goes on until the end of the block, or of this process.

        Until then everything else goes over the same connection (OpenSSH's ``ControlMaster``): one handshake instead of a dozen, and one fate.

        Raises:
            PortalError: the server can't be reached.
        """
        with TemporaryDirectory(prefix="portal-") as folder, self._shared(f"{folder}/ssh"):
            yield from self._held(script, words)

    @contextmanager
    def _shared(self, socket: str) -> Iterator[None]:
        before = self._options
        self._options = [*before, "-o", "ControlMaster=auto", "-o", f"ControlPath={socket}"] if len(socket) < _LONGEST else before
        try:
            yield
        finally:
            self._options = before

    def _held(self, script: str, words: tuple[str, ...]) -> Iterator[str]:
        with _told(self._host):
            process = subprocess.Popen(self._words(script, words), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603 - a list of words
        with process:
            assert process.stdin and process.stdout and process.stderr
            try:
                line = process.stdout.readline().decode("utf-8", "replace").strip()
                if not line:
                    said = process.stderr.read().decode("utf-8", "replace").strip()
                    raise PortalError(f"连不上服务器：{said}", do=_DO, path=self._host)
                yield line
            finally:
                process.stdin.close()

    def _words(self, script: str, words: tuple[str, ...]) -> list[str]:
        return ["ssh", *self._options, self._host, shlex.join(["sh", "-c", script, "portal", *words])]


@contextmanager
def _told(host: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise PortalError("没有ssh", do="安装OpenSSH（openssh-client）") from error
    except subprocess.TimeoutExpired as error:
        raise PortalError("服务器太久没有回答", do=_DO, path=host) from error
