"""The tiny project as a reader gets it, for tests in a browser that need other data than the shipped site has."""

from __future__ import annotations

from pathlib import Path

from built_site import BuiltSite, build
from helpers import NOW, Project
from portal.times import Moment


def small_site(folder: Path, project: Project, at: Moment = NOW) -> BuiltSite:
    """A project built into ``folder/site`` by the real command."""
    done = build(project.root, folder / "site", at)
    assert done.returncode == 0, done.stderr
    return BuiltSite(folder / "site")
