"""Old addresses that would fall on a page of the site's own: told by the check, with the article and its line."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.assembly.alias_addresses import taken_aliases
from review.review_samples import CASE, NEWS, brief
from signoff_samples import portal


def with_aliases(project: Project, *aliases: str, path: str = NEWS) -> Project:
    return project.replace(path, "source: 测试局", f"source: 测试局\naliases: [{', '.join(aliases)}]")


@pytest.mark.parametrize(
    "alias",
    [
        "/index.html",
        "/404.html",
        "/about.html",
        "/news/index.html",
        "/news/2025/index.html",
        "/statistics/index.html",
        "/statistics/aid.html",
        "/statistics/aid/cases.html",
        "/review/index.html",
        "/rules/index.html",
        "/calendar/index.html",
        "/search/index.html",
        "/laws/min-fa-dian.html",
        "/kinds/advice.html",
    ],
)
def test_address_of_a_page_of_the_site(project: Project, alias: str) -> None:
    """Home, fixed pages, lists, figures and topics: each is found on the line of the aliases, with the address in words."""
    (found,) = taken_aliases(with_aliases(project, alias).site())
    assert (found.rule, found.span.path, found.span.line) == ("alias-of-live-page", NEWS, 5)
    assert f"“{alias}”" in found.what


@pytest.mark.parametrize("alias", ["/old.html", "/news/2024/old.html", "/archive/2019/a.html", "/aboutus.html", "/news/index2.html", "/statistics/2019.html"])
def test_free_address(project: Project, alias: str) -> None:
    """Any other address may be an old one."""
    assert not list(taken_aliases(with_aliases(project, alias).site()))


def test_drafts_are_looked_at_too(project: Project) -> None:
    """A draft is told before it is published."""
    project.replace(CASE, "source: 测试局", "source: 测试局\ndraft: true\naliases: [/about.html]")
    assert brief(taken_aliases(project.site())) == {("alias-of-live-page", CASE, 6)}


def test_check_names_file_and_line(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says where, and a build isn't needed to learn it."""
    assert portal(with_aliases(project, "/index.html", "/about.html"), "check") == 1
    out = capsys.readouterr().out
    assert out.count(f"{NEWS}:5") == 2
    assert "“/index.html”" in out and "“/about.html”" in out and "［alias-of-live-page］" in out
