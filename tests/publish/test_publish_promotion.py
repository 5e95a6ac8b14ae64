"""What one place serves goes to another, byte for byte."""

from __future__ import annotations

from pathlib import Path

from portal.model.publishing import UNCOMPRESSED, Place
from portal.publish.making import release_of, suited
from portal.publish.manifest import LOG, MANIFEST, read_manifest
from portal.publish.promoting import fetched
from portal.publish.publishing import publish
from portal.publish.signature import signed
from publish_trial import DOMAIN, OWNER, Publisher, Spot


def test_promotion_to_every_kind(spot: Spot, publisher: Publisher, tmp_path: Path) -> None:
    """The same bytes under a manifest and a log of their own; compressed twins stay away from hosts that never serve them."""
    source = Spot(Place(id="inner", kind="folder", path="inner"), tmp_path)
    publisher.write("index.html.gz", "compressed")
    publisher.write("files/data.gz", "no twin")
    publisher.publish(source.target, source.place)
    publisher.later()
    built = suited(fetched(source.target, tmp_path / "fetched", publisher.authority, lambda items, _: items), spot.place.kind not in UNCOMPRESSED)

    def make(log):  # type: ignore[no-untyped-def]
        return release_of(built, log, publisher.now, lambda manifest: signed(manifest, publisher.key, DOMAIN))

    done = publish(spot.target, spot.place, make, OWNER, publisher.authority, lambda items, _: items)
    target = spot.target
    there = read_manifest(target.read(done.release, MANIFEST) or b"", MANIFEST)
    here = read_manifest(source.target.read(source.target.current(), MANIFEST) or b"", MANIFEST)

    assert here.files.items() - there.files.items() == ({("index.html.gz", here.files["index.html.gz"])} if spot.place.kind in UNCOMPRESSED else set())
    assert all(target.read(done.release, name) == source.target.read(here.id, name) for name in there.files)
    assert target.log().count(b"\n") == 1 and LOG not in there.files
