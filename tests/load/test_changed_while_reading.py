"""A file that is changed while a run reads is noticed: nothing is kept under the digest of another text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from helpers import Project
from portal.errors import PortalError
from portal.load.articles import load_pages, read_article
from portal.load.source import Source
from portal.model.bureau import Bureau

NEWS = "content/news/2025/2025-06-20-first.md"
READERS: list[tuple[str, Callable[[Source], object]]] = [
    ("content/pages/about.md", load_pages),
    (NEWS, lambda source: read_article(source, NEWS, source.tree.digest(NEWS), {"news": "article"}, "")),
    ("data/bureau.yml", lambda source: source.data(Bureau, "data/bureau.yml")),
]


@pytest.mark.parametrize(("path", "read"), READERS, ids=["page", "article", "data"])
def test_a_change_is_noticed(project: Project, path: str, read: Callable[[Source], object]) -> None:
    """Between taking the digest and reading the text somebody saves the file: run again, says the message."""
    source = Source(project.root)
    source.tree.digest(path)
    project.write(path, (project.root / path).read_bytes() + b"\n")
    with pytest.raises(PortalError, match="在生成期间被改动了") as told:
        read(source)
    assert (told.value.path, told.value.do) == (path, "再运行一次")


@pytest.mark.parametrize(("path", "read"), READERS, ids=["page", "article", "data"])
def test_no_change_is_none(project: Project, path: str, read: Callable[[Source], object]) -> None:
    """A file that stays as it is is read."""
    source = Source(project.root)
    source.tree.digest(path)
    assert read(source)
