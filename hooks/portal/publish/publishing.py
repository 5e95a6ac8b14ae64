"""The acts: publish, roll back. Each is checked first, done under the lock, and entered in the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.errors import PortalError
from portal.model.publishing import Place, Signer
from portal.publish.log import PUBLISH, ROLLBACK, Line, Log, read_log
from portal.publish.manifest import LOG, MANIFEST, SIGNATURE, Manifest, is_release, read_manifest
from portal.publish.release import Difference, Release
from portal.publish.signature import signer_of
from portal.publish.targets.target import Owner, Progress, Sent, Target
from portal.times import Moment, parse_moment

Make = Callable[[Log], Release]


@dataclass(frozen=True, kw_only=True)
class Authority:
    """Whose signature counts, for which site, and what time it is."""

    signers: Sequence[Signer]
    domain: str
    now: Moment

    def signer(self, manifest: Manifest, signature: str) -> Signer:
        """Who signed a manifest.

        Raises:
            PortalError: nobody whose signature counts.
        """
        made = parse_moment(manifest.made)
        if made is None or made.at > self.now.at:
            raise PortalError(f"发布清单上的时间“{manifest.made}”在以后", do="校准机器的时间，再发布一次")
        return signer_of(manifest.data, signature, self.signers, self.domain, made.day)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What an act did; ``sent`` is None and ``same`` true when the place already served just that."""

    release: str
    difference: Difference
    sent: Sent | None
    same: bool = False
    removed: tuple[str, ...] = ()


def publish(target: Target, place: Place, make: Make, owner: Owner, authority: Authority, progress: Progress[str]) -> Outcome:
    """Send a release and serve it.

    Args:
        target: the place.
        place: its settings.
        make: makes the signed release, given the log before it.
        owner: who publishes.
        authority: whose signature counts.
        progress: shows how far it is.

    Raises:
        PortalError: it may not be published, or the place can't be reached; what was served before still is.
    """
    with target.lock(owner):
        log = read_log(target.log(), LOG)
        before = served(target)
        release = make(log)
        signer = _accepted(release, place, log, authority)
        difference = Difference.of(before, release.manifest)
        if before is not None and before.content == release.manifest.content and not target.unfinished():
            return Outcome(release=before.id, difference=difference, sent=None, same=True)
        sent = target.send(release, before, progress)
        line = _line(PUBLISH, release.manifest, signer, authority.now, difference, before)
        target.switch(release.manifest.id, log.appended(line).data)
        return Outcome(release=release.manifest.id, difference=difference, sent=sent, removed=tuple(target.prune(place.keep)))


def rollback(target: Target, wanted: str, owner: Owner, authority: Authority) -> Outcome:
    """Serve an earlier release.

    Args:
        target: the place.
        wanted: id of the release, empty for the one before the one that is served.
        owner: who does it.
        authority: whose signature counts.

    Raises:
        PortalError: there is none, or its manifest isn't genuine.
    """
    with target.lock(owner):
        log = read_log(target.log(), LOG)
        before = served(target)
        release = wanted or _earlier(target.releases(), target.current())
        manifest, signature = _of(target, release)
        signer = authority.signer(manifest, signature)
        if not log.holds(manifest):
            raise PortalError(f"发布日志里没有“{release}”", do="换一个发布；portal releases列出可以退回的")
        difference = Difference.of(before, manifest)
        if before is not None and before.id == release and not target.unfinished():
            return Outcome(release=release, difference=difference, sent=None, same=True)
        line = _line(ROLLBACK, manifest, signer, authority.now, difference, before)
        target.switch(release, log.appended(line).data)
        return Outcome(release=release, difference=difference, sent=None)


def served(target: Target) -> Manifest | None:
    """The manifest of the release that is served, None before the first."""
    current = target.current()
    data = target.read(current, MANIFEST) if current else None
    return read_manifest(data, f"{current}/{MANIFEST}") if data is not None else None


def signed_copies(target: Target, authority: Authority) -> dict[str, str]:
    """SHA-256 of the compressed copies that the served release has, by digest of the text and suffix: ``<sha256>.br``.

    Args:
        target: the place.
        authority: whose signature counts; when the release has none of these, there are none.
    """
    try:
        manifest, signature = _of(target, target.current())
        authority.signer(manifest, signature)
    except PortalError:
        return {}
    files = manifest.files
    twins = ((name[:-3], name[-3:]) for name in files if name.endswith((".gz", ".br")))
    return {f"{files[name].sha256}{suffix}": files[name + suffix].sha256 for name, suffix in twins if name in files}


def _accepted(release: Release, place: Place, log: Log, authority: Authority) -> Signer:
    manifest = release.manifest
    if manifest.stage != place.stage:
        what = "预览里有没审完的内容，不能发布到正式网站" if manifest.stage == "preview" else "正式网站不能发布到预览的地方"
        raise PortalError(what, do="换一个发布的地方；portal releases列出全部")
    if manifest.log != log.head:
        raise PortalError("发布清单不是接着现在的发布日志做的", do="再发布一次")
    if set(release.files) != set(manifest.files):
        raise PortalError("要发布的文件和清单对不上", do="再发布一次")
    return authority.signer(manifest, release.signature)


def _of(target: Target, release: str) -> tuple[Manifest, str]:
    data, signature = (target.read(release, name) if is_release(release) else None for name in (MANIFEST, SIGNATURE))
    if data is None or signature is None:
        raise PortalError(f"没有“{release}”这个发布", do="portal releases列出可以退回的")
    return read_manifest(data, f"{release}/{MANIFEST}"), signature.decode("ascii", "replace")


def _earlier(releases: Sequence[str], current: str) -> str:
    older = [one for one in releases if one < current]
    if not older:
        raise PortalError("没有更早的发布可以退回", do="portal releases列出全部")
    return older[0]


def _line(act: str, manifest: Manifest, signer: Signer, now: Moment, difference: Difference, before: Manifest | None) -> Line:
    return Line(
        number=0,
        act=act,
        time=now.iso,
        release=manifest.id,
        manifest=manifest.digest,
        signer=signer.id,
        commit=manifest.commit,
        changes=difference.counts,
        articles=difference.articles(before, manifest),
    )
