"""A build that can't be prepared lets go of everything it has opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import Project
from portal import store as store_module
from portal.assembly import build
from portal.assembly.desk import STORE
from portal.errors import PortalError
from portal.store import Store


def test_the_store_is_free_again(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A theme without a style sheet stops the build after the store was opened: the next one needn't wait for it."""
    monkeypatch.setattr(build, "theme_folder", lambda: tmp_path)
    monkeypatch.setattr(store_module, "_WAIT", 0)
    with pytest.raises(PortalError, match="主题里没有样式表") as told:
        build.Build.begin(project.root, tmp_path / "site", {"SOURCE_DATE_EPOCH": "1751256000"})
    Store(project.root / STORE).close()
    assert told.tb  # the error, and with it all that the build held, is still there
