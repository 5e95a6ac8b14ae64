"""Brings releases back from a backup, each proved before it is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.digest import digest_bytes
from portal.errors import PortalError
from portal.files import remove_tree, write_atomic
from portal.publish.backup.box import BLOBS, PLACES, Box
from portal.publish.log import read_log
from portal.publish.manifest import LOG, MANIFEST, SIGNATURE, Manifest, is_release, read_manifest
from portal.publish.publishing import Authority
from portal.publish.release import Release
from portal.publish.targets.folder import Folder
from portal.publish.targets.target import Progress

_DO = "换一份更早的备份"


@dataclass(frozen=True)
class Restored:
    """What was brought back: releases, the one that is served, and what could not be brought back, in Chinese."""

    releases: int
    current: str
    faults: tuple[str, ...]


def places_in(box: Box) -> list[str]:
    """Ids of the places that a backup holds."""
    return sorted({match[1] for name in box.names() if (match := re.fullmatch(rf"{PLACES}([a-z0-9-]+)/{re.escape(LOG)}", name))})


def restore_place(box: Box, name: str, root: Path, authority: Authority, progress: Progress[str]) -> Restored:
    """Lay the releases of a place out in a folder, in the layout of ``targets.folder``.

    Args:
        box: the backup.
        name: id of the place.
        root: the folder, which must be empty or missing.
        authority: whose signature counts.
        progress: shows how far it is.

    Raises:
        PortalError: the folder isn't empty, the log was tampered with, or no release is whole.
    """
    if root.is_dir() and any(root.iterdir()):
        raise PortalError("这个文件夹不是空的，不往里恢复", do="换一个空文件夹", path=str(root))
    log = read_log(box.get(f"{PLACES}{name}/{LOG}") or b"", f"{PLACES}{name}/{LOG}")
    target, scratch, faults, whole = Folder(root), root / ".blobs", [], []
    for manifest, signature in _manifests(box, name, authority):
        try:
            target.send(Release(manifest, signature, _files(box, manifest, scratch, progress)), None, lambda items, _: items)
            whole.append(manifest.id)
        except PortalError as error:
            faults.append(f"{manifest.id}：{error.what}")
        remove_tree(scratch)
    served = next((one.release for one in reversed(log.lines) if one.release in whole), "")
    if not served:
        raise PortalError(f"备份里“{name}”没有一个完整的发布", do=_DO)
    target.switch(served, log.data)
    return Restored(len(whole), served, tuple(faults))


def _manifests(box: Box, name: str, authority: Authority) -> Iterator[tuple[Manifest, str]]:
    releases = {part[2] for one in box.names() if one.startswith(f"{PLACES}{name}/") and is_release((part := one.split("/"))[2])}
    for release in sorted(releases):
        manifest = read_manifest(box.get(f"{PLACES}{name}/{release}/{MANIFEST}") or b"", f"{release}/{MANIFEST}")
        signature = (box.get(f"{PLACES}{name}/{release}/{SIGNATURE}") or b"").decode("ascii", "replace")
        authority.signer(manifest, signature)
        yield manifest, signature


def _files(box: Box, manifest: Manifest, scratch: Path, progress: Progress[str]) -> dict[str, Path]:
    digests = {one.sha256 for one in manifest.files.values()}
    for digest in progress(sorted(digests), len(digests)):
        data = box.get(BLOBS + digest)
        if data is None or digest_bytes(data) != digest:
            raise PortalError(f"备份里缺了或者坏了{digest[:12]}这份内容", do=_DO)
        write_atomic(scratch / digest, data)
    return {name: scratch / one.sha256 for name, one in manifest.files.items()}
