"""The shipped guides in a real browser, as somebody without JavaScript uses them, and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browsing import tab
from portal.model.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_unpaid_wages_from_the_home_page_without_scripts(browser: Browser, served: str, shipped: Site) -> None:
    """From the home page to the guide about unpaid wages: its first step, its hotline, the papers to tick, a case."""
    guide = shipped.guides["unpaid-wages"]
    with tab(browser, java_script_enabled=False, viewport={"width": 360, "height": 800}) as (page, complaints):
        page.goto(served)
        page.get_by_role("region", name="我遇到了").get_by_role("link", name=guide.title).click()
        assert page.get_by_role("heading", level=1).inner_text() == f"{guide.title}怎么办"
        assert page.locator(".guide-steps li h3").first.inner_text() == guide.steps[0].title
        assert page.locator(".guide-places a[href='tel:12333']").first.is_visible()
        box = page.get_by_role("checkbox", name=guide.papers[0])
        box.check()
        assert box.is_checked()
        page.locator("main a[href*='cases/']").first.click()
        assert page.get_by_role("link", name=f"{guide.title}怎么办").is_visible()
    assert not complaints, "\n".join(complaints)


def test_everything_to_touch_is_large_enough(browser: Browser, served: str) -> None:
    """Choices, papers, numbers to call: at least 44 pixels high on a phone."""
    sizes = "found => found.map(one => one.getBoundingClientRect().height)"
    with tab(browser, viewport={"width": 360, "height": 800}) as (page, _):
        for address, what in (("guides/", ".guide-choices a"), ("guides/unpaid-wages.html", ".checklist label, .guide-places .call, .guide-choices a")):
            page.goto(served + address)
            heights = page.locator(what).evaluate_all(sizes)
            assert heights and min(heights) >= 44, address


def test_a_guide_prints_its_boxes_and_none_of_the_site(browser: Browser, served: str) -> None:
    """On paper the boxes of the papers are drawn, and navigation, related guides and the button are gone."""
    with tab(browser) as (page, _):
        page.goto(f"{served}guides/unpaid-wages.html")
        page.emulate_media(media="print")
        assert page.locator(".checklist input").first.evaluate("one => getComputedStyle(one).appearance + getComputedStyle(one).borderTopStyle") == "nonesolid"
        for gone in (".main-nav", ".guide-related", ".print-link", ".crumbs"):
            assert not page.locator(gone).first.is_visible(), gone
        assert page.locator(".guide-steps").is_visible()
