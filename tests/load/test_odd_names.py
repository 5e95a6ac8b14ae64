"""Files whose names aren't UTF-8, as an old archive unpacks them: left out, and named so that somebody can find them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from built_site import forked, tree
from helpers import NOW, Project
from portal.files import walk_files

NAME = "新闻.md".encode("gbk")


def put(project: Project, folder: str, name: bytes = NAME) -> None:
    """A file under a name that no text can hold."""
    path = os.path.join(os.fsencode(project.root / folder), name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(b"x")


def check(project: Project) -> subprocess.CompletedProcess[str]:
    return forked("check", at=NOW, cwd=project.root)


@pytest.mark.parametrize("folder", ["content/news/2025", "content", "content/pages", "data", "data/statistics", "data/review", "data/laws/texts", "data/signoffs"])
def test_it_is_named_and_left_out(project: Project, tmp_path: Path, folder: str) -> None:
    """The check warns of it wherever it lies, with what to do; the site is what it is without the file."""
    assert forked("build", "--out", tmp_path / "without", at=NOW, cwd=project.root).returncode == 0
    put(project, folder)
    done = check(project)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert f"{folder}/{NAME.decode('utf-8', 'replace')}" in done.stdout
    assert "文件名不是UTF-8" in done.stdout and "怎么改：" in done.stdout
    done = forked("build", "--out", tmp_path / "with", at=NOW, cwd=project.root)
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "with") == tree(tmp_path / "without")


def test_a_folder_is_named_once(project: Project) -> None:
    """Of a folder the folder is told, not each file in it."""
    for name in (b"a.md", b"b.md"):
        put(project, "content", NAME[:-3] + b"/" + name)
    assert check(project).stdout.count("文件名不是UTF-8") == 1


@pytest.mark.parametrize("folder", ["overrides/assets", "overrides/styles", "overrides/pages"])
def test_among_templates_it_is_left_out(project: Project, tmp_path: Path, folder: str) -> None:
    """Nothing of the site can be called so."""
    overrides = project.root / "overrides"
    source = overrides.resolve()
    overrides.unlink()
    Project(overrides)
    for name, data in tree(source).items():
        project.write(f"overrides/{name}", data)
    put(project, folder, NAME[:-3] + b".css")
    done = forked("build", "--out", tmp_path / "site", at=NOW, cwd=project.root)
    assert done.returncode == 0, done.stderr


def test_walk_leaves_it_out(tmp_path: Path) -> None:
    """Neither the file nor a folder's files are found."""
    project = Project(tmp_path)
    for name in (NAME, b"good.md", NAME[:-3] + b"/c.md"):
        put(project, "a", name)
    assert [path.name for path in walk_files(tmp_path)] == ["good.md"]
