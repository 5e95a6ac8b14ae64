"""Shell, assets, site checks, sitemap, redirects."""

from __future__ import annotations

import pickle

import pytest

from helpers import ROOT, Project
from portal.assembly.assets import collect
from portal.assembly.making import Made
from portal.assembly.outputs import security_txt, sitemap
from portal.assembly.redirects import redirects
from portal.assembly.shell import BODY, HEAD, SCRIPTS, Shell, ShellKey, script_tags
from portal.assembly.site_checks import check_links, facts_of
from portal.assembly.theme import theme_folder
from portal.errors import PortalError
from portal.pages.page import Page
from samples import context_of


def test_shell_joins_what_it_was_cut_from() -> None:
    """Joining puts head, body and scripts where the template has its tokens."""
    shell = Shell.cut(f"<a>{HEAD}<b>{BODY}<c>{SCRIPTS}<d>")

    assert shell.join("1", "2", "3") == "<a>1<b>2<c>3<d>"


@pytest.mark.parametrize("broken", ["", HEAD + BODY, f"{BODY}{HEAD}{SCRIPTS}", f"{HEAD}{HEAD}{BODY}{SCRIPTS}"])
def test_shell_without_its_tokens_is_refused(broken: str) -> None:
    """A template that lost a token would silently drop every page's text."""
    with pytest.raises(PortalError, match=r"overrides/main\.html.*\n怎么改"):
        Shell.cut(broken)


def test_assets_are_named_by_content() -> None:
    """One style sheet with the theme's and ours, without references to source maps."""
    assets = collect(theme_folder(), ROOT / "overrides")
    sheet = assets.files[assets.styles]

    assert b".md-typeset" in sheet
    assert b"sourceMappingURL" not in sheet
    first, last = script_tags(("today", "search"), assets.scripts, "../")
    assert first.startswith('\n<script type="module" blocking="render" src="../assets/today.')
    assert last.startswith('<script type="module" src="../assets/search.')


def check_page(project: Project, html: str) -> list[str]:
    pages = {"news/index.html": f"<html>{html}</html>", "index.html": '<p id="here"></p>', "news/a.html": ""}
    site = project.site()
    facts = {name: facts_of(site, name, text) for name, text in pages.items()}
    dead = [one for name, found in facts.items() for one in check_links(name, found, facts, lambda file: facts[file].ids)]
    return [one.rule for one in (*(one for found in facts.values() for one in found.findings), *dead)]


@pytest.mark.parametrize(
    ("html", "rules"),
    [
        ('<data value="120" data-metric="aid.cases@2024">120</data>', []),
        ('<data value="120" data-metric="aid.cases@2024" data-format="unit">120件</data>', []),
        ('<data value="20" data-metric="aid.cases@2024" data-format="yoy"><b>20.0</b></data>', []),
        ('<data value="121" data-metric="aid.cases@2024">121</data>', ["data-element-differs"]),
        ('<data value="120" data-metric="aid.cases@2024">121</data>', ["data-element-differs"]),
        ('<data value="120" data-metric="aid.none@2024">120</data>', ["data-element-differs"]),
        ('<data value="120" data-metric="aid.cases@2024" data-format="unit">120人</data>', []),
        ("<data value=120>120</data>", ["data-element-differs"]),
        ('<data value="120" data-metric="aid.cases@2024">120', ["data-element-unreadable"]),
        ('<a href="a.html">x</a><a href="../">x</a><a href="../#here">x</a><a href="/news/a.html">x</a>', []),
        ('<a href="b.html">x</a>', ["dead-link"]),
        ('<img src="../x.png">', ["dead-link"]),
        ('<source srcset="../x.1.360.webp 360w, ../x.1.720.webp 720w">', ["dead-link", "dead-link"]),
        ('<a href="../#gone">x</a>', ["dead-anchor"]),
        ('<a href="https://x.example/gone">x</a><a href="tel:12348">x</a>', []),
    ],
)
def test_site_check(project: Project, html: str, rules: list[str]) -> None:
    """A figure that differs from the data, or a link into nothing, stops the build."""
    assert check_page(project, html) == rules


def test_sitemap_names_listed_pages_with_their_day(project: Project) -> None:
    """Search pages and the like stay out."""
    pages = [
        Page(address="news/", section="", title="", description="", body="", modified="2025-06-20"),
        Page(address="search/", section="", title="", description="", body="", listed=False),
    ]

    found = sitemap(project.site(), pages).decode()

    assert "<url><loc>https://test.example/news/</loc><lastmod>2025-06-20</lastmod></url>" in found
    assert "search" not in found


def test_alias_leads_to_the_present_address(project: Project) -> None:
    """A page for any server and a line for nginx."""
    project.replace("content/news/2025/2025-06-01-second.md", "source: 测试局", "source: 测试局\naliases: [/old/a.html]")
    found = dict(redirects(context_of(project.site())))

    assert found["redirects.map"] == b"/old/a.html /news/2025/second.html;\n"
    assert b'content="0; url=/news/2025/second.html"' in found["old/a.html"]


def test_security_txt_only_with_a_contact(project: Project) -> None:
    """Nothing is invented: without a contact there is no file."""
    assert not dict(security_txt(project.site()))

    project.replace("data/bureau.yml", "area: 测试市", "area: 测试市\nsecurity_contact: mailto:a@test.example\nsecurity_expires: 2026-01-01")

    assert b"Expires: 2026-01-01T00:00:00+08:00" in dict(security_txt(project.site()))[".well-known/security.txt"]


def test_a_made_page_is_kept_without_what_it_has_anyway() -> None:
    """Neither defaults nor the file's name, which follows from the address; it comes back equal."""
    page = Made("news/", ShellKey("news", "../"), "0" * 64, scripts=("copy",))
    assert page.file == "news/index.html"
    back = pickle.loads(pickle.dumps(page))
    assert set(vars(back)) == {"address", "key", "digest", "scripts"}
    assert (back, back.file, back.listed) == (page, page.file, True)
