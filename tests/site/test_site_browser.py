"""The shipped site in a real browser: silent, self-contained, usable without scripts, on a phone, in the dark and on paper."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

from browsing import tab
from built_site import BuiltSite
from portal.model.site import Site
from web_server import POLICY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def kinds(built_site: BuiltSite, shipped: Site) -> list[str]:
    """One page of each kind."""
    ways = ["news/", "services/", "tags/", "laws/"]
    entries = [next(page.address for page in built_site.pages.values() if page.address.startswith(way) and page.address != way) for way in ways]
    firsts = [articles[0].url for articles in shipped.by_column.values() if articles]
    metric = next(iter(shipped.statistics.metrics)).replace(".", "/")
    single = ["", "statistics/", "statistics/enforcement.html", f"statistics/{metric}.html", "calendar/", "search/", "sitemap.html", "404.html", "about.html"]
    return list(dict.fromkeys([*single, *ways, *entries, *firsts]))


def overflow(page: Page) -> list[str]:
    """Whether the page is wider than the screen, in words."""
    content, screen = page.evaluate("() => [document.scrollingElement.scrollWidth, innerWidth]")
    return [f"{page.url} is {content} wide on {screen}"] if content > screen else []


@pytest.mark.long
def test_no_page_complains_calls_out_or_overflows(browser: Browser, served: str, built_site: BuiltSite) -> None:
    """Every page opens under a strict policy at 320 pixels: no console message, no failed or foreign request, no sideways scroll."""
    with tab(browser, viewport={"width": 320, "height": 700}) as (page, complaints):
        for one in built_site.pages.values():
            response = page.goto(served + one.address, wait_until="domcontentloaded")
            assert response is not None and response.headers["content-security-policy"] == POLICY
            complaints += overflow(page)
        page.wait_for_load_state("load")
    assert not complaints, "\n".join(complaints)


def test_the_policy_is_enforced(browser: Browser, served: str) -> None:
    """An inline style, set on a page of the site, is refused and noticed, so silence above means something."""
    with tab(browser) as (page, complaints):
        page.goto(served)
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
        page.wait_for_timeout(100)
    assert any("style-src" in one for one in complaints)


@pytest.mark.parametrize("width", [360, 768])
def test_no_kind_of_page_overflows(browser: Browser, served: str, kinds: list[str], width: int) -> None:
    """On screens 360 and 768 pixels wide no kind of page scrolls sideways."""
    faults: list[str] = []
    with tab(browser, viewport={"width": width, "height": 900}) as (page, _):
        for address in kinds:
            page.goto(served + address)
            faults += overflow(page)
    assert not faults, "\n".join(faults)


def test_overflow_is_noticed(browser: Browser, served: str) -> None:
    """The same measure does notice a page that is too wide."""
    with tab(browser, viewport={"width": 320, "height": 700}) as (page, _):
        page.goto(f"{served}about.html")
        page.evaluate("() => { document.querySelector('main').style.width = '900px' }")
        assert overflow(page)


@contextmanager
def without_scripts(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    with tab(browser, java_script_enabled=False) as (page, complaints):
        yield page
    assert not complaints, "\n".join(complaints)


def test_articles_read_without_scripts(browser: Browser, served: str, shipped: Site) -> None:
    """Without scripts an article shows its title, summary and every heading; what only scripts can do is not offered."""
    article = shipped.by_column["cases"][0]
    with without_scripts(browser) as page:
        page.goto(served + article.url)
        assert page.locator("h1").is_visible()
        text = page.locator("main").inner_text()
        assert article.meta.summary in text
        assert [heading for heading in article.headings() if heading not in text] == []
        assert all(not one.is_visible() for one in page.locator("[data-print]").all())


def test_tables_and_charts_show_without_scripts(browser: Browser, served: str, built_site: BuiltSite, shipped: Site) -> None:
    """Without scripts tables show their figures, and charts their shapes and numbers."""
    charted = next(one.url for one in shipped.articles if built_site.pages[one.url].tree.xpath("//main//figure//svg"))
    with without_scripts(browser) as page:
        page.goto(f"{served}statistics/legal_aid.html")
        assert page.locator("table data", has_text="244").first.is_visible()
        page.goto(served + charted)
        chart = page.locator("main figure svg").first
        box = chart.bounding_box()
        assert box is not None and box["width"] > 200 and box["height"] > 100
        shapes = [one.bounding_box() for one in chart.locator("rect, path, circle, line, polyline").all()]
        assert len([one for one in shapes if one and (one["width"] > 1 or one["height"] > 1)]) >= 3
        assert any(one.inner_html().strip() for one in chart.locator("text").all())


def test_lists_and_calendar_show_without_scripts(browser: Browser, served: str, shipped: Site) -> None:
    """Without scripts a column lists its articles, and the calendar every legal day."""
    with without_scripts(browser) as page:
        page.goto(f"{served}cases/")
        links = page.locator("main li a").all()
        assert len([one for one in links if one.is_visible() and one.inner_text().strip()]) >= len(shipped.by_column["cases"])
        page.goto(f"{served}calendar/")
        text = page.locator("main").inner_text()
        assert [day.name for day in shipped.days if day.name not in text] == []


def test_navigation_works_without_scripts(browser: Browser, served: str, shipped: Site) -> None:
    """Without scripts a reader on a phone goes from home to a column to an article and back by clicking."""
    column = shipped.column("cases")
    with without_scripts(browser) as page:
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(served)
        page.get_by_role("navigation", name="主导航").get_by_role("link", name=column.label, exact=True).click()
        assert page.url == f"{served}cases/"
        assert page.locator("h1").inner_text() == column.label
        page.locator("main li a", has_text=page.locator("main .card-title, main li h2, main li h3").first.inner_text()).first.click()
        assert urlsplit(page.url).path.startswith("/cases/20")
        page.get_by_role("navigation", name="当前位置").get_by_role("link", name="首页").click()
        assert page.url == served


def test_search_without_scripts_says_what_to_do(browser: Browser, served: str) -> None:
    """Without scripts the search page says so and leads on to laws, readers, tags and the site map."""
    with without_scripts(browser) as page:
        page.goto(f"{served}search/?q={quote('欠薪')}")
        hint = page.locator("main").inner_text()
        assert "脚本" in hint and "12348" in hint
        for name, target in (("按法律", "laws/"), ("按读者", "audiences/"), ("按标签", "tags/"), ("网站地图", "sitemap.html")):
            link = page.locator("main a", has_text=name).first
            assert link.is_visible() and str(link.get_attribute("href")).endswith(target)


@pytest.mark.parametrize("query", ["欠薪", "民法典", "法律 援助"])
def test_search_finds(browser: Browser, served: str, built_site: BuiltSite, query: str) -> None:
    """Typing a query into the search box of the home page lists pages that exist and contain every word of it."""
    with tab(browser) as (page, complaints):
        page.goto(served)
        box = page.locator("main input[name=q]")
        box.fill(query)
        box.press("Enter")
        page.wait_for_url("**/search/?q=*")
        page.locator("#search-results a").first.wait_for()
        targets = {urlsplit(str(one.evaluate("e => e.href"))).path.lstrip("/") for one in page.locator("#search-results a").all()}
        assert page.locator("input#q").input_value() == query
    assert not complaints, "\n".join(complaints)
    assert targets and targets <= set(built_site.pages)
    for target in targets:
        text = built_site.pages[target].tree.find(".//main").text_content()
        assert all(word in text for word in query.split()), target


def test_search_labels_scenarios(browser: Browser, served: str) -> None:
    """Results that are made-up cases say so."""
    with tab(browser) as (page, _):
        page.goto(f"{served}search/?q={quote('农民工')}")
        page.locator("#search-results a[href*='cases/']").first.wait_for()
        for row in page.locator("#search-results > li", has=page.locator("a[href*='cases/']")).all():
            assert "情景案例" in row.inner_text()


@pytest.mark.parametrize("query", ["<img src=x onerror=document.title='bad'>", "<script>document.title='bad'</script>", "\"'><b>x", "%", "\\"])
def test_search_shows_hostile_queries_as_text(browser: Browser, served: str, query: str) -> None:
    """A query that looks like HTML is text: nothing runs, nothing loads, and the page says that it found nothing or something."""
    with tab(browser) as (page, complaints):
        page.goto(f"{served}search/?q={quote(query)}")
        page.wait_for_function("() => /找到|没有/.test(document.querySelector('#search-status').textContent)")
        assert page.title() != "bad"
        assert page.locator("input#q").input_value() == query
        assert page.locator("main img, main script, main b").count() == 0
    assert not complaints, "\n".join(complaints)


def test_dark_scheme(browser: Browser, served: str) -> None:
    """In the dark scheme the page's background is dark and its text light; in the light one the other way round."""
    seen = {scheme: colours(browser, served, scheme) for scheme in ("light", "dark")}
    assert seen["light"][0] > 200 and seen["light"][1] < 100, seen
    assert seen["dark"][0] < 80 and seen["dark"][1] > 160, seen


