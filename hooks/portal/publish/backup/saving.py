"""Makes a backup: only what the box doesn't hold yet is copied, and only what is what was signed."""

from __future__ import annotations

from dataclasses import dataclass

from portal.digest import digest_bytes
from portal.publish.backup.box import BLOBS, PLACES, Box
from portal.publish.log import read_log
from portal.publish.manifest import LOG, MANIFEST, SIGNATURE, Manifest, read_manifest
from portal.publish.publishing import Authority
from portal.publish.targets.target import Progress, Target


@dataclass(frozen=True)
class Saved:
    """What was saved of a place: releases, new contents, and what could not be saved, in Chinese."""

    releases: int
    contents: int
    faults: tuple[str, ...]


def save_place(box: Box, name: str, target: Target, authority: Authority, progress: Progress[str]) -> Saved:
    """Save the releases and the log of a place.

    Args:
        box: where the backup lies.
        name: id of the place.
        target: the place.
        authority: whose signature counts.
        progress: shows how far it is.

    Raises:
        PortalError: the log was tampered with, or a manifest isn't genuine; such a state is not saved over a good one.
    """
    log = read_log(target.log(), LOG)
    if not log.lines:  # nothing to bring back, nor to save over what was saved before
        return Saved(0, 0, ())
    have, faults, contents, releases = box.names(), [], 0, target.releases()
    for release in releases:
        manifest, signature = _genuine(target, release, authority)
        wanted = {one.sha256: file for file, one in manifest.files.items() if BLOBS + one.sha256 not in have}
        for digest in progress(wanted, len(wanted)):
            data = target.read(release, wanted[digest])
            if data is None or digest_bytes(data) != digest:
                faults.append(f"{name}的{release}里“{wanted[digest]}”不见了或者被改动过，没有备份")
                continue
            box.put(BLOBS + digest, data)
            have.add(BLOBS + digest)
            contents += 1
        box.put(f"{PLACES}{name}/{release}/{MANIFEST}", manifest.data)
        box.put(f"{PLACES}{name}/{release}/{SIGNATURE}", signature)
    box.put(f"{PLACES}{name}/{LOG}", log.data)
    return Saved(len(releases), contents, tuple(faults))


def _genuine(target: Target, release: str, authority: Authority) -> tuple[Manifest, bytes]:
    manifest = read_manifest(target.read(release, MANIFEST) or b"", f"{release}/{MANIFEST}")
    signature = target.read(release, SIGNATURE) or b""
    authority.signer(manifest, signature.decode("ascii", "replace"))
    return manifest, signature
