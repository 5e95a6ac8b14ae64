"""Addresses: clashes between articles and aliases, and addresses that got lost."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.model.published import Published
from portal.review.checks import addresses
from review.review_samples import CASE, NEWS, SECOND, after, brief, found_by

ALIASES = "source: 测试局\naliases: [{}]"


@pytest.mark.parametrize(
    ("alias", "rule"),
    [
        ("/news/2025/second.html", "alias-of-live-page"),
        ("/news/2025/first.html", "alias-of-live-page"),
        ("/../secret.html", "alias-not-a-page"),
        ("/news//x.html", "alias-not-a-page"),
        ("/news/2025/", "alias-not-a-page"),
    ],
)
def test_bad_alias(project: Project, alias: str, rule: str) -> None:
    """An alias that clashes or can't be a page is found on the line of the aliases."""
    assert after(project, addresses, (NEWS, "source: 测试局", ALIASES.format(alias))) == {(rule, NEWS, 5)}


def test_good_alias(project: Project) -> None:
    """An alias that nobody else uses is accepted."""
    assert not after(project, addresses, (NEWS, "source: 测试局", ALIASES.format("/news/2024/old.html")))


def test_alias_twice(project: Project) -> None:
    """The second use of an alias is reported, in the order of the paths."""
    change = ALIASES.format("/old.html")
    assert after(project, addresses, (NEWS, "source: 测试局", change), (CASE, "source: 测试局", change)) == {("duplicate-alias", NEWS, 5)}


def test_duplicate_address(project: Project) -> None:
    """Two articles with one slug in a column and year: the message names the other file."""
    twin = "content/news/2025/2025-06-21-first.md"
    text = (project.root / NEWS).read_text(encoding="utf-8").replace("2025-06-20", "2025-06-21")
    (found,) = found_by(addresses, project.write(twin, text).site())
    assert (found.rule, found.span.path) == ("duplicate-address", twin)
    assert NEWS in found.what


def test_nothing_moved(project: Project) -> None:
    """Addresses that are still there, or became aliases, are not lost; pages that no article made are left out."""
    project.replace(NEWS, "source: 测试局", ALIASES.format("/news/2024/old.html"))
    before = {"news/2025/first.html": NEWS, "news/2024/old.html": "content/news/2024/2024-01-01-old.md", "about.html": "content/pages/about.md", "tags/x.html": ""}
    assert not list(addresses.moved(project.site(), Published(addresses=before, figures={})))


@pytest.mark.parametrize(
    ("address", "path", "line", "remedy"),
    [
        ("news/2024/first.html", NEWS, 1, "aliases: [/news/2024/first.html]"),
        ("news/2024/gone.html", "content", 0, "aliases: [/news/2024/gone.html]"),
    ],
)
def test_moved(project: Project, address: str, path: str, line: int, remedy: str) -> None:
    """A lost address comes with the line to add, in the article of the same name if there is one."""
    (found,) = addresses.moved(project.site(), Published(addresses={address: f"content/{address}"}, figures={}))
    assert (found.rule, found.span.path, found.span.line) == ("lost-address", path, line)
    assert remedy in found.do


def test_published_article_became_draft(project: Project) -> None:
    """An article that was published can't go back to being a draft unnoticed."""
    project.replace(SECOND, "source: 测试局", "source: 测试局\ndraft: true")
    published = Published(addresses={"news/2025/second.html": SECOND}, figures={})
    assert brief(addresses.moved(project.site(), published)) == {("lost-address", SECOND, 5)}