def colours(browser: Browser, served: str, scheme: str) -> tuple[float, float]:
    """Mean brightness (0 … 255) of the page's background and text in a colour scheme."""
    with tab(browser, color_scheme=scheme) as (page, _):
        page.goto(f"{served}about.html")
        channels: list[list[float]] = page.evaluate(
            """() => {
              const ground = [document.body, document.documentElement].map(e => getComputedStyle(e).backgroundColor).find(c => !/, 0\\)$/.test(c));
              const paint = document.createElement('canvas').getContext('2d');
              return [ground ?? 'white', getComputedStyle(document.querySelector('main p')).color].map(colour => {
                paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1); return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
              });
            }"""
        )
    ground, text = (sum(one) / 3 for one in channels)
    return ground, text


def test_article_prints(browser: Browser, served: str, shipped: Site, tmp_path: Path) -> None:
    """An article on paper has its title and text, and no navigation or search."""
    article = shipped.by_column["learn"][0]
    file = tmp_path / "article.pdf"
    with tab(browser) as (page, _):
        page.goto(served + article.url)
        page.pdf(path=file, format="A4")
        page.emulate_media(media="print")
        assert page.locator("h1").is_visible()
        assert not page.get_by_role("navigation", name="主导航").is_visible()
        assert not page.locator("header [role=search]").first.is_visible()
    assert file.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, encoding="utf-8", check=True).stdout
        flat = "".join(text.split())
        assert article.meta.title.replace(" ", "") in flat
        assert [heading for heading in article.headings() if heading.replace(" ", "") not in flat] == []


def test_keyboard_skips_to_the_text(browser: Browser, served: str) -> None:
    """The first Tab shows the skip link, Enter on it moves the focus to the text."""
    with tab(browser) as (page, _):
        page.goto(served)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        box = page.locator("a[href='#main']").first.bounding_box()
        assert box is not None and box["y"] >= 0 and box["height"] > 10
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
