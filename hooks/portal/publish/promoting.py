"""Takes the very bytes that one place serves to another one."""

from __future__ import annotations

from pathlib import Path

from portal.digest import digest_bytes, digest_file
from portal.errors import PortalError
from portal.files import remove_strays, write_atomic
from portal.publish.making import Built
from portal.publish.manifest import MANIFEST, SIGNATURE, read_manifest
from portal.publish.publishing import Authority
from portal.publish.targets.target import Progress, Target


def fetched(source: Target, folder: Path, authority: Authority, progress: Progress[str]) -> Built:
    """The release that a place serves, as if it had just been built.

    Args:
        source: the place.
        folder: where its files go; those that are there from an earlier time and are the same aren't fetched again.
        authority: whose signature counts.
        progress: shows how far it is.

    Raises:
        PortalError: nothing is served there, or what is there isn't what was signed.
    """
    current = source.current()
    data, signature = (source.read(current, name) if current else None for name in (MANIFEST, SIGNATURE))
    if data is None or signature is None:
        raise PortalError("那里还没有发布过", do="先用portal publish发布到那里")
    manifest = read_manifest(data, f"{current}/{MANIFEST}")
    authority.signer(manifest, signature.decode("ascii", "replace"))
    remove_strays(folder, set(manifest.files))
    wanted = [name for name, one in manifest.files.items() if not _is(folder / name, one.sha256)]
    for name in progress(wanted, len(wanted)):
        content = source.read(current, name)
        if content is None or digest_bytes(content) != manifest.files[name].sha256:
            raise PortalError("这个文件不见了，或者和清单对不上，可能被人改动过", do="先用portal verify查一查", path=name)
        write_atomic(folder / name, content)
    return Built(
        folder=folder,
        files={name: one.sha256 for name, one in manifest.files.items()},
        beside={},
        titles=manifest.titles,
        review=manifest.review,
        site=manifest.site,
        stage=manifest.stage,
        commit=manifest.commit,
        builder=manifest.builder,
    )


def _is(path: Path, sha256: str) -> bool:
    return path.is_file() and digest_file(path) == sha256
