"""Files and their digests: what changed is seen, what didn't isn't read again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from portal import tree
from portal.digest import digest_bytes
from portal.store import Store
from portal.times import clock
from portal.tree import Tree

SECOND = 1_000_000_000
NAME = "content/a.md"


def written(root: Path, data: bytes, at: int, name: str = NAME) -> None:
    """Write a file as if at a time (nanoseconds)."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, ns=(at, at))


def runs(root: Path, count: int = 2) -> list[Tree]:
    """Trees of runs that remember the same things."""
    shelf = Store(None).shelf("seen", "")
    return [Tree(root, shelf) for _ in range(count)]


def test_unchanged_file_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the same size and times, long unchanged when it was read, keeps its digest: its bytes aren't looked at."""
    monkeypatch.setattr(tree, "_RACY", -SECOND)
    at, (first, second) = clock() - 100 * SECOND, runs(tmp_path)
    written(tmp_path, b"old", at)
    assert first.digest(NAME) == digest_bytes(b"old")
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"never asked for")
    assert second.digest(NAME) == digest_bytes(b"old")


def test_same_size_and_time_of_content_is_seen(tmp_path: Path) -> None:
    """A time of content can be set back, as copying with times does; the time of the last change of anything can't."""
    at, (first, second) = clock() - 100 * SECOND, runs(tmp_path)
    written(tmp_path, b"old", at)
    assert first.digest(NAME) == digest_bytes(b"old")
    written(tmp_path, b"new", at)
    assert second.digest(NAME) == digest_bytes(b"new")


@pytest.mark.parametrize(("data", "later"), [(b"newer", 0), (b"new", 1), (b"new", -SECOND)], ids=["size", "later", "earlier"])
def test_another_size_or_time_is_seen(tmp_path: Path, data: bytes, later: int) -> None:
    """Whatever differs, the file is read."""
    at, (first, second) = clock() - 100 * SECOND, runs(tmp_path)
    written(tmp_path, b"old", at)
    first.digest(NAME)
    written(tmp_path, data, at + later)
    assert second.digest(NAME) == digest_bytes(data)


def test_edit_of_the_same_size_in_the_same_moment_is_seen(tmp_path: Path) -> None:
    """A file that was read shortly after it had changed may have changed again without a trace: it is read again."""
    at, (first, second) = clock() - SECOND, runs(tmp_path)
    written(tmp_path, b"old", at)
    assert first.digest(NAME) == digest_bytes(b"old")
    written(tmp_path, b"new", at)
    assert second.digest(NAME) == digest_bytes(b"new")


def test_files_are_sorted_below_their_folder(tmp_path: Path) -> None:
    """Files of a folder, not of one whose name begins alike; hidden ones and links are left out; a missing folder holds none."""
    for name in ("content/news/2025/b.md", "content/news/a.png", "content/news-2/c.md", "content/.hidden/d.md", "content/news/.e.md", "content.md"):
        written(tmp_path, b"x", 0, name)
    (tmp_path / "content/news/link.md").symlink_to(tmp_path / "content.md")
    tree = runs(tmp_path)[0]
    assert tree.files("content/news") == ["content/news/2025/b.md", "content/news/a.png"]
    assert tree.files("content", ".md") == ["content/news-2/c.md", "content/news/2025/b.md"]
    assert tree.files("data") == []
    assert tree.digests("content/news-2") == [("content/news-2/c.md", digest_bytes(b"x"))]


def test_missing_file_is_told(tmp_path: Path) -> None:
    """There is no digest of a file that is gone, also when it was there in an earlier run."""
    first, second = runs(tmp_path)
    written(tmp_path, b"old", clock() - 100 * SECOND)
    first.digest(NAME)
    (tmp_path / NAME).unlink()
    with pytest.raises(FileNotFoundError):
        second.digest(NAME)
