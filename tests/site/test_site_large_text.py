"""Large text on a phone: the page begins on the first screen, and charts grow too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from browsing import tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def keep(page: Page, **kept: str) -> None:
    """Make pages find these settings."""
    page.add_init_script(f"localStorage.setItem('reader', {json.dumps(json.dumps(kept))})")


@pytest.mark.parametrize("contrast", ["", "1"], ids=["usual", "contrast"])
@pytest.mark.parametrize("size", ["125", "150", "175", "200"])
def test_the_page_begins_on_the_first_screen(browser: Browser, served: str, size: str, contrast: str) -> None:
    """At large sizes the head of a phone's page leaves two thirds of the screen to the page; its menu opens all columns, with targets of 44 pixels."""
    with tab(browser, viewport={"width": 360, "height": 640}) as (page, _):
        keep(page, size=size, **({"contrast": "1"} if contrast else {}))
        page.goto(f"{served}statistics/")
        assert page.evaluate("document.querySelector('main').getBoundingClientRect().top") <= 640 * 0.36
        assert page.locator(".masthead").evaluate("one => getComputedStyle(one).position") == "static"
        columns = page.get_by_role("navigation", name="主导航").get_by_role("link")
        assert columns.count() == 0
        page.locator(".head-menu summary").click()
        assert columns.count() >= 8
        sizes = [one.bounding_box() for one in page.locator(".masthead :is(a, summary):visible").all()]
        assert all(one and one["height"] >= 44 and one["width"] >= 44 for one in sizes)
        assert page.evaluate("document.scrollingElement.scrollWidth") == 360


@pytest.mark.parametrize("width", [320, 360])
def test_charts_grow_with_the_text(browser: Browser, served: str, width: int) -> None:
    """Twice the text size makes a chart's text twice as large or nearly so, in a box of its own that scrolls by keyboard; paper doesn't change."""
    measure = "() => { const box = document.querySelector('.chart-scroll'); return [box.querySelector('text').getBoundingClientRect().height, box.scrollWidth - box.clientWidth, document.scrollingElement.scrollWidth]; }"
    with tab(browser, viewport={"width": width, "height": 640}) as (page, _):
        page.goto(f"{served}statistics/2025-at-a-glance.html")
        small, beyond, wide = page.evaluate(measure)
        assert beyond == 0 and wide == width
        page.evaluate("document.documentElement.dataset.size = '200'")
        large, beyond, wide = page.evaluate(measure)
        assert large >= small * 1.6 and beyond > 0 and wide == width
        box = page.locator(".chart-scroll").first
        box.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("() => document.querySelector('.chart-scroll').scrollLeft > 0")
        page.emulate_media(media="print")
        assert page.evaluate(measure)[1] == 0
