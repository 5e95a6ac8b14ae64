"""A place where no store can be: the message says what stands in the way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers import Project
from portal.cli import main
from portal.errors import PortalError
from portal.store import Store


def test_a_file_in_place_of_the_folder(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """``.portal`` is a file: exit code 2, what to do, no traceback."""
    shutil.rmtree(project.root / ".portal")
    project.write(".portal", "x")
    assert main(["--root", str(project.root), "check"]) == 2
    told = capsys.readouterr().err
    assert ".portal: 读写文件出错：这里应当是文件夹，却是文件" in told and "怎么改：" in told


def test_a_folder_below_a_file(tmp_path: Path) -> None:
    """Something above is a file."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(PortalError, match="这里应当是文件夹，却是文件"):
        Store(tmp_path / "file" / ".portal" / "store.db")
