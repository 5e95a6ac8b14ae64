"""Compiled templates follow the source of a template, not the place where it lies."""

from __future__ import annotations

import shutil
from pathlib import Path

from portal.assembly.compiled import FOLDER, compiled_templates
from portal.pages.templates import environment

VERSION = "1"


def shown(root: Path) -> str:
    """What the project's template makes of a word."""
    env = environment([root / "overrides"], compiled_templates(root, VERSION))
    return env.get_template("a.html").render(word="字")


def codes(root: Path) -> dict[str, int]:
    """The files with compiled code, and when each was written."""
    return {path.name: path.stat().st_mtime_ns for path in (root / FOLDER / VERSION).iterdir()}


def test_a_project_that_moved_compiles_nothing_again(tmp_path: Path) -> None:
    """The same source needs no other code elsewhere; another source does."""
    first, second = tmp_path / "first", tmp_path / "second"
    (first / "overrides").mkdir(parents=True)
    (first / "overrides/a.html").write_text("一{{ word }}", "utf-8")
    assert shown(first) == "一字"
    shutil.copytree(first, second)
    before = codes(second)

    assert len(before) == 1
    assert (shown(second), codes(second)) == ("一字", before)

    (second / "overrides/a.html").write_text("二{{ word }}", "utf-8")
    assert shown(second) == "二字"
    assert codes(second) != before
