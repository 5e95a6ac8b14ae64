"""Places of every kind, each with what it needs to be real."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from portal.model.publishing import Place
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


@pytest.fixture(params=["folder", "rsync"])
def spot(request: pytest.FixtureRequest, tmp_path: Path) -> Spot:
    """An empty place of each kind."""
    if request.param == "folder":
        return Spot(Place(id="local", kind="folder", path="www", keep=3), tmp_path)
    place: Place = request.getfixturevalue("ssh_place")
    return Spot(replace(place, path=str(tmp_path / "www")), tmp_path)
