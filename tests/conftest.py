"""Shared fixtures: the tiny project that most tests build on."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A valid tiny project in a temporary folder."""
    return Project.create(tmp_path / "project")
