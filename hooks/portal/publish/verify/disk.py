"""Verifies releases where they lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from portal.publish.manifest import LOG, Manifest, is_release
from portal.publish.publishing import Authority
from portal.publish.targets.folder import CURRENT, RELEASES
from portal.publish.targets.target import Progress
from portal.publish.verify import verdict
from portal.publish.verify.seal import Memory, Own, Seal, sealed, signed
from portal.publish.verify.seen import FILE, Seen, compared, kept_strangers
from portal.publish.verify.store import Originals, Store, own_of
from portal.publish.verify.verdict import Deviation, Verdict, deviation, ordered


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a verification works with.

    Attributes:
        where: what is verified, as the person wrote it.
        authority: whose signature counts.
        memory: of the last clean verification.
        originals: copies of what was signed.
        progress: shows how far it is.
    """

    where: str
    authority: Authority
    memory: Memory
    originals: Originals
    progress: Progress[Any]


@dataclass(frozen=True)
class Examined:
    """A release that was looked at: the outcome, its seal, what lies there."""

    verdict: Verdict
    seal: Seal
    seen: Sequence[Seen]


def verify_disk(store: Store, releases: Sequence[str], look: Look) -> Examined:
    """Verify what is served, and the styles and scripts kept beside it; remember it when it is clean.

    Args:
        store: where it lies.
        releases: ids of all releases there.
        look: what the verification works with.

    Raises:
        PortalError: it can't be read, or the memory is damaged.
    """
    link = store.link()
    examined = _examined(store, releases, look, link)
    while examined.verdict.code and (now := store.link()) != link:  # somebody has published meanwhile
        link, examined = now, _examined(store, releases, look, now)
    return examined


def _examined(store: Store, releases: Sequence[str], look: Look, link: str) -> Examined:
    own, *others = store.own(["", *releases])
    seal = sealed(own, look.authority, look.memory)
    seen = store.seen("", look.progress)
    found = [*seal.deviations, *_link(link), *_log_there(store, seen, own, link), *_files(store, seal.manifest, seen, look)]
    found += kept_strangers(store.kept(look.progress), _digests(others, look.authority, seal.manifest))
    return Examined(concluded(look, own, seal, found), seal, seen)


def concluded(look: Look, own: Own, seal: Seal, found: Sequence[Deviation]) -> Verdict:
    """The verdict; what is clean is remembered."""
    manifest = seal.manifest
    done = Verdict(
        where=look.where,
        time=look.authority.now.iso,
        release=manifest.id if manifest else "",
        signer=seal.signer,
        last=seal.last,
        files=len(manifest.files) if manifest else 0,
        deviations=ordered(found),
    )
    if not done.code:
        look.memory.keep(own)
    return done


def is_clean(store: Store, release: str, manifest: Manifest, look: Look) -> bool:
    """Whether all files of a release are as its manifest says."""
    return not list(_files(store, manifest, store.seen(release, look.progress), look, release))


def genuine(store: Store, release: str, authority: Authority) -> Seal:
    """The seal of a release that isn't served: manifest and signature."""
    return signed(own_of(store, release), authority)


def _files(store: Store, manifest: Manifest | None, seen: Sequence[Seen], look: Look, release: str = "") -> Iterator[Deviation]:
    if manifest is None:
        return iter(())
    files = manifest.files
    return compared(manifest, seen, lambda name: store.read(release, name), lambda name: look.originals.of(name, files[name].sha256))


def _link(link: str) -> Iterator[Deviation]:
    if link and not (link.startswith(f"{RELEASES}/") and is_release(link.removeprefix(f"{RELEASES}/"))):
        yield deviation(verdict.LINK, CURRENT, "不是链接" if link == "." else f"指向{link}，不是{RELEASES}里的发布")


def _log_there(store: Store, seen: Sequence[Seen], own: Own, link: str) -> Iterator[Deviation]:
    """Readers get the log through a link in the release; nothing else may stand in its place."""
    found = next((one for one in seen if one.name == LOG), None)
    if link and found is None:
        yield deviation(verdict.LOG, LOG, "网站里通到日志的链接不见了")
    elif found is not None and found.kind == FILE and store.read("", LOG) != own.log:
        yield deviation(verdict.LOG, LOG, "网站里的日志和发布的地方的日志不一样")


def _digests(others: Sequence[Own], authority: Authority, served: Manifest | None) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    manifests = [seal.manifest for one in others if (seal := signed(one, authority)).signer]
    for manifest in [*manifests, served]:
        for name, entry in manifest.files.items() if manifest else ():
            if name.startswith("assets/"):
                found.setdefault(name, set()).add(entry.sha256)
    return found

