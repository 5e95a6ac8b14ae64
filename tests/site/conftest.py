"""The shipped content, built once by the real command and served on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from built_site import BuiltSite, build
from helpers import ROOT, moment
from portal.load.site import load_site
from portal.model.site import Site
from portal.times import Moment
from web_server import Address, serve


@pytest.fixture(scope="session")
def shipped_at() -> Moment:
    """The build's clock: noon of 2026-11-22, or the evening of the newest article or sign-off when editors have gone on."""
    articles = [path.name[:10] for path in (ROOT / "content").glob("*/*/*.md")]
    records = [f"{name[:4]}-{name[4:6]}-{name[6:8]}" for name in (path.name for path in (ROOT / "data/signoffs").glob("*/*.json"))]
    return max(moment("2026-11-22 12:00"), moment(f"{max([*articles, *records])} 23:59"))


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory, shipped_at: Moment) -> BuiltSite:
    """The shipped content as a site."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = build(ROOT, folder, shipped_at)
    assert done.returncode == 0, done.stderr
    return BuiltSite(folder)


@pytest.fixture(scope="session")
def shipped(shipped_at: Moment) -> Site:
    """The shipped content as the loader reads it."""
    site, findings = load_site(ROOT, shipped_at)
    assert site is not None, findings
    return site


@pytest.fixture(scope="session")
def served(built_site: BuiltSite) -> Iterator[Address]:
    """The built site on a loopback server with a strict Content-Security-Policy."""
    with serve(built_site.folder) as address:
        yield address
