"""The same story on every kind of place: publish, publish again, roll back, refuse what may not be published, clear up what was left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.errors import PortalError
from portal.publish.log import read_log
from portal.publish.manifest import MANIFEST, SIGNATURE, read_manifest
from portal.publish.publishing import publish, rollback
from publish_trial import OWNER, Publisher, Spot, make_key


def shown(spot: Spot, name: str) -> str:
    """What readers see at an address."""
    target = spot.target
    data = target.read(target.current(), name)
    return data.decode() if data is not None else ""


def test_publish_change_and_roll_back(spot: Spot, publisher: Publisher) -> None:
    """Only what differs is sent; a rollback shows the old bytes again and is entered in the log."""
    first = publisher.publish(spot.target, spot.place)
    assert first.sent is not None and first.sent.files == 4
    publisher.write("news/2026/first.html", "<p>two</p>")
    (publisher.folder / "news/2026/second.html").unlink()
    second = publisher.publish(spot.target, spot.place)

    assert second.sent is not None and (second.sent.files, second.difference.counts) == (1, {"added": 0, "changed": 1, "removed": 1})
    assert (shown(spot, "news/2026/first.html"), shown(spot, "news/2026/second.html")) == ("<p>two</p>", "")
    back = rollback(spot.target, "", OWNER, publisher.authority)

    assert back.release == first.release
    assert shown(spot, "news/2026/second.html") == "<p>news/2026/second.html 1</p>"
    log = read_log(spot.target.log(), "log")
    assert [(one.act, one.release) for one in log.lines] == [("publish", first.release), ("publish", second.release), ("rollback", first.release)]
    assert log.lines[1].articles == {"changed": {"news/2026/first.html": "第一篇"}, "removed": {"news/2026/second.html": "第二篇"}}


def test_nothing_new_is_not_published(spot: Spot, publisher: Publisher) -> None:
    """The same files make no second release."""
    first = publisher.publish(spot.target, spot.place)
    again = publisher.publish(spot.target, spot.place)

    assert again.same and again.release == first.release
    assert spot.target.releases() == [first.release]


def test_old_releases_go(spot: Spot, publisher: Publisher) -> None:
    """As many are kept as the place says; the one that is served stays though it is old."""
    made = []
    for number in range(5):
        publisher.write("index.html", str(number))
        made.append(publisher.publish(spot.target, spot.place).release)

    assert spot.target.releases() == made[:1:-1]
    with pytest.raises(PortalError, match=r"没有.*这个发布"):
        rollback(spot.target, made[0], OWNER, publisher.authority)
    assert spot.target.current() == made[-1]


def test_a_preview_is_not_published(spot: Spot, publisher: Publisher) -> None:
    """What isn't fully reviewed never reaches a place for readers."""
    publisher.stage = "preview"
    with pytest.raises(PortalError, match="没审完"):
        publisher.publish(spot.target, spot.place)
    assert (spot.target.current(), spot.target.log()) == ("", b"")


def test_a_stranger_s_signature_is_refused(spot: Spot, publisher: Publisher) -> None:
    """A key that nobody registered signs no release; what is served stays."""
    first = publisher.publish(spot.target, spot.place)
    publisher.write("index.html", "other")
    publisher.key = publisher.key.with_name("stranger")
    make_key(publisher.key)
    with pytest.raises(PortalError, match="密钥没有登记"):
        publisher.publish(spot.target, spot.place)
    assert spot.target.current() == first.release


def test_a_revoked_key_rolls_nothing_back(spot: Spot, publisher: Publisher) -> None:
    """A release that was signed with a key that has leaked is no place to go back to."""
    publisher.publish(spot.target, spot.place)
    publisher.write("index.html", "other")
    second = publisher.publish(spot.target, spot.place)
    signer = publisher.signers[0]
    publisher.signers = (replace(signer, keys=(replace(signer.keys[0], revoked=True),)),)
    with pytest.raises(PortalError, match="密钥没有登记"):
        rollback(spot.target, "", OWNER, publisher.authority)
    assert spot.target.current() == second.release


def test_two_publishers_at_once(spot: Spot, publisher: Publisher) -> None:
    """The second is told who is publishing and since when; nothing of it is left."""
    with spot.target.lock(OWNER), pytest.raises(PortalError, match=r"tester@here（进程1）从2026-06-30T12:00:00\+08:00起正在发布"):
        publisher.publish(spot.target, spot.place)
    assert publisher.publish(spot.target, spot.place).sent is not None


def test_a_file_changed_meanwhile_stops_it(spot: Spot, publisher: Publisher) -> None:
    """A file that isn't what the manifest says is not sent, and the next attempt is clean."""
    first = publisher.publish(spot.target, spot.place)
    publisher.write("index.html", "second")
    publisher.later()

    def make(log):  # type: ignore[no-untyped-def]
        release = publisher.release(log)
        publisher.write("index.html", "third")
        return release

    with pytest.raises(PortalError, match=r"“index\.html”和生成时不一样"):
        publish(spot.target, spot.place, make, OWNER, publisher.authority, lambda items, _: items)
    assert (spot.target.current(), shown(spot, "index.html")) == (first.release, "<p>index.html 1</p>")
    publisher.publish(spot.target, spot.place)
    assert shown(spot, "index.html") == "third"


def test_an_altered_log_stops_it(spot: Spot, publisher: Publisher) -> None:
    """Nobody goes on writing a log that was tampered with."""
    publisher.publish(spot.target, spot.place)
    release = spot.target.current()
    spot.target.switch(release, spot.target.log().replace(b'"signer":"pipeline"', b'"signer":"somebody"') + spot.target.log())
    publisher.write("index.html", "other")
    with pytest.raises(PortalError, match="接不上前一行"):
        publisher.publish(spot.target, spot.place)


def test_manifest_is_canonical_and_signed(spot: Spot, publisher: Publisher) -> None:
    """What lies beside the site is the manifest as it was signed, with every file's size, digest and type."""
    release = publisher.publish(spot.target, spot.place).release
    data, signature = spot.target.read(release, MANIFEST), spot.target.read(release, SIGNATURE)
    assert data is not None and signature is not None
    manifest = read_manifest(data, "there")

    assert publisher.authority.signer(manifest, signature.decode()).id == "pipeline"
    assert manifest.files["index.html"].type == "text/html; charset=utf-8"
    assert spot.target.read(release, "../../.lock") is None
