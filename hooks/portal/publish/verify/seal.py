"""The seal of a release: its manifest, its signature and the log, proved before anything is compared with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from portal.errors import PortalError
from portal.files import write_atomic
from portal.publish.log import ACTS, Log, read_log
from portal.publish.manifest import LOG, MANIFEST, SIGNATURE, Manifest, read_manifest
from portal.publish.publishing import Authority
from portal.publish.verify import verdict
from portal.publish.verify.verdict import Deviation, deviation


@dataclass(frozen=True)
class Own:
    """The release's own files, as they were found; None for those that are missing."""

    manifest: bytes | None = None
    signature: bytes | None = None
    log: bytes | None = None


@dataclass(frozen=True)
class Seal:
    """What the own files prove.

    Attributes:
        manifest: what the files are to be compared with: the genuine one, else the one remembered, else the one that is there.
        signature: of a genuine manifest.
        signer: who signed it, empty when it isn't genuine.
        log: a log whose chain holds.
        deviations: what is wrong with them.
    """

    manifest: Manifest | None = None
    signature: str = ""
    signer: str = ""
    log: Log | None = None
    deviations: tuple[Deviation, ...] = ()

    @property
    def last(self) -> str:
        """The last act in the log, for people."""
        line = self.log.lines[-1] if self.log and self.log.lines else None
        return f"{line.time}{ACTS.get(line.act, line.act)}{line.release}（{line.signer}）" if line else ""


@dataclass(frozen=True)
class Memory:
    """What the last clean verification of a place saw, kept on this machine, where whoever tampers with the place can't reach it.

    Attributes:
        folder: of all memories.
        name: of this one.
    """

    folder: Path
    name: str

    def own(self) -> Own:
        """The files that are remembered."""
        return Own(*(path.read_bytes() if path.is_file() else None for path in (self._path(".json"), self._path(".sig"), self._path(".jsonl"))))

    def keep(self, own: Own) -> None:
        """Remember other ones."""
        for suffix, data in ((".json", own.manifest), (".sig", own.signature), (".jsonl", own.log)):
            if data is not None:
                write_atomic(self._path(suffix), data)

    def log(self) -> Log | None:
        """The log that is remembered.

        Raises:
            PortalError: it is damaged.
        """
        data = self.own().log
        try:
            return read_log(data, LOG) if data is not None else None
        except PortalError as error:
            raise PortalError("记下的发布日志坏了", do="查是谁改动了它；确认网站没有问题，再删去它", path=str(self._path(".jsonl"))) from error

    def _path(self, suffix: str) -> Path:
        return self.folder / f"{self.name}{suffix}"


def sealed(own: Own, authority: Authority, memory: Memory) -> Seal:
    """Prove the own files of a release.

    Args:
        own: the files as they were found.
        authority: whose signature counts.
        memory: of the last clean verification.

    Raises:
        PortalError: the memory is damaged.
    """
    remembered = memory.log()
    seal = signed(own, authority)
    log, found = _log(own.log, remembered)
    seal = replace(seal, log=log, deviations=(*seal.deviations, *found))
    if seal.signer and log and seal.manifest:
        seal = replace(seal, deviations=(*seal.deviations, *_entered(seal.manifest, log, seal.signer)))
    if not seal.signer:
        trusted = signed(memory.own(), authority)
        seal = replace(seal, manifest=trusted.manifest) if trusted.signer else seal
    return seal


def signed(own: Own, authority: Authority) -> Seal:
    """Prove manifest and signature, not the log."""
    if own.manifest is None or own.signature is None:
        names = [name for name, data in ((MANIFEST, own.manifest), (SIGNATURE, own.signature)) if data is None]
        manifest = _manifest(own.manifest)
        return Seal(manifest, deviations=tuple(deviation(verdict.SIGNATURE, name, "不见了，不能证明网站是谁发布的") for name in names))
    try:
        manifest = read_manifest(own.manifest, MANIFEST)
    except PortalError as error:
        return Seal(deviations=(deviation(verdict.SIGNATURE, MANIFEST, error.what),))
    text = own.signature.decode("ascii", "replace")
    try:
        return Seal(manifest, text, authority.signer(manifest, text).id)
    except PortalError as error:
        return Seal(manifest, deviations=(deviation(verdict.SIGNATURE, SIGNATURE, error.what),))


def _manifest(data: bytes | None) -> Manifest | None:
    try:
        return read_manifest(data, MANIFEST) if data is not None else None
    except PortalError:
        return None


def _log(data: bytes | None, remembered: Log | None) -> tuple[Log | None, tuple[Deviation, ...]]:
    if data is None:
        return None, (deviation(verdict.LOG, LOG, "不见了"),)
    try:
        log = read_log(data, LOG)
    except PortalError as error:
        return None, (deviation(verdict.LOG, LOG, error.what),)
    if remembered is not None and not log.grew_from(remembered):
        less = f"上次有{len(remembered.lines)}行，现在只有{len(log.lines)}行" if len(log.lines) < len(remembered.lines) else "上次记下的行被改写了"
        return log, (deviation(verdict.LOG, LOG, f"不是从上次核验时的日志接着写的：{less}"),)
    return log, ()


def _entered(manifest: Manifest, log: Log, signer: str) -> Iterator[Deviation]:
    entered = [one for one in log.lines if one.manifest == manifest.digest]
    yield from (deviation(verdict.LOG, LOG, f"第{one.number}行写的签名人是“{one.signer}”，其实是“{signer}”") for one in entered if one.signer != signer)
    if not log.holds(manifest):
        yield deviation(verdict.LOG, LOG, f"没有记下现在的发布{manifest.id}，或者它以前的行被改写过")
        return
    last = log.lines[-1]
    if (last.release, last.manifest) != (manifest.id, manifest.digest):
        yield deviation(verdict.STALE, MANIFEST, f"现在的是{manifest.id}，日志最后一行是{last.release}：旧的发布被换了上来")
