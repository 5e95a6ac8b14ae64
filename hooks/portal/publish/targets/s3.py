"""Object storage that speaks S3::

    index.html, …                    the site, each object with its media type and Cache-Control
    release.json(.sig), releases.jsonl   of the release that is served, and the log
    .portal/blobs/<sha256>           contents of all kept releases, each once
    .portal/releases/<id>/           their manifests and signatures; a release is complete when its manifest is there
    .portal/current                  id of the release that is served
    .portal/removed.json             addresses that are leaving (leaving.py)
    .portal/lock                     who publishes (lease.py)

There is no way to swap many objects at once. A switch copies, within the service, what differs by ETag: assets, pages that are new, pages
that change, feeds; so a page only leads to what is there. If it breaks off, the next one finds by the same comparison what is left to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby

from portal.errors import PortalError
from portal.model.publishing import Place
from portal.publish.caching import ASK, FOREVER, cache_control
from portal.publish.manifest import LOG, MANIFEST, SIGNATURE, Manifest, is_address, is_release, read_manifest
from portal.publish.media_types import OTHER, media_type
from portal.publish.release import Release
from portal.publish.targets.bucket import MISSING, Bucket, Conflict, Heading, all_of
from portal.publish.targets.lease import Lease
from portal.publish.targets.leaving import Leaving, is_asset
from portal.publish.targets.target import Owner, Progress, Sent
from portal.times import clock

OWN = ".portal/"
BLOBS, RELEASES, CURRENT, REMOVED, LOCK = f"{OWN}blobs/", f"{OWN}releases/", f"{OWN}current", f"{OWN}removed.json", f"{OWN}lock"
_FEEDS = (".xml", ".json", ".ics", ".map", "sitemap.html")
_BLOB, _TEXT = Heading(OTHER, FOREVER), Heading("text/plain; charset=utf-8", ASK)


class S3:
    """A target in a bucket.

    Args:
        place: its settings.
        now: nanoseconds since 1970.
    """

    def __init__(self, place: Place, now: Callable[[], int] = clock) -> None:
        self._bucket, self._grace, self._now = Bucket(place), place.grace_hours * 3600, now
        self._lease: Lease | None = None
        self._seen: dict[str, str] = {}
        self._manifests: dict[str, Manifest] = {}

    @contextmanager
    def lock(self, owner: Owner) -> Iterator[None]:
        """See ``Target``."""
        self._lease = Lease(self._bucket, LOCK, owner)
        self._seen.clear()  # what was read before may have been written by whoever had the lock
        try:
            yield
        finally:
            self._lease.end()
            self._lease = None

    def current(self) -> str:
        """See ``Target``."""
        name = self._noted(CURRENT).decode("ascii", "replace").strip()
        return name if is_release(name) else ""

    def releases(self) -> list[str]:
        """See ``Target``."""
        found = (key.removeprefix(RELEASES).partition("/") for key in self._bucket.etags(RELEASES))
        return sorted((name for name, _, file in found if file == MANIFEST and is_release(name)), reverse=True)

    def read(self, release: str, name: str) -> bytes | None:
        """See ``Target``."""
        if not is_release(release) or not is_address(name):
            return None
        if name in (MANIFEST, SIGNATURE):
            found = self._bucket.get(f"{RELEASES}{release}/{name}")
            return found.data if found else None
        manifest = self._manifest(release)
        entry = manifest.files.get(name) if manifest else None
        found = self._bucket.get(BLOBS + entry.sha256) if entry else None
        return found.data if found else None

    def log(self) -> bytes:
        """See ``Target``."""
        return self._noted(LOG)

    def unfinished(self) -> bool:
        """See ``Target``."""
        return self._leaving().switching

    def send(self, release: Release, before: Manifest | None, progress: Progress[str]) -> Sent:
        """See ``Target``; only contents that no kept release has go over the line."""
        have = self._bucket.etags(BLOBS)
        wanted = {one.sha256: name for name, one in release.manifest.files.items() if BLOBS + one.sha256 not in have}
        for _ in progress(all_of(lambda name: self._upload(release, name), wanted.values()), len(wanted)):
            self._still_ours()
        for name, data in sorted(release.own.items(), key=lambda one: one[0] == MANIFEST):
            self._bucket.put(f"{RELEASES}{release.manifest.id}/{name}", data, Heading(media_type(name), ASK))
        return Sent(len(wanted), sum(release.manifest.files[name].size for name in wanted.values()))

    def _upload(self, release: Release, name: str) -> None:
        self._bucket.put(BLOBS + release.manifest.files[name].sha256, release.read(name), _BLOB)

    def switch(self, release: str, log: bytes) -> None:
        """See ``Target``; in place of the promise there: every object is wholly old or wholly new, and new ones come before what leads to them."""
        after = self._manifest(release)
        if after is None:
            raise PortalError(f"没有“{release}”这个发布", do="portal releases列出全部", path=self._bucket.name)
        self._still_ours(sure=True)
        seen_log, seen_current = self._etag(LOG), self._etag(CURRENT)
        current = self.current()
        before = self._manifest(current) if current else None
        leaving = self._leaving().begun(before.files if before else (), after.files, self._now() // 10**9)
        self._keep(leaving)
        self._copy(before, after)
        try:
            self._seen[LOG] = self._bucket.put(LOG, log, _of(LOG), seen_log)
            for name in (MANIFEST, SIGNATURE):
                self._bucket.copy(f"{RELEASES}{release}/{name}", name, _of(name))
            self._seen[CURRENT] = self._bucket.put(CURRENT, f"{release}\n".encode("ascii"), _TEXT, seen_current)
        except Conflict as error:
            self._keep(leaving)  # whoever was first has ended theirs; what is served may be a mixture of both
            raise PortalError("别人同时发布到了这里，这一次没有算数", do="再发布一次", path=self._bucket.name) from error
        gone = [name for name in leaving.due(self._now() // 10**9 - self._grace, after.files) if not is_asset(name)]
        self._delete(gone)
        self._keep(leaving.ended(after.files, gone))

    def _copy(self, before: Manifest | None, after: Manifest) -> None:
        there = self._bucket.etags()
        old = before.files if before else {}

        def differs(name: str) -> bool:
            one = after.files[name]
            return there.get(name, MISSING) != there.get(BLOBS + one.sha256) or (name in old and old[name].type != one.type)

        def copied(name: str) -> None:
            one = after.files[name]
            self._bucket.copy(BLOBS + one.sha256, name, Heading(one.type, cache_control(name)))

        for _, names in groupby(sorted(filter(differs, after.files), key=lambda name: _turn(name, there)), key=lambda name: _turn(name, there)):
            for _ in all_of(copied, names):
                self._still_ours()

    def prune(self, keep: int) -> list[str]:
        """See ``Target``; contents and old assets go when no kept release has them."""
        current, found = self.current(), self.releases()
        gone = [one for one in found[keep:] if one != current]
        kept = {one: self._manifest(one) for one in found if one not in gone}
        own = [key for key in self._bucket.etags(RELEASES) if key.removeprefix(RELEASES).partition("/")[0] not in kept]
        self._delete([key for key in own if key.endswith(f"/{MANIFEST}")])
        self._delete([key for key in own if not key.endswith(f"/{MANIFEST}")])
        contents = {one.sha256 for manifest in kept.values() if manifest for one in manifest.files.values()}
        self._delete([key for key in self._bucket.etags(BLOBS) if key.removeprefix(BLOBS) not in contents])
        leaving = self._leaving()
        needed = {name for manifest in kept.values() if manifest for name in manifest.files}
        old = [name for name in leaving.due(self._now() // 10**9 - self._grace, needed) if is_asset(name)]
        if old:
            self._delete(old)
            self._keep(Leaving(leaving.switching, {name: since for name, since in leaving.since.items() if name not in old}))
        return gone

    def _manifest(self, release: str) -> Manifest | None:
        if release not in self._manifests:
            found = self._bucket.get(f"{RELEASES}{release}/{MANIFEST}")
            if found is None:
                return None
            self._manifests[release] = read_manifest(found.data, f"{self._bucket.name}{RELEASES}{release}/{MANIFEST}")
        return self._manifests[release]

    def _noted(self, key: str) -> bytes:
        """An object that is only written if it is still as it was when we read it first."""
        found = self._bucket.get(key)
        self._seen.setdefault(key, found.etag if found else MISSING)
        return found.data if found else b""

    def _etag(self, key: str) -> str:
        if key not in self._seen:
            self._noted(key)
        return self._seen[key]

    def _leaving(self) -> Leaving:
        found = self._bucket.get(REMOVED)
        return Leaving.read(found.data if found else b"")

    def _keep(self, leaving: Leaving) -> None:
        self._bucket.put(REMOVED, leaving.data, Heading(media_type(REMOVED), ASK))

    def _still_ours(self, sure: bool = False) -> None:
        if self._lease is not None:
            self._lease.keep(sure)

    def _delete(self, keys: list[str]) -> None:
        for _ in all_of(self._bucket.delete, keys):
            self._still_ours()


def _of(name: str) -> Heading:
    return Heading(media_type(name), cache_control(name))


def _turn(name: str, there: dict[str, str]) -> int:
    if is_asset(name):
        return 0
    return 3 if name.endswith(_FEEDS) else 2 if name in there else 1
