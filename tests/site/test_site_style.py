"""The style page: every component is there, drawn by the shared templates, legible, and no wider than the screen; nothing leads to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from browsing import tab
from built_site import BuiltSite
from helpers import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ADDRESS, FILE = "style/", "style/index.html"
COMPONENTS = {
    "crumbs": ".crumbs a",
    "colours": "svg",
    "type": ".style-text-8",
    "space": "svg",
    "buttons": ".button",
    "notice": ".notice-scenario",
    "card": ".card-title a",
    "list": ".line-list a",
    "empty": ".empty",
    "pager": ".pager a",
    "tags": ".tag",
    "neighbours": ".neighbours a",
    "figures": ".figure-tiles a",
    "table": "table.stats data",
    "chart": "figure.chart svg",
    "services": ".service-tiles a",
    "calendar": ".day-list time",
    "help": ".help a",
    "article": ".prose blockquote",
    "hero": ".hero-search input",
}
_CONTRAST = """() => {
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const channels = colour => { paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1); return [...paint.getImageData(0, 0, 1, 1).data]; };
  const light = colour => colour.slice(0, 3).map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const ground = element => {
    for (let up = element; up; up = up.parentElement) {
      const style = getComputedStyle(up), colour = channels(style.backgroundColor);
      if (style.backgroundImage !== 'none') return null;
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255];
  };
  const faults = new Set();
  for (const element of document.querySelectorAll('body *:not(svg *)')) {
    const own = [...element.childNodes].some(one => one.nodeType === 3 && one.data.trim());
    if (!own || !element.checkVisibility({visibilityProperty: true}) || element.closest('.visually-hidden, .skip')) continue;
    const behind = ground(element);
    if (!behind) continue;
    const [a, b] = [light(channels(getComputedStyle(element).color)), light(behind)].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) faults.add(`${element.tagName}.${element.className}: ${((a + .05) / (b + .05)).toFixed(2)}`);
  }
  return [...faults];
}"""


def test_nothing_leads_to_the_style_page(built_site: BuiltSite) -> None:
    """It is in no list, site map, feed or index, and search engines are told to leave it out."""
    page = built_site.pages[FILE]

    assert page.metas("robots") == ["noindex,follow"]
    assert [one.name for one in built_site.pages.values() if one.name != FILE and "style/" in {str(link) for link in one.tree.xpath("//a/@href")}] == []
    assert [name for name, data in built_site.files.items() if not name.endswith(".html") and b"/style/" in data] == []


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_every_component_is_there_and_fits(browser: Browser, served: str, width: int) -> None:
    """Each component has a box of some size within the screen, in the width of a small phone up to that of a desk."""
    with tab(browser, viewport={"width": width, "height": 900}) as (page, complaints):
        page.goto(served + ADDRESS)
        found: dict[str, Any] = {
            name: page.locator(f"[data-component={name}] {inner}").first.bounding_box() for name, inner in COMPONENTS.items()
        }
        wide = page.evaluate("() => document.scrollingElement.scrollWidth")
        small = page.evaluate(
            "() => [...document.querySelectorAll('main :is(.button, .tag, .field button, .field input, .card-title a, .line-list a, .toc a, .pager a, .figure-tiles a)')]"
            ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44 && !e.closest('.has-toc')).map(e => `${e.className} ${e.textContent}`)"
        )
    assert not complaints, complaints
    assert [name for name, box in found.items() if not box or box["width"] < 8 or box["height"] < 8] == []
    assert [name for name, box in found.items() if box["x"] < 0 or box["x"] + box["width"] > width + 1] == []
    assert wide <= width
    assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_contrast(browser: Browser, served: str, scheme: str) -> None:
    """Every text of every component stands out from its ground by 4.5 to 1, in both schemes."""
    with tab(browser, color_scheme=scheme, viewport={"width": 768, "height": 900}) as (page, _):
        page.goto(served + ADDRESS)
        assert page.evaluate(_CONTRAST) == []


def test_weak_text_is_noticed(browser: Browser, served: str) -> None:
    """The same measure does notice a text without contrast."""
    with tab(browser) as (page, _):
        page.goto(served + ADDRESS)
        page.evaluate("() => { document.querySelector('.lead').style.color = '#aaa' }")
        assert page.evaluate(_CONTRAST) != []


def test_components_are_those_of_other_pages(built_site: BuiltSite) -> None:
    """What the style page shows is what pages use: every class of it, but for its own, is on another page or waits for a state."""
    classes = {one for node in built_site.pages[FILE].tree.xpath("//main//*[@class]") for one in str(node.get("class")).split()}
    others = {one for page in built_site.pages.values() if page.name != FILE for node in page.tree.xpath("//*[@class]") for one in str(node.get("class")).split()}

    assert {one for one in classes - others if not one.startswith("style-")} <= {"empty", "badge-pinned", "badge-real", "review-note", "picture", "pager", "phrase", "footnote", "footnote-ref", "footnote-backref"}


def test_lines_have_at_most_38_characters(browser: Browser, served: str) -> None:
    """Running text on a desk has lines of 28 to 38 characters."""
    with tab(browser, viewport={"width": 1440, "height": 900}) as (page, _):
        page.goto(served + ADDRESS)
        wide, size = page.evaluate("() => { const p = document.querySelector('.prose p'); return [p.clientWidth, parseFloat(getComputedStyle(p).fontSize)]; }")
    assert 28 <= wide / size <= 38


def test_the_style_page_photographs(browser: Browser, served: str, tmp_path: Any) -> None:
    """A photograph of the page shows something: neither blank nor of one colour. A small one is kept in tests/screenshots."""
    with tab(browser, viewport={"width": 1440, "height": 900}, device_scale_factor=0.5) as (page, _):
        page.goto(served + ADDRESS)
        photo = page.screenshot(path=tmp_path / "style.png", full_page=True)
    assert len(photo) > 40_000
    assert (ROOT / "tests/screenshots/style.png").is_file()


def test_a_year_at_a_glance_prints_on_two_sheets(browser: Browser, served: str) -> None:
    """The figures of a year fit on two sheets of A4."""
    with tab(browser) as (page, _):
        page.goto(f"{served}statistics/2025-at-a-glance.html")
        paper = page.pdf(format="A4")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2
