"""The bar 长辈版·无障碍 in a real browser: by keyboard, kept on the device, at every text size, with storage blocked, without scripts."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING

import pytest

from browsing import tab
from built_site import BuiltSite
from helpers import ROOT
from page_kinds import one_of_each
from portal.model.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
ROOT_SIZE = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('blocked', 'SecurityError'); }})"


def keep(page: Page, **kept: str) -> None:
    """Make pages find these settings."""
    page.add_init_script(f"localStorage.setItem('reader', {json.dumps(json.dumps(kept))})")


def focused(page: Page) -> str:
    """Name of what has the focus."""
    return str(page.evaluate("document.activeElement.value || document.activeElement.textContent.trim()"))


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(30):
        if focused(page) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {name}")


def told(page: Page) -> str:
    """What was announced last."""
    return page.locator("#reader-status").inner_text()


def test_every_page_has_the_entry(built_site: BuiltSite) -> None:
    """Above everything else on every page stands a link to the page that explains, and the bar itself is hidden until a script opens it."""
    for page in built_site.pages.values():
        [link] = page.tree.xpath("//section[@aria-label='长辈版和无障碍']//a[@id='reader-entry']")
        assert page.file_behind(link.get("href")) == "accessibility/index.html", page.name
        assert page.tree.xpath("//*[@id='reader-panel'][@hidden]") and page.tree.xpath("//*[@id='reader-player'][@hidden]")


def test_the_entry_explains_without_scripts(browser: Browser, served: str) -> None:
    """Without scripts the entry leads to a page that says how to enlarge in a browser and in WeChat, and where to report a barrier."""
    with tab(browser, java_script_enabled=False, viewport=PHONE) as (page, complaints):
        page.goto(served)
        page.get_by_role("link", name="长辈版·无障碍").click()
        text = page.locator("main").inner_text()
    assert not complaints, "\n".join(complaints)
    assert [word for word in ("Ctrl", "微信", "Tab键", "遇到障碍怎样告诉我们", "12348") if word not in text] == []


def test_every_control_works_by_keyboard(browser: Browser, served: str) -> None:
    """Opened, used and closed with keys alone; every change is announced; Esc gives the focus back."""
    with tab(browser, viewport=PHONE) as (page, complaints):
        page.goto(served)
        entry = page.get_by_role("button", name="长辈版·无障碍")
        tab_to(page, "长辈版·无障碍")
        assert entry.get_attribute("aria-expanded") == "false"
        page.keyboard.press("Enter")
        assert entry.get_attribute("aria-expanded") == "true"
        tab_to(page, "100")
        for size in ("125", "150", "175", "200"):
            page.keyboard.press("ArrowRight")
            assert page.evaluate(ROOT_SIZE) == 16 * int(size) / 100
            assert told(page) == f"字号{size}%"
        for name, on, off in (("长辈版", "已打开长辈版", "已退出长辈版"), ("高对比度", "已打开高对比度", "已关闭高对比度"), ("阅读线", "已打开阅读线", "已关闭阅读线")):
            tab_to(page, name)
            for pressed, words in (("true", on), ("false", off)):
                page.keyboard.press("Space")
                assert page.get_by_role("button", name=name, exact=True).get_attribute("aria-pressed") == pressed
                assert told(page).startswith(words)
        page.keyboard.press("Space")
        tab_to(page, "恢复默认")
        page.keyboard.press("Enter")
        assert page.evaluate("Object.keys(document.documentElement.dataset)") == []
        assert page.locator(".reading-line").count() == 0
        page.keyboard.press("Escape")
        assert focused(page) == "长辈版·无障碍" and not page.locator("#reader-panel").is_visible()
        page.keyboard.press("Space")
        tab_to(page, "收起")
        page.keyboard.press("Enter")
        assert focused(page) == "长辈版·无障碍" and entry.get_attribute("aria-expanded") == "false"
    assert not complaints, "\n".join(complaints)


def test_settings_are_kept(browser: Browser, served: str) -> None:
    """After a reload and on the next page everything is as it was set, before anything is painted: nothing shifts; the bar shows what is on."""
    with tab(browser, viewport=PHONE) as (page, complaints):
        page.goto(served)
        page.get_by_role("button", name="长辈版·无障碍").click()
        page.get_by_role("button", name="长辈版", exact=True).click()
        assert page.evaluate(ROOT_SIZE) == 24
        page.locator("input[value='175']").check(force=True)
        page.get_by_role("button", name="高对比度").click()
        for address in ("", "news/", "about.html"):
            page.goto(served + address)
            assert page.evaluate(ROOT_SIZE) == 28
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
            page.wait_for_timeout(100)
            shifts = page.evaluate("new Promise(done => new PerformanceObserver(list => done(list.getEntries().length)).observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 100))")
            assert shifts == 0, address
        page.get_by_role("button", name="长辈版·无障碍").click()
        assert page.locator("input[value='175']").is_checked()
        assert page.get_by_role("button", name="高对比度").get_attribute("aria-pressed") == "true"
        assert page.get_by_role("button", name="长辈版", exact=True).get_attribute("aria-pressed") == "true"
    assert not complaints, "\n".join(complaints)


def test_going_back_shows_what_was_set_since(browser: Browser, served: str) -> None:
    """A page that the browser had put aside takes over what was set on a later one."""
    with tab(browser) as (page, _):
        page.goto(served)
        page.goto(f"{served}about.html")
        page.get_by_role("button", name="长辈版·无障碍").click()
        page.locator("input[value='150']").check(force=True)
        page.go_back()
        page.wait_for_function(f"() => {ROOT_SIZE} === 24")


def test_blocked_storage(browser: Browser, served: str) -> None:
    """With storage blocked the bar works on the page, and says that it will be forgotten."""
    with tab(browser) as (page, complaints):
        page.add_init_script(BLOCKED)
        page.goto(served)
        page.get_by_role("button", name="长辈版·无障碍").click()
        page.get_by_role("button", name="长辈版", exact=True).click()
        assert page.evaluate(ROOT_SIZE) == 24
        assert "不让网页记住设置" in told(page)
        page.get_by_role("button", name="恢复默认").click()
        assert page.evaluate(ROOT_SIZE) == 16
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("rubbish", ["", "null", "7", "not json", '"x"', '["size"]', '{"size":"9999","contrast":false,"other":"1"}'])
def test_rubbish_in_storage_is_ignored(browser: Browser, served: str, rubbish: str) -> None:
    """Whatever stands in storage, the page is as usual and silent, and the bar works."""
    with tab(browser) as (page, complaints):
        page.add_init_script(f"localStorage.setItem('reader', {json.dumps(rubbish)})")
        page.goto(served)
        assert page.evaluate(ROOT_SIZE) == 16
        page.get_by_role("button", name="长辈版·无障碍").click()
        page.locator("input[value='125']").check(force=True)
        assert page.evaluate(ROOT_SIZE) == 20
    assert not complaints, "\n".join(complaints)


@pytest.mark.long
@pytest.mark.parametrize(
    ("width", "kept"),
    [
        (320, {"size": "200", "elder": "1"}),
        (360, {"size": "200"}),
        (768, {"size": "175"}),
        (1280, {"size": "125"}),
        (1280, {"size": "200"}),
        (1280, {"size": "150", "elder": "1"}),
    ],
    ids=str,
)
def test_large_text_reflows(browser: Browser, served: str, built_site: BuiltSite, width: int, kept: dict[str, str]) -> None:
    """At every text size no kind of page scrolls sideways, and every word of the title is on the screen."""
    faults: list[str] = []
    with tab(browser, viewport={"width": width, "height": 800}) as (page, _):
        keep(page, **kept)
        for address in one_of_each(built_site):
            page.goto(served + address, wait_until="domcontentloaded")
            wide, left, right = page.evaluate("() => { const box = document.querySelector('h1').getBoundingClientRect(); return [document.scrollingElement.scrollWidth, box.left, box.right]; }")
            faults += [f"{address}: {wide} wide, title from {left} to {right}"] if wide > width or left < 0 or right > width else []
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("kept", "least"), [({}, 44), ({"elder": "1", "size": "150"}, 60)], ids=["usual", "elder"])
def test_targets_are_large(browser: Browser, served: str, kept: dict[str, str], least: int) -> None:
    """Buttons, fields, navigation and the footer's links are at least 44 pixels high, in 长辈版 60."""
    with tab(browser, viewport=PHONE) as (page, _):
        keep(page, **kept)
        page.goto(served)
        page.locator("#reader-entry").click()
        small = page.evaluate(
            """least => [...document.querySelectorAll('button, input[name=q], .reader label, .main-nav a, .hotline, .brand, .site-footer li a, .service-tiles a, .card-title a')]
              .filter(one => one.getClientRects().length && one.getBoundingClientRect().height < least - .5).map(one => one.outerHTML)""",
            least,
        )
    assert not small, "\n".join(small)


