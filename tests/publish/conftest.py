"""Places of every kind, each with what it needs to be real."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from portal.model.publishing import Place
from publish_storage import STORAGE_ENVIRON, new_bucket, object_storage
from publish_trial import Publisher, Spot, publisher_at, ssh_server


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    """Publishes a small site."""
    return publisher_at(tmp_path / "publisher")


@pytest.fixture(scope="session")
def ssh_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A place on a real SSH server."""
    with ssh_server(tmp_path_factory.mktemp("ssh") / "server") as place:
        yield place


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """Object storage on loopback, spoken to by real HTTP."""
    with object_storage() as endpoint:
        yield endpoint


@pytest.fixture
def s3_place(s3_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A place in a new bucket of its own."""
    for name, value in STORAGE_ENVIRON.items():
        monkeypatch.setenv(name, value)
    return new_bucket(s3_endpoint)


@pytest.fixture
def git_place(tmp_path: Path) -> Place:
    """A place that is a branch of a bare repository on disk."""
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "pages.git")], check=True)
    return Place(id="pages", kind="git", repository="pages.git", keep=3)


@pytest.fixture(params=["folder", "rsync", "s3", "git"])
def spot(request: pytest.FixtureRequest, tmp_path: Path) -> Spot:
    """An empty place of each kind."""
    if request.param == "folder":
        return Spot(Place(id="local", kind="folder", path="www", keep=3), tmp_path)
    place: Place = request.getfixturevalue({"rsync": "ssh_place", "s3": "s3_place", "git": "git_place"}[request.param])
    return Spot(replace(place, path=str(tmp_path / "www")) if request.param == "rsync" else place, tmp_path)
