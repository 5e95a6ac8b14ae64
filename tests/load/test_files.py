"""Walking and writing files."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from portal.files import read_bytes, remove_strays, walk_files, write_atomic, write_if_changed


def test_walk_is_sorted_and_leaves_out_hidden(tmp_path: Path) -> None:
    """The order doesn't depend on the disk; hidden files and folders are left out; a missing folder is empty."""
    for name in ("b/2.md", "a/1.md", "a/.hidden.md", ".git/3.md", "a/1.txt"):
        write_atomic(tmp_path / name, b"")
    assert [path.relative_to(tmp_path).as_posix() for path in walk_files(tmp_path, ".md")] == ["a/1.md", "b/2.md"]
    assert not list(walk_files(tmp_path / "nowhere"))


def test_write_replaces_whole_files(tmp_path: Path) -> None:
    """The new file is there, readable for the web server, and nothing else is left."""
    path = tmp_path / "new" / "a.html"
    write_atomic(path, b"old")
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o644
    assert [one.name for one in path.parent.iterdir()] == ["a.html"]


def test_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    """When the place is taken by a folder, nothing changes and no temporary file stays behind."""
    target = tmp_path / "a.html"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match=r"a\.html"):
        write_atomic(target, b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["a.html"]


def test_failure_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    """Data that can't be written doesn't touch the old file."""
    path = tmp_path / "a.html"
    write_atomic(path, b"old")
    with pytest.raises(TypeError):
        write_atomic(path, "text")  # type: ignore[arg-type]  # the failure that is wanted
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.html"]


def test_unchanged_files_are_not_written(tmp_path: Path) -> None:
    """A file that is already right keeps its inode."""
    path = tmp_path / "a"
    assert write_if_changed(path, b"one")
    inode = path.stat().st_ino
    assert not write_if_changed(path, b"one")
    assert path.stat().st_ino == inode
    assert write_if_changed(path, b"two")


def test_strays_go(tmp_path: Path) -> None:
    """Files that aren't kept go, and folders that are empty then."""
    for name in ("keep/a", "keep/b", "gone/c"):
        write_atomic(tmp_path / name, b"")
    assert remove_strays(tmp_path, {"keep/a"}) == 2
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["keep", "keep/a"]


def test_links_to_files_elsewhere_are_not_followed(tmp_path: Path) -> None:
    """A change can't publish a file of the build machine by linking to it."""
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.png").symlink_to(tmp_path / "secret.txt")

    assert not list(walk_files(tmp_path / "content"))


def test_hidden_files_at_the_top_stay(tmp_path: Path) -> None:
    """A work tree's ``.git`` isn't ours to remove; strays are."""
    for name in (".git/HEAD", ".htaccess", "old.html", "news/old.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")

    assert remove_strays(tmp_path, set()) == 2
    assert (tmp_path / ".git/HEAD").exists()
    assert (tmp_path / ".htaccess").exists()


@pytest.mark.parametrize("size", [0, 1, 1 << 20, (1 << 20) + 1, 5_000_000])
def test_files_are_read_whole(tmp_path: Path, size: int) -> None:
    """Whatever their size."""
    data = random.Random(size).randbytes(size)
    (tmp_path / "文件").write_bytes(data)
    assert read_bytes(f"{tmp_path}/文件") == data