def test_elder_version_is_one_column(browser: Browser, served: str) -> None:
    """On a desk too: text of at least 24 pixels, nothing beside anything, no decoration."""
    with tab(browser, viewport=DESK) as (page, _):
        keep(page, elder="1", size="150")
        page.goto(served)
        columns = page.evaluate("[...document.querySelectorAll('main .home-grid, main .card-list, main .hero-inner')].map(one => getComputedStyle(one).gridTemplateColumns).filter(one => one !== 'none' && one.includes(' '))")
        assert columns == []
        assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('main .card-summary, main .hero-lead')).fontSize)") >= 24
        assert not page.locator(".hero-scene").is_visible()


def test_layouts_ask_for_the_width_in_text() -> None:
    """Our style sheets ask the body for its width (`@container`), not the window (`@media`): only so do layouts follow the text size."""
    sheets = {path.name: path.read_text("utf-8") for path in (ROOT / "overrides" / "styles").glob("*.css")}
    assert any("@container (min-width: 75rem)" in text for text in sheets.values())
    assert [name for name, text in sheets.items() if re.search(r"@media[^{]*(min|max)-width", text)] == []


def test_reading_line_follows_pointer_and_focus(browser: Browser, served: str) -> None:
    """The line stands where the pointer is, then below what has the focus, and doesn't catch clicks."""
    with tab(browser) as (page, complaints):
        keep(page, line="1")
        page.goto(served)
        line = page.locator(".reading-line")
        page.mouse.move(200, 345)
        page.wait_for_function("() => Math.abs(document.querySelector('.reading-line').getBoundingClientRect().top - 345) < 2")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        below = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        box = line.bounding_box()
        assert box is not None and abs(box["y"] - below) < 2 and box["width"] == page.viewport_size["width"]  # type: ignore[index]
        assert page.evaluate("document.elementFromPoint(640, 345).className") != "reading-line"
    assert not complaints, "\n".join(complaints)


