"""Writing a site by difference."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from helpers import NOW
from portal.assembly.desk import Desk
from portal.assembly.writing import Writer
from portal.load.source import Source
from portal.store import Store

FILES = {"index.html": b"home", "news/a.html": b"article", "feed.xml": b"feed"}


class Site:
    """A folder, written again and again with the same store."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "site"
        store = Store(None)
        self.desk = Desk(root, NOW, store, "1", Source(root, store))
        self.asked: list[str] = []

    def write(self, files: Mapping[str, bytes], stage: str = "publish") -> tuple[int, int]:
        """Write files, each made of its own bytes; how many were written and removed."""
        self.asked = []
        writer = Writer(self.desk, self.folder, stage)
        writer.write({name: data.decode() for name, data in files.items()}, self._asked(files))
        removed = writer.finish()
        self.desk.store.save()
        return writer.written, removed

    def _asked(self, files: Mapping[str, bytes]) -> Callable[[str], bytes]:
        def data(name: str) -> bytes:
            self.asked.append(name)
            return files[name]

        return data

    def state(self) -> dict[str, tuple[int, int, bytes]]:
        """Every file with inode, time and content: equal only when nobody touched it."""
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes()) for path in found}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site that was written once."""
    site = Site(tmp_path)
    assert site.write(FILES) == (3, 0)
    return site


def test_unchanged_files_are_left_alone(site: Site) -> None:
    """Nothing is touched, and nobody is even asked for the bytes."""
    before = site.state()
    assert site.write(FILES) == (0, 0)
    assert site.asked == []
    assert site.state() == before


def test_only_changed_files_are_written(site: Site) -> None:
    """A file that is made of something else is written, the others keep inode and time."""
    before = site.state()
    assert site.write({**FILES, "index.html": b"new home"}) == (1, 0)
    after = site.state()
    assert after["index.html"][2] == b"new home"
    assert {name for name in FILES if after[name] != before[name]} == {"index.html"}


@pytest.mark.parametrize("data", [b"arson!!", b"longer than it was", None], ids=["same size", "other size", "deleted"])
def test_what_somebody_did_in_the_folder_is_undone(site: Site, data: bytes | None) -> None:
    """A file that was changed or deleted by hand is there again, the others aren't touched."""
    before, path = site.state(), site.folder / "news/a.html"
    path.unlink()
    if data is not None:
        path.write_bytes(data)
        os.utime(path, ns=(before["news/a.html"][1] + 1,) * 2)
    assert site.write(FILES) == (1, 0)
    after = site.state()
    assert {name: one[2] for name, one in after.items()} == FILES
    assert [after[name] for name in ("index.html", "feed.xml")] == [before[name] for name in ("index.html", "feed.xml")]


def test_strays_are_removed(site: Site) -> None:
    """What this build didn't write goes, with the folders that are then empty; kept files and hidden ones at the top stay."""
    for name in ("news/gone.html", "old/deep/gone.html", ".htaccess", "search/kept.bin"):
        path = site.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    writer = Writer(site.desk, site.folder, "publish")
    writer.keep(["search/kept.bin"])
    writer.write({name: data.decode() for name, data in FILES.items()}, FILES.__getitem__)
    assert (writer.written, writer.finish()) == (0, 2)
    assert set(site.state()) == {*FILES, ".htaccess", "search/kept.bin"}
    assert not (site.folder / "old").exists()


def test_file_that_is_no_longer_written_goes_and_comes_back(site: Site) -> None:
    """A page that is taken down is gone; published again it is there again."""
    less = {name: data for name, data in FILES.items() if name != "news/a.html"}
    assert site.write(less) == (0, 1)
    assert not (site.folder / "news").exists()
    assert site.write(FILES) == (1, 0)
    assert (site.folder / "news/a.html").read_bytes() == b"article"


def test_lost_store_writes_nothing_that_is_there(site: Site) -> None:
    """Without a memory the bytes decide: files that hold them already keep inode and time."""
    before = site.state()
    again = Site(site.folder.parent)
    assert again.write(FILES) == (0, 0)
    assert sorted(again.asked) == sorted(FILES)
    assert site.state() == before
