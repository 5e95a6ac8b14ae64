"""Object storage: what readers get, what stays for a while, what breaks off, who may write."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import replace
from hashlib import md5
from typing import Any

import pytest

from portal.errors import PortalError
from portal.model.publishing import Place
from portal.publish.caching import cache_control
from portal.publish.log import read_log
from portal.publish.manifest import MANIFEST, read_manifest
from portal.publish.publishing import publish, rollback
from portal.publish.targets.bucket import Bucket, Heading
from portal.publish.targets.lease import Lease
from portal.publish.targets.leaving import Leaving
from portal.publish.targets.s3 import BLOBS, LOCK, S3
from portal.publish.targets.target import Owner, Target
from portal.times import clock
from publish_storage import client_of
from publish_trial import OWNER, Publisher

HOUR = 3600 * 10**9
ME = f"me@{socket.gethostname()}"


def objects(place: Place) -> dict[str, Any]:
    """All objects of a place as readers get them, by address."""
    client = client_of(place)
    listed = client.list_objects_v2(Bucket=place.bucket, Prefix="www/")["Contents"]
    return {one["Key"].removeprefix("www/"): client.get_object(Bucket=place.bucket, Key=one["Key"]) for one in listed}


def shown(place: Place) -> dict[str, str]:
    """The site as readers see it."""
    return {name: one["Body"].read().decode() for name, one in objects(place).items() if not name.startswith((".portal/", "release"))}


def later(place: Place, hours: int) -> S3:
    """The place as a publisher sees it some hours from now."""
    return S3(place, lambda: clock() + hours * HOUR)


def test_objects_have_type_cache_and_etag(s3_place: Place, publisher: Publisher) -> None:
    """Readers get every object with its type; only what is named by its digest is kept for good."""
    publisher.publish(S3(s3_place), s3_place)
    found = objects(s3_place)
    page, style = found["index.html"], found["assets/portal.0123456789.css"]

    assert (page["ContentType"], page["CacheControl"]) == ("text/html; charset=utf-8", "no-cache")
    assert (style["ContentType"], style["CacheControl"]) == ("text/css; charset=utf-8", "public, max-age=31536000, immutable")
    assert page["ETag"] == f'"{md5(b"<p>index.html 1</p>", usedforsecurity=False).hexdigest()}"'
    assert found["release.json.sig"]["ContentType"] == "text/plain; charset=utf-8" and found["releases.jsonl"]["CacheControl"] == "no-cache"
    manifest = read_manifest(found[MANIFEST]["Body"].read(), MANIFEST)
    assert read_log(found["releases.jsonl"]["Body"].read(), "log").holds(manifest)


@pytest.mark.parametrize("address", ["assets/icon.svg", "news/a.0123456789.html", "assets/0123456789.css", "index.html"])
def test_what_has_no_digest_in_its_name_is_asked_for(address: str) -> None:
    """Only assets with a digest never change."""
    assert cache_control(address) == "no-cache"


def test_removed_pages_stay_for_the_time_of_grace(s3_place: Place, publisher: Publisher) -> None:
    """A page that is gone can still be read for some hours; one that comes back is never deleted."""
    place = replace(s3_place, grace_hours=24, keep=2)
    publisher.publish(S3(place), place)
    second = publisher.folder / "news/2026/second.html"
    second.unlink()
    publisher.publish(S3(place), place)
    assert "news/2026/second.html" in shown(place)

    publisher.write("index.html", "2")
    publisher.publish(later(place, 23), place)
    assert "news/2026/second.html" in shown(place)
    publisher.write("news/2026/second.html", "back")
    publisher.publish(later(place, 25), place)
    second.unlink()
    publisher.publish(later(place, 26), place)
    publisher.write("index.html", "3")
    publisher.publish(later(place, 49), place)
    assert shown(place)["news/2026/second.html"] == "back"
    publisher.write("index.html", "4")
    publisher.publish(later(place, 51), place)
    assert "news/2026/second.html" not in shown(place)


def test_without_grace_a_rollback_deletes_at_once(s3_place: Place, publisher: Publisher) -> None:
    """A page that was published by mistake is gone with its release."""
    place = replace(s3_place, grace_hours=0)
    publisher.publish(S3(place), place)
    publisher.write("mistake.html", "secret")
    publisher.publish(S3(place), place)
    rollback(S3(place), "", OWNER, publisher.authority)

    assert "mistake.html" not in shown(place)


def test_old_assets_and_contents_stay_while_a_release_needs_them(s3_place: Place, publisher: Publisher) -> None:
    """Pages that readers have open find their styles; when the last release with them is pruned, they go."""
    place = replace(s3_place, grace_hours=0, keep=2)
    publisher.publish(S3(place), place)
    (publisher.folder / "assets/portal.0123456789.css").unlink()
    publisher.publish(S3(place), place)
    assert "assets/portal.0123456789.css" in shown(place)
    publisher.write("index.html", "3")
    publisher.publish(S3(place), place)

    assert "assets/portal.0123456789.css" not in shown(place)
    kept = {one.sha256 for release in S3(place).releases() for one in read_manifest(S3(place).read(release, MANIFEST) or b"", "").files.values()}
    assert {name.removeprefix(BLOBS) for name in objects(place) if name.startswith(BLOBS)} == kept


@pytest.mark.parametrize("copies", range(5))
def test_a_switch_that_breaks_off_is_repaired(s3_place: Place, publisher: Publisher, monkeypatch: pytest.MonkeyPatch, copies: int) -> None:
    """Wherever it stops, publishing the old site again shows it whole, though by its digest nothing has changed."""
    place = replace(s3_place, grace_hours=0)
    first = publisher.publish(S3(place), place)
    before = shown(place)
    for name in ("index.html", "news/2026/first.html", "new.html"):
        publisher.write(name, f"{name} 2")
    with monkeypatch.context() as broken, pytest.raises(ConnectionError):
        _break_off(broken, copies)
        publisher.publish(S3(place), place)
    assert S3(place).current() == first.release
    for name, text in before.items():
        publisher.write(name, text)
    (publisher.folder / "new.html").unlink()
    again = publisher.publish(S3(place), place)

    assert not again.same and shown(place) == before
    assert publisher.publish(S3(place), place).same


def _break_off(monkeypatch: pytest.MonkeyPatch, copies: int) -> None:
    done, copy = iter(range(copies)), Bucket.copy

    def broken(self: Bucket, key: str, to: str, heading: Heading) -> None:
        if next(done, None) is None:
            raise ConnectionError
        copy(self, key, to, heading)

    monkeypatch.setattr(Bucket, "copy", broken)


def test_two_publishers_cannot_both_win(s3_place: Place, publisher: Publisher) -> None:
    """Who comes past the lock still can't write a log that isn't the one they read; what is mixed then is repaired."""
    publisher.publish(S3(s3_place), s3_place)
    slow = S3(s3_place)
    slow.log(), slow.current()
    publisher.write("index.html", "quick")
    second = publisher.publish(S3(s3_place), s3_place)
    with pytest.raises(PortalError, match="别人同时发布"):
        slow.switch(S3(s3_place).releases()[-1], b"another log")

    assert len(read_log(S3(s3_place).log(), "log").lines) == 2 and S3(s3_place).current() == second.release
    assert not publisher.publish(S3(s3_place), s3_place).same
    assert shown(s3_place)["index.html"] == "quick"


def test_a_lock_taken_over_stops_who_had_it(s3_place: Place, publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    """A publisher that was silent for hours doesn't switch when it wakes up."""
    target = S3(s3_place)

    def make(log):  # type: ignore[no-untyped-def]
        monkeypatch.setattr("portal.publish.targets.lease._STALE", -1)
        Lease(Bucket(s3_place), LOCK, Owner("other@there", 7, "2026-06-30T15:00:00+08:00"))
        return publisher.release(log)

    publisher.later()
    with pytest.raises(PortalError, match="other@there（进程7）"):
        publish(target, s3_place, make, OWNER, publisher.authority, lambda items, _: items)
    assert S3(s3_place).current() == ""


