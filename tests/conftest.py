"""Shared fixtures: the tiny project that most tests build on, and a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import open_browser
from helpers import Project

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that take half a minute come first: what comes last is short, so that no worker goes on long after the others."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A valid tiny project in a temporary folder."""
    return Project.create(tmp_path / "project")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser for all tests; each has tabs of its own in it."""
    yield from open_browser()
