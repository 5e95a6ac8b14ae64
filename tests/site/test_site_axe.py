"""axe-core over one page of every kind: light and dark, on a phone and on a desk, with large text, 长辈版 and high contrast."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from browsing import tab
from built_site import BuiltSite, unavailable
from page_kinds import one_of_each

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MODES = {
    "phone": (PHONE, "light", {}),
    "phone-dark": (PHONE, "dark", {}),
    "desk": (DESK, "light", {}),
    "desk-dark": (DESK, "dark", {}),
    "phone-contrast-200": (PHONE, "light", {"contrast": "1", "size": "200"}),
    "desk-elder": (DESK, "light", {"elder": "1", "size": "150"}),
}
EVERY_KIND = ("phone", "desk-dark")
# Elements with a text of their own, the last one of each look: its font and colour, and all above it that paints or lies in a layer.
LOOKS = """() => {
  const layers = new Map([[null, '']]);
  const layersOf = element => {
    if (!layers.has(element)) {
      const style = getComputedStyle(element);
      const own = ['backgroundColor', 'backgroundImage', 'opacity', 'filter', 'mixBlendMode', 'position', 'zIndex', 'float'].map(name => style[name]).join(' ');
      layers.set(element, layersOf(element.parentElement) + (own === 'rgba(0, 0, 0, 0) none 1 none normal static auto none' ? '' : own + '/'));
    }
    return layers.get(element);
  };
  window.texts = [...document.querySelectorAll('body *')].filter(element =>
    element.matches('input, select, textarea') || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()));
  return Object.fromEntries(texts.map((element, number) => {
    const style = getComputedStyle(element);
    const own = ['color', 'fontSize', 'fontWeight', 'textShadow', 'visibility', '-webkit-text-stroke'].map(name => style[name]).join(' ');
    return [`${element.localName} ${element.getClientRects().length > 0} ${own} ${layersOf(element)}`, number];
  }));
}"""
FINDS = """([fresh, tags]) => {
  fresh.forEach(number => texts[number].setAttribute('data-fresh', ''));
  axe.configure({rules: [{id: 'color-contrast', selector: '[data-fresh]'}]});
  return axe.run({runOnly: tags, resultTypes: ['violations']});
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core."""
    try:
        from axe_playwright_python.base import AXE_SCRIPT
    except ImportError:
        unavailable("要检查无障碍：pip install axe-playwright-python（在requirements-dev.txt里）")
    return str(AXE_SCRIPT)


def violations(page: Page, axe: str, looks: set[str]) -> list[str]:
    """What axe finds on a page, one line an element.

    Contrast takes axe most of its time and depends on nothing but fonts, colours and layers, so each look is measured once. ``looks`` are those that
    were measured before; the page's are added.
    """
    page.evaluate(axe)
    shown: dict[str, int] = page.evaluate(LOOKS)
    found = page.evaluate(FINDS, [[number for look, number in shown.items() if look not in looks], TAGS])["violations"]
    looks.update(shown)
    return [f"{page.url} {one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.long
@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing(browser: Browser, served: str, built_site: BuiltSite, axe: str, mode: str) -> None:
    """No kind of page violates a rule of WCAG 2.2 A or AA, or a best practice of axe.

    Two modes look at every kind, the others at a third of them each, another one in each mode: all in all modes would take many minutes.
    """
    size, scheme, kept = MODES[mode]
    kinds = one_of_each(built_site) if mode in EVERY_KIND else one_of_each(built_site)[list(MODES).index(mode) % 3 :: 3]
    found: list[str] = []
    looks: set[str] = set()
    with tab(browser, viewport=size, color_scheme=scheme) as (page, _):
        page.add_init_script(f"localStorage.setItem('reader', {json.dumps(json.dumps(kept))})")
        for address in kinds:
            page.goto(served + address)
            found += violations(page, axe, looks)
    assert not found, "\n".join(found)


def test_axe_does_find_faults(browser: Browser, served: str, axe: str) -> None:
    """The same check notices pale text, a nameless picture and a nameless button."""
    with tab(browser) as (page, _):
        page.goto(f"{served}about.html")
        page.evaluate("""() => {
          document.querySelector('main p').style.color = '#aaa';
          document.querySelector('main').append(document.createElement('button'), Object.assign(new Image(), {src: document.querySelector('link[rel=icon]').href}));
        }""")
        rules = {one.split(" ")[1] for one in violations(page, axe, set())}
    assert {"color-contrast:", "image-alt:", "button-name:"} <= rules
