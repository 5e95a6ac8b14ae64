"""What the tests of publishing share: a tiny built site, a key, a real SSH server, real places."""

from __future__ import annotations

import datetime as dt
import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from built_site import unavailable
from helpers import moment
from portal.digest import digest_bytes
from portal.model.publishing import Place, Signer
from portal.model.signoff import Key
from portal.publish.log import Log
from portal.publish.making import Built, release_of
from portal.publish.publishing import Authority, Outcome, publish
from portal.publish.release import Release
from portal.publish.signature import signed
from portal.publish.targets.kinds import target_of
from portal.publish.targets.target import Owner, Target
from portal.times import Moment

DOMAIN = "test.example"
NOW = moment("2026-06-30 12:00")
OWNER = Owner("tester@here", 1, NOW.iso)


@dataclass
class Publisher:
    """Publishes a small site that a test may change; every act is a second later than the one before.

    Attributes:
        folder: of the site.
        key: file of the private key.
        signers: whose signature counts.
        now: the time.
        stage: ``publish`` or ``preview``.
    """

    folder: Path
    key: Path
    signers: tuple[Signer, ...]
    now: Moment = NOW
    stage: str = "publish"
    titles: dict[str, str] = field(default_factory=dict)

    def write(self, name: str, text: str) -> None:
        """Write a file of the site."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    @property
    def authority(self) -> Authority:
        """Whose signature counts."""
        return Authority(signers=self.signers, domain=DOMAIN, now=self.now)

    def built(self) -> Built:
        """What a build would have left."""
        files = {path.relative_to(self.folder).as_posix(): digest_bytes(path.read_bytes()) for path in self.folder.rglob("*") if path.is_file()}
        return Built(
            folder=self.folder,
            files=files,
            beside={},
            titles=self.titles,
            review={"reviewed": 1, "unasked": 0, "urgent": 0},
            site=f"https://{DOMAIN}/",
            stage=self.stage,
            commit="",
            builder="test",
        )

    def release(self, log: Log) -> Release:
        """A signed release that follows on a log."""
        return release_of(self.built(), log, self.now, lambda manifest: signed(manifest, self.key, DOMAIN))

    def publish(self, target: Target, place: Place) -> Outcome:
        """Publish the site as it is."""
        self.later()
        owner = Owner("tester@here", os.getpid(), self.now.iso)  # of this act alone: by it a server tells steps of a killed publisher from the next one's
        return publish(target, place, self.release, owner, self.authority, lambda items, _: items)

    def later(self) -> None:
        """Let a second pass."""
        self.now = replace(self.now, at=self.now.at + dt.timedelta(seconds=1))


@dataclass
class Spot:
    """A place, and the root of the project that it is a place of."""

    place: Place
    root: Path

    @property
    def target(self) -> Target:
        """A new target for the place, as a new process would have."""
        return target_of(self.place, self.root)


def make_key(path: Path) -> Key:
    """A new key; its private half is in the file, the public one beside it."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", str(path)], check=True)
    return Key(public=path.with_suffix(".pub").read_text().strip())


def publisher_at(folder: Path) -> Publisher:
    """A publisher with a site of a few pages."""
    folder.mkdir(parents=True)
    key = folder / "key"
    signer = Signer(id="pipeline", name="发布流水线", keys=(make_key(key),))
    made = Publisher(folder / "site", key, (signer,))
    for name in ("index.html", "news/2026/first.html", "news/2026/second.html", "assets/portal.0123456789.css"):
        made.write(name, f"<p>{name} 1</p>")
    made.titles = {"news/2026/first.html": "第一篇", "news/2026/second.html": "第二篇"}
    return made


@contextmanager
def ssh_server(folder: Path) -> Iterator[Place]:
    """A real ``sshd`` on loopback; yields the settings of a place on it."""
    program = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin")
    if not program or not shutil.which("rsync"):
        unavailable("要用sshd和rsync测试：apt-get install openssh-server rsync")
    assert program
    folder.mkdir(parents=True)
    Path("/run/sshd").mkdir(exist_ok=True)
    host, login = folder / "host_key", folder / "login_key"
    make_key(host)
    public = make_key(login).public
    (folder / "authorized_keys").write_text(f"{public}\n")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    config = folder / "sshd_config"
    config.write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {host}\nAuthorizedKeysFile {folder}/authorized_keys\nStrictModes no\n"
        f"PidFile {folder}/sshd.pid\nPasswordAuthentication no\nUsePAM no\nPermitRootLogin yes\nMaxStartups 100\n"
        "KexAlgorithms curve25519-sha256\n"  # the one that withstands quantum computers takes half of the time of a connection
        "SetEnv SHLVL=9\n"  # bash reads no ~/.bashrc of whoever runs the tests: some take seconds
    )
    known = folder / "known_hosts"
    known.write_text(f"[127.0.0.1]:{port} {host.with_suffix('.pub').read_text()}")
    with subprocess.Popen([program, "-D", "-e", "-f", str(config)], stderr=subprocess.DEVNULL) as server:
        try:
            _answers(port)
            yield Place(
                id="server",
                kind="rsync",
                path=str(folder / "www"),
                host="127.0.0.1",
                port=port,
                user=getpass.getuser(),
                identity=str(login),
                known_hosts=str(known),
                keep=3,
            )
        finally:
            server.terminate()


def _answers(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            time.sleep(0.02)
        else:
            return
    pytest.fail("sshd does not answer")
