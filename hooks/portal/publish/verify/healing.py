"""Serves what was signed again: the same release mended where clean copies are at hand, else the newest earlier one that verifies completely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.errors import PortalError
from portal.publish.log import HEAL, Line, Log, read_log
from portal.publish.manifest import LOG, MANIFEST, SIGNATURE, Manifest
from portal.publish.targets.folder import CURRENT, KEPT, RELEASES
from portal.publish.targets.target import Owner, Target
from portal.publish.verify.disk import Look, genuine, is_clean, verify_disk
from portal.publish.verify.evidence import keep_evidence
from portal.publish.verify.seal import Seal, signed
from portal.publish.verify.seen import FILE, FOLDER, LOG_LINK, Seen, folders_of, has_odd_mode
from portal.publish.verify.store import Store, own_of
from portal.publish.verify.verdict import MODE, Verdict


@dataclass(frozen=True)
class Healed:
    """What healing did: the release that is served now, empty when nothing clean was found; what happened, in words; where the evidence is."""

    release: str
    said: tuple[str, ...]
    evidence: Path


@dataclass(frozen=True)
class _Sick:
    """A place that serves something else than was signed."""

    target: Target
    store: Store
    look: Look
    log: Log


def heal(target: Target, store: Store, look: Look, owner: Owner, evidence: Path) -> Healed | None:
    """Look once more, keep evidence, then serve a release that verifies.

    Args:
        target: the place.
        store: the same, looked at closely.
        look: what the verification works with.
        owner: who heals.
        evidence: folder for all evidence.

    Returns:
        What was done; None when nothing is wrong any more.

    Raises:
        PortalError: somebody is publishing, or the place can't be reached.
    """
    with target.lock(owner):
        found = verify_disk(store, target.releases(), look)
        if not found.verdict.code:
            return None
        kept = keep_evidence(evidence, found.verdict, own_of(store, ""), found.seen, lambda name: store.read("", name))
        log = _trusted_log(store, look)
        if log is None:
            return Healed("", ("发布日志不对，也没有以前核验时记下的，什么都没有改",), kept)
        sick = _Sick(target, store, look, log)
        for release in _candidates(sick):
            seal = _seal(sick, release)
            said = _made_clean(sick, release, seal)
            if said:
                _serve(sick, seal, found.verdict)
                return Healed(release, (said,), kept)
        return Healed("", ("没有一个发布能核验通过，什么都没有改",), kept)


def _trusted_log(store: Store, look: Look) -> Log | None:
    """The log that is there when it grew from the one remembered, else the one remembered."""
    remembered = look.memory.log()
    try:
        log = read_log(own_of(store, "").log or b"", LOG)
    except PortalError:
        return remembered
    return log if log.lines and (remembered is None or log.grew_from(remembered)) else remembered


def _candidates(sick: _Sick) -> list[str]:
    """The release that the log names last, then the earlier ones, the newest first."""
    wanted = sick.log.lines[-1].release
    return [wanted, *(one for one in sick.target.releases() if one < wanted)]


def _seal(sick: _Sick, release: str) -> Seal:
    """The seal of a release, from memory when that of the last one was damaged; without a manifest when none is genuine and in the log."""
    seal = genuine(sick.store, release, sick.look.authority)
    if not seal.signer:
        seal = signed(sick.look.memory.own(), sick.look.authority)
    good = seal.signer and seal.manifest and seal.manifest.id == release and sick.log.holds(seal.manifest)
    return seal if good else Seal()


def _made_clean(sick: _Sick, release: str, seal: Seal) -> str:
    """What was done to have a release clean; empty when it can't be."""
    manifest, store = seal.manifest, sick.store
    if manifest is None:
        return ""
    try:
        seen = store.seen(release, sick.look.progress)
    except (OSError, PortalError):  # all of it is gone
        return ""
    own, through = own_of(store, release), any((one.name, one.link) == (LOG, LOG_LINK) for one in seen)
    if through and (own.manifest, own.signature) == (manifest.data, seal.signature.encode("ascii")) and is_clean(store, release, manifest, sick.look):
        return f"{release}核验通过"
    latest = release == sick.log.lines[-1].release
    return f"{release}已用干净的文件修好" if latest and _mended(sick, seal, manifest, seen) else ""


def _mended(sick: _Sick, seal: Seal, manifest: Manifest, seen: Sequence[Seen]) -> bool:
    """Mend a release file by file, each in one step; nothing is touched unless every byte that is needed is at hand."""
    store, base, there = sick.store, f"{RELEASES}/{manifest.id}", {one.name: one for one in seen}
    bad = [name for name, entry in manifest.files.items() if not _is(there.get(name), entry.sha256)]
    clean = {name: sick.look.originals.of(name, manifest.files[name].sha256) for name in bad}
    if any(data is None for data in clean.values()):
        return False
    for name in _strangers(seen, manifest):
        store.drop(f"{base}/{name}")
    for name, data in {**clean, SIGNATURE: seal.signature.encode("ascii"), MANIFEST: manifest.data}.items():
        if data is not None and store.read(manifest.id, name) != data:
            store.put(f"{base}/{name}", data)
    store.relink(f"{base}/{LOG}", LOG_LINK)
    for one in store.seen(manifest.id, sick.look.progress):
        if has_odd_mode(one):
            store.mend(f"{base}/{one.name}")
    return is_clean(store, manifest.id, manifest, sick.look)


def _is(seen: Seen | None, sha256: str) -> bool:
    return seen is not None and seen.kind == FILE and seen.sha256 == sha256


def _strangers(seen: Sequence[Seen], manifest: Manifest) -> list[str]:
    """What has to go: all that the manifest doesn't list, and whatever stands where a file or folder of another kind belongs."""
    folders, files = folders_of(manifest), {*manifest.files, MANIFEST, SIGNATURE}
    return [one.name for one in seen if one.name and not ((one.kind == FOLDER and one.name in folders) or (one.kind == FILE and one.name in files))]


def _serve(sick: _Sick, seal: Seal, before: Verdict) -> None:
    """Clear up beside the releases, then switch; the log says so."""
    manifest = seal.manifest
    assert manifest
    for one in before.deviations:
        if f"{one.place}/".startswith(f"{KEPT}/"):
            sick.store.drop(one.place) if one.kind != MODE else sick.store.mend(one.place)
    if sick.store.link() == ".":
        sick.store.drop(CURRENT)
    line = Line(
        number=0,
        act=HEAL,
        time=sick.look.authority.now.iso,
        release=manifest.id,
        manifest=manifest.digest,
        signer=seal.signer,
        commit=manifest.commit,
    )
    sick.target.switch(manifest.id, sick.log.appended(line).data)