@pytest.mark.parametrize(("owner", "free"), [(Owner(ME, 2**22 + 1, ""), True), (Owner(ME, os.getpid(), ""), False), (Owner("me@elsewhere", 2**22 + 1, ""), False)])
def test_a_dead_process_of_this_machine_holds_no_lock(s3_place: Place, owner: Owner, free: bool) -> None:
    """What runs here is known; what runs elsewhere may be alive."""
    bucket = Bucket(s3_place)
    Lease(bucket, LOCK, owner)
    take: Callable[[], object] = lambda: Lease(bucket, LOCK, OWNER)  # noqa: E731
    if free:
        take()
    else:
        with pytest.raises(PortalError, match="正在发布"):
            take()


def test_a_service_without_conditions_is_refused(s3_place: Place, publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can keep two publishers apart, nobody publishes."""
    put = Bucket.put
    monkeypatch.setattr(Bucket, "put", lambda self, key, data, heading, seen=None: put(self, key, data, heading))
    target: Target = S3(s3_place)
    with pytest.raises(PortalError, match="不理会写入的条件"):
        publisher.publish(target, s3_place)
    assert "index.html" not in objects(s3_place)


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"switching":false}', b'{"switching":false,"removed":[]}', b'{"switching":false,"removed":{"a":"x"}}'])
def test_damaged_notes_count_as_a_broken_switch(data: bytes) -> None:
    """What can't be read makes the next switch compare everything."""
    assert Leaving.read(data) == Leaving(switching=True)
