"""What the commands about releases share: the settings, who acts, whose signature counts."""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from portal.assembly.crew import progress
from portal.errors import BlockedError, PortalError
from portal.load.identity import load_identity
from portal.load.publishing import load_publishing
from portal.load.source import Source
from portal.model.bureau import Identity
from portal.model.finding import blocking, in_order
from portal.model.publishing import PATH, UNCOMPRESSED, Place, Publishing
from portal.publish.backup.box import Box, FolderBox
from portal.publish.making import Built, release_of, suited
from portal.publish.publishing import Authority, publish
from portal.publish.signature import signed
from portal.publish.targets.kinds import place_of, target_of
from portal.publish.targets.target import Owner, Target
from portal.review.report import as_text
from portal.times import Moment, build_time

T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    """What an act on releases works with."""

    root: Path
    identity: Identity
    publishing: Publishing
    now: Moment

    @classmethod
    def at(cls, root: Path) -> Desk:
        """Read the settings.

        Raises:
            PortalError: there are none.
            BlockedError: they can't be used.
        """
        source = Source(root)
        publishing = load_publishing(source)
        if blocking(source.findings):
            raise BlockedError(as_text(in_order(source.findings), root))
        if not publishing.places:
            raise PortalError("还没有写发布到哪里", do="照README“Publishing”一节写places和signers", path=PATH)
        return cls(root, load_identity(root), publishing, build_time(os.environ))

    @property
    def authority(self) -> Authority:
        """Whose signature counts.

        Raises:
            PortalError: nobody's.
        """
        self._need_signers()
        return Authority(signers=self.publishing.signers, domain=self.identity.domain, now=self.now)

    def key(self, name: str) -> Path:
        """The file of the key that will sign: asked for before a long build, not after it.

        Raises:
            PortalError: there is none, or nobody's signature counts.
        """
        self._need_signers()
        path = Path(name).expanduser()
        if not path.is_file():
            raise PortalError("没有这个私钥文件", do="--key写签名用的私钥在哪里，如~/.ssh/portal-release", path=name)
        return path

    def _need_signers(self) -> None:
        if not self.publishing.signers:
            raise PortalError("没有登记谁的签名算数，不能发布", do="用ssh-keygen -t ed25519做一把钥匙，把.pub里的一行登记到signers", path=PATH)

    @property
    def owner(self) -> Owner:
        """Who acts."""
        return Owner(f"{getpass.getuser()}@{socket.gethostname()}", os.getpid(), self.now.iso)

    def target(self, name: str) -> tuple[Place, Target]:
        """A place by id.

        Raises:
            PortalError: there is none.
        """
        place = place_of(self.publishing, name)
        return place, target_of(place, self.root)


def box_at(desk: Desk, where: str) -> Box:
    """Where a backup goes: a place in object storage by its id, else a folder."""
    place = desk.publishing.place(where)
    if place is None:
        return FolderBox(Path(where).expanduser().resolve())
    if place.kind != "s3":
        raise PortalError(f"“{where}”不是对象存储，不能备份到那里", do="写一个文件夹，或者kind是s3的代号", path=PATH)
    from portal.publish.backup.bucket_box import BucketBox

    return BucketBox(place)


def send(desk: Desk, name: str, built: Built, key: Path) -> int:
    """Publish what was built and say what was done.

    Args:
        desk: what acts work with.
        name: id of the place.
        built: a finished build.
        key: file of the private key.
    """
    place, target = desk.target(name)
    built = suited(built, place.compressed and place.kind not in UNCOMPRESSED)
    done = publish(
        target,
        place,
        lambda log: release_of(built, log, desk.now, lambda manifest: signed(manifest, key, desk.identity.domain)),
        desk.owner,
        desk.authority,
        bar,
    )
    if done.sent is None:
        print(f"没有改动，{place.id}上还是{done.release}。")
        return 0
    counts = done.difference.counts
    print(f"已发布到{place.id}：{done.release}。")
    print(f"新增{counts['added']}个文件，改动{counts['changed']}个，去掉{counts['removed']}个；发送{done.sent.files}个，{size_text(done.sent.bytes)}。")
    print(f"删去旧发布{len(done.removed)}个。\n" if done.removed else "", end="")
    return 0


def bar(items: Iterable[T], total: int) -> Iterable[T]:
    """The items, with a progress bar for people who watch."""
    return progress(items, total, "发送")


def size_text(count: float) -> str:
    """A number of bytes as people read it."""
    if count < 1000:
        return f"{count:.0f}字节"
    return f"{count / 1000:.1f}KB" if count < 1_000_000 else f"{count / 1_000_000:.1f}MB"