def test_nothing_moves(browser: Browser, served: str, built_site: BuiltSite) -> None:
    """No kind of page animates, plays or scrolls smoothly by itself."""
    with tab(browser) as (page, _):
        for address in one_of_each(built_site):
            page.goto(served + address, wait_until="domcontentloaded")
            assert page.evaluate("document.getAnimations().length") == 0, address
            assert page.locator("video[autoplay], audio[autoplay], marquee, blink").count() == 0, address
            assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_the_bar_is_light(built_site: BuiltSite) -> None:
    """The bar's scripts weigh at most 5 KB when sent."""
    scripts = [data for name, data in built_site.files.items() if name.startswith(("assets/reader.", "assets/settings."))]
    assert len(scripts) == 2
    assert sum(len(gzip.compress(data)) for data in scripts) <= 5 * 1024


def test_paper_has_no_bar(browser: Browser, served: str, shipped: Site) -> None:
    """Settings don't reach paper: no bar, no line, black on white, text as large as ever."""
    with tab(browser) as (page, _):
        keep(page, size="200", contrast="1", line="1", elder="1")
        page.goto(served + shipped.by_column["learn"][0].url)
        page.emulate_media(media="print")
        assert not page.locator(".reader").is_visible() and not page.locator(".reading-line").is_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('main .prose p')).color") == "rgb(0, 0, 0)"
        assert page.evaluate(ROOT_SIZE) < 16
