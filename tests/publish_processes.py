"""Publishers that are processes of their own, so that they can be killed; a line that is cut; what must hold whatever happens."""

from __future__ import annotations

import multiprocessing
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from unittest.mock import patch

from helpers import ROOT
from portal.digest import digest_bytes
from portal.errors import PortalError
from portal.publish.log import Log, read_log
from portal.publish.manifest import LOG, MANIFEST, OWN, Manifest, read_manifest
from portal.publish.targets.folder import RETIRED, Folder
from publish_trial import Publisher, Spot

_PRELOADED = ["publish_trial", "portal.publish.targets.folder", "portal.publish.targets.rsync", "portal.publish.targets.git_branch"]


def _act(publisher: Publisher, spot: Spot, line: Connection) -> None:
    line.send("ready")
    line.recv()
    try:
        line.send(publisher.publish(spot.target, spot.place).release)
    except PortalError as error:
        line.send(f"refused: {error}")


@dataclass
class Child:
    """A process that publishes."""

    process: BaseProcess
    line: Connection

    @classmethod
    def ready(cls, publisher: Publisher, spot: Spot) -> Child:
        """Start one; it waits for ``begin``."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
        here, there = context.Pipe()
        process = context.Process(target=_act, args=(publisher, spot, there))
        with patch.dict(os.environ, PYTHONPATH=os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "tests"), *sys.path[:1]])):
            process.start()
        there.close()
        assert here.recv() == "ready"
        return cls(process, here)

    def begin(self) -> None:
        """Let it publish."""
        self.line.send("begin")

    def killed(self) -> bool:
        """Kill it; whether it had not finished."""
        finished = self.line.poll()
        self.process.kill()
        self._end()
        return not finished

    def answer(self) -> str:
        """The release that it published, or why not."""
        said = str(self.line.recv())
        self._end()
        return said

    def _end(self) -> None:
        self.process.join()
        self.process.close()
        self.line.close()


def whole(root: Path) -> tuple[Manifest | None, Log]:
    """What a folder serves and its log, after proving that every file is as its manifest says, that none is too many, and that the log says so.

    A server may still be ending a step of a publisher that was killed: the log is read last, as it is written first.
    """
    target = Folder(root)
    current = target.current()
    if not current:
        return None, read_log(target.log(), LOG)
    manifest = read_manifest(target.read(current, MANIFEST) or b"", MANIFEST)
    served = root / "releases" / current
    found = {path.relative_to(served).as_posix() for path in served.rglob("*") if not path.is_dir()}
    assert found == {*manifest.files, *OWN}
    assert all(digest_bytes((served / name).read_bytes()) == one.sha256 for name, one in manifest.files.items())
    log = read_log(target.log(), LOG)
    assert log.holds(manifest)
    return manifest, log


def clean(root: Path) -> None:
    """Prove that nothing is left of publishers that were killed, and that every release can be gone back to."""
    assert {one.name for one in root.iterdir()} == {".lock", "current", "kept", "releases", LOG}
    target = Folder(root)
    assert {one.name for one in (root / "releases").iterdir()} - {RETIRED} == set(target.releases())
    assert not [one for one in root.rglob(".*") if one.name not in (".lock", RETIRED)]
    for release in target.releases():
        manifest = read_manifest(target.read(release, MANIFEST) or b"", MANIFEST)
        assert all(digest_bytes(target.read(release, name) or b"") == one.sha256 for name, one in manifest.files.items()), release


def published(publisher: Publisher, spot: Spot) -> str:
    """Publish; the lock of a process that was killed may last a moment, until its connection has ended."""
    for _ in range(600):
        try:
            return publisher.publish(spot.target, spot.place).release
        except PortalError as error:
            if "正在发布" not in str(error):
                raise
            time.sleep(0.1)
    raise AssertionError("the lock never ends")


@dataclass
class Line:
    """A line to a server that is cut after some bytes.

    Attributes:
        port: where to connect to.
        most: bytes to the server after which it is cut; None never.
        again: whether it then takes as many bytes again; every second time the server gets the bytes and only its answer is lost.
        passed: bytes so far.
        cuts: how often it was cut.
    """

    port: int
    most: int | None = None
    again: bool = False
    passed: int = 0
    cuts: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def takes(self, count: int) -> tuple[bool, bool]:
        """Whether bytes may pass, and whether the line goes on then."""
        with self.lock:
            self.passed += count
            if self.most is None or self.passed <= self.most:
                return True, True
            self.cuts += 1
            if self.again:
                self.passed = 0
            return self.again and self.cuts % 2 == 0, False


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    """A line to a server on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = Line(int(listening.getsockname()[1]))
        threading.Thread(target=_accept, args=(listening, port, line), daemon=True).start()
        try:
            yield line
        finally:
            listening.shutdown(socket.SHUT_RDWR)


def _accept(listening: socket.socket, port: int, line: Line) -> None:
    with suppress(OSError):
        while True:
            near, _ = listening.accept()
            threading.Thread(target=_carry, args=(near, port, line), daemon=True).start()


def _carry(near: socket.socket, port: int, line: Line) -> None:
    with suppress(OSError), closing(near), socket.create_connection(("127.0.0.1", port)) as far:
        back = threading.Thread(target=_back, args=(far, near), daemon=True)
        back.start()
        while data := near.recv(4096):
            passes, goes_on = line.takes(len(data))
            if not goes_on:
                near.shutdown(socket.SHUT_RDWR)  # no answer reaches the client any more
            if passes:
                far.sendall(data)
                time.sleep(0 if goes_on else 0.2)
            if not goes_on:
                break
        far.shutdown(socket.SHUT_RDWR)
        back.join()


def _back(far: socket.socket, near: socket.socket) -> None:
    with suppress(OSError):
        while data := far.recv(4096):
            near.sendall(data)
        near.shutdown(socket.SHUT_RDWR)
