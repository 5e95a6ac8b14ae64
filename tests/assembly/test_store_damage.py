"""A store that the disk has damaged costs a slower build, nothing else."""

from __future__ import annotations

import random
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from built_site import build, tree
from helpers import NOW, Project
from portal.assembly.desk import STORE


def _zeros(path: Path) -> None:
    """Nothing but zeros behind the first page."""
    with path.open("r+b") as file:
        file.seek(65536)
        file.write(b"\0" * (path.stat().st_size - 65536))


def _flipped(path: Path) -> None:
    """Bytes all over the middle."""
    dice, size = random.Random(7), path.stat().st_size
    with path.open("r+b") as file:
        for _ in range(400):
            file.seek(dice.randrange(size // 8, size))
            file.write(bytes([dice.randrange(256)]))


def _without(table: str) -> Callable[[Path], None]:
    """All rows of a table spoilt, the file itself in order."""

    def spoil(path: Path) -> None:
        file = sqlite3.connect(path)
        file.execute(f"UPDATE {table} SET data = x'00'")
        file.commit()
        file.close()

    return spoil


def again(project: Project, site: Path) -> subprocess.CompletedProcess[str]:
    done = build(project.root, site, NOW)
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.parametrize("damage", [_zeros, _flipped, _without("page"), _without("bucket")], ids=["zeros", "flipped bytes", "pages", "buckets"])
def test_a_damaged_store_is_made_anew(project: Project, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """The build goes on and gives the same site; so does one after an edit; the next one knows everything again."""
    site = tmp_path / "site"
    again(project, site)
    before = tree(site)
    damage(project.root / STORE)
    again(project, site)
    assert tree(site) == before
    damage(project.root / STORE)
    project.replace("content/news/2025/2025-06-01-second.md", "正文。", "改过的正文。")
    again(project, site)
    edited = tree(site)
    assert "改过的正文".encode() in edited["news/2025/second.html"]
    again(project, tmp_path / "clean")
    assert tree(tmp_path / "clean") == edited
    assert "改写0个文件，删去0个" in again(project, site).stdout


def test_the_loss_is_told_in_one_line(project: Project, tmp_path: Path) -> None:
    """Whoever waits longer than usual is told why."""
    again(project, tmp_path / "site")
    _zeros(project.root / STORE)
    assert again(project, tmp_path / "site").stderr.splitlines() == ["页面仓库（.portal）坏了，已删去，全部重新生成。"]
