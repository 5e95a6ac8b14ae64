"""A release is made of the files of the one that was pruned last; nothing that somebody else has done to those reaches readers."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.files import set_time
from portal.publish.targets.folder import RELEASES, RETIRED
from portal.publish.verify.seal import Memory
from publish_trial import Publisher, Spot
from verify_trial import Trial

FIRST, SECOND = "news/2026/first.html", "news/2026/second.html"
ON_DISK = pytest.mark.parametrize("spot", ["folder", "rsync"], indirect=True)


def other_bytes(release: Path) -> None:
    """Other bytes, as many, with the old time."""
    time = (release / FIRST).stat().st_mtime_ns
    (release / FIRST).write_bytes(b"#" * (release / FIRST).stat().st_size)
    set_time(release / FIRST, time)


def linked_folder(release: Path) -> None:
    """A folder elsewhere, with the same files."""
    elsewhere = release.parent.parent / "elsewhere"
    (release / "news").rename(elsewhere)
    (release / "news").symlink_to(elsewhere)


def strangers(release: Path) -> None:
    """A program, a hidden file, a folder, a link."""
    (release / "news/x.php").write_text("x")
    (release / ".user.ini").write_text("x")
    (release / "more").mkdir()
    (release / "more/x.html").symlink_to("/etc/passwd")


TAMPERINGS: dict[str, Callable[[Path], object]] = {
    "other bytes": other_bytes,
    "linked folder": linked_folder,
    "strangers": strangers,
    "file anybody may write": lambda release: (release / FIRST).chmod(0o666),
    "folder anybody may write": lambda release: (release / "news").chmod(0o777),
    "the folder itself": lambda release: release.chmod(0o777),
    "pipe instead of a file": lambda release: ((release / FIRST).unlink(), os.mkfifo(release / FIRST)),
    "folder instead of a file": lambda release: ((release / FIRST).unlink(), (release / FIRST).mkdir()),
    "file instead of a folder": lambda release: ((release / "news").rename(release / "old"), (release / "news").write_text("x")),
}


def root_of(spot: Spot) -> Path:
    return (spot.root / spot.place.path).resolve()


def fill(spot: Spot, publisher: Publisher) -> Path:
    """Publish until a release was pruned; where its files are."""
    for number in range(spot.place.keep + 1):
        publisher.write("index.html", str(number))
        publisher.publish(spot.target, spot.place)
    return root_of(spot) / RELEASES / RETIRED


def prove(spot: Spot, publisher: Publisher, tmp_path: Path) -> None:
    """What is served is to the byte what was signed."""
    verdict = Trial(publisher, root_of(spot), Memory(tmp_path / "verified", "local")).on_disk()
    assert (verdict.deviations, verdict.code) == ((), 0)


@ON_DISK
def test_only_what_differs_is_written(spot: Spot, publisher: Publisher, tmp_path: Path) -> None:
    """The unchanged files of the new release are those of the one that was pruned, each release has files of its own."""
    retired = fill(spot, publisher)
    before = (retired / FIRST).stat().st_ino
    publisher.write("index.html", "new")
    publisher.publish(spot.target, spot.place)

    served = root_of(spot) / "current"
    assert (served / FIRST).stat().st_ino == before
    assert (served / "index.html").read_text() == "new"
    files = [path for path in root_of(spot).rglob("*") if path.is_file() and not path.is_symlink()]
    assert {path.stat().st_nlink for path in files} == {1}
    prove(spot, publisher, tmp_path)


@ON_DISK
@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_what_was_done_to_a_pruned_release_is_undone(tampering: str, spot: Spot, publisher: Publisher, tmp_path: Path) -> None:
    """Whatever was changed, added or replaced in the folder that the next release is made of."""
    retired = fill(spot, publisher)
    TAMPERINGS[tampering](retired)
    publisher.write("index.html", "new")
    publisher.publish(spot.target, spot.place)
    prove(spot, publisher, tmp_path)


@pytest.mark.parametrize("spot", ["folder"], indirect=True)
def test_a_file_with_a_second_name_is_not_used(spot: Spot, publisher: Publisher, tmp_path: Path) -> None:
    """Through the other name somebody could change it later."""
    retired = fill(spot, publisher)
    os.link(retired / FIRST, tmp_path / "second")
    publisher.write("index.html", "new")
    publisher.publish(spot.target, spot.place)

    assert not (root_of(spot) / "current" / FIRST).samefile(tmp_path / "second")
    prove(spot, publisher, tmp_path)


@ON_DISK
def test_what_was_done_to_the_served_release_stays_there(spot: Spot, publisher: Publisher, tmp_path: Path) -> None:
    """A file that was tampered with and keeps its size and time isn't taken over into the next release."""
    publisher.publish(spot.target, spot.place)
    other_bytes(root_of(spot) / "current")
    publisher.write("index.html", "new")
    publisher.publish(spot.target, spot.place)
    prove(spot, publisher, tmp_path)
