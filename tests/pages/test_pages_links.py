"""Addresses and the links between them."""

from __future__ import annotations

import pytest

from portal.pages.links import base, file_of, relative


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("", "", "./"),
        ("", "news/", "news/"),
        ("news/", "", "../"),
        ("news/", "news/2026/a.html", "2026/a.html"),
        ("news/2026/a.html", "news/2026/b.html", "b.html"),
        ("news/2026/a.html", "news/", "../"),
        ("news/2026/a.html", "", "../../"),
        ("news/2026/a.html", "statistics/aid/cases.html", "../../statistics/aid/cases.html"),
        ("about.html", "news/", "news/"),
        ("a/b.html", "#x", "#x"),
        ("a/b.html", "https://x.example/", "https://x.example/"),
        ("a/b.html", "tel:12348", "tel:12348"),
        ("news/", "news/2026/", "2026/"),
        ("news/2026/", "news/2026/", "./"),
    ],
)
def test_relative_link(source: str, target: str, link: str) -> None:
    """Links work below any folder of a server."""
    assert relative(source, target) == link


@pytest.mark.parametrize(("address", "link", "file"), [("", "./", "index.html"), ("news/", "../", "news/index.html"), ("a/b/c.html", "../../", "a/b/c.html")])
def test_base_and_file(address: str, link: str, file: str) -> None:
    """The way to the root, and the file behind an address."""
    assert (base(address), file_of(address)) == (link, file)
