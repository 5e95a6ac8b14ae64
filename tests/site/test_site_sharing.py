"""In a real browser: copying a page's address, its code, and posters that fill one sheet of A4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import tab
from built_site import BuiltSite, build
from helpers import NOW, Project
from web_server import serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

URL = "https://test.example/cases/2025/loan.html"
LONG = "## 怎么办\n\n" + "".join(f"{one}. **第{one}步先把证据一样一样地留好。** {'保存转账记录和聊天记录，' * 7}不要删。\n" for one in range(1, 9)) + "\n"
CASE = "content/cases/2025/2025-06-10-loan.md"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The tiny project with a long case, built and served."""
    project = Project.create(tmp_path_factory.mktemp("sharing") / "project").replace(CASE, "## 法律依据", f"{LONG}## 法律依据")
    project.replace(CASE, "title: ", "title: 亲戚朋友之间借钱没有写借条，到了时候不肯还又不接电话，").write("content/news/2025/wide.svg", SVG)
    project.replace("content/news/2025/2025-06-01-second.md", "正文。", '正文。\n\n![会场的平面图](wide.svg "平面图。测试局制图")\n\n' + "文字。" * 300)
    done = build(project.root, project.root / "out", NOW)
    assert done.returncode == 0, done.stdout + done.stderr
    with serve(project.root / "out") as address:
        yield address, project.root / "out"


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><rect width="640" height="360" fill="#0e417f"/></svg>'


def test_address_is_copied_and_said(browser: Browser, place: tuple[str, Path]) -> None:
    """The button puts the page's own address on the clipboard and says so to everybody."""
    with tab(browser, permissions=["clipboard-read", "clipboard-write"]) as (page, complaints):
        page.goto(f"{place[0]}cases/2025/loan.html")
        page.get_by_role("button", name="复制链接").click()
        page.get_by_role("status").filter(has_text="已复制本页网址").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == URL
    assert not complaints


def test_code_is_seen_on_request_and_on_paper(browser: Browser, place: tuple[str, Path]) -> None:
    """The code opens without JavaScript, dark on light in the dark too; on paper it stands with the address, and the buttons don't."""
    with tab(browser, java_script_enabled=False, color_scheme="dark") as (page, complaints):
        page.goto(f"{place[0]}cases/2025/loan.html")
        assert not page.get_by_role("button", name="复制链接").is_visible()
        code = page.get_by_role("img", name="本页网址的二维码")
        assert not code.is_visible()
        page.get_by_text("二维码", exact=True).click()
        assert code.bounding_box()["width"] >= 150
        page.emulate_media(media="print")
        assert page.get_by_text(f"网址：{URL}").is_visible()
        assert not page.get_by_role("link", name="打印海报").is_visible()
    assert not complaints


@pytest.mark.parametrize("address", ["posters/cases/2025/loan.html", "posters/statistics/aid.html"])
@pytest.mark.parametrize("margin", ["", "20mm"], ids=["as asked", "usual margins"])
def test_poster_fills_one_sheet(browser: Browser, place: tuple[str, Path], address: str, margin: str) -> None:
    """However long the case, its poster is one upright page of A4, also where the browser keeps its own margins."""
    with tab(browser) as (page, complaints):
        page.goto(place[0] + address)
        sides = dict.fromkeys(("top", "right", "bottom", "left"), margin)
        pdf = page.pdf(format="A4", margin=sides) if margin else page.pdf(prefer_css_page_size=True)  # type: ignore[arg-type]
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
        width, height = map(float, re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)[0])
        assert abs(width - 595) <= 2 and abs(height - 842) <= 2
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 642, "height": 971})  # A4 without 2 cm on every side, in CSS pixels
        box = page.locator(".poster").bounding_box()
        assert box is not None and box["height"] <= 971 and page.locator(".masthead").is_hidden()
    assert not complaints


_OUTSIDE = """() => [...document.querySelectorAll('text')].filter(one => {
  const box = one.getBBox();
  return box.x < 14 || box.x + box.width > 196 || box.y < 5 || box.y + box.height > 292;
}).map(one => one.textContent)"""
_ABREAST = """() => {
  const boxes = [...document.querySelectorAll('text')].map(one => [one.getBBox(), one.textContent]);
  const level = (a, b) => Math.min(a.y + a.height * .8, b.y + b.height * .8) - Math.max(a.y + a.height * .2, b.y + b.height * .2) > 0;
  return boxes.flatMap(([a, text], at) => boxes.slice(at + 1).filter(([b]) => level(a, b) && a.x < b.x + b.width && b.x < a.x + a.width).map(one => [text, one[1]]));
}"""


def test_sheets_hold_their_words(browser: Browser, place: tuple[str, Path], built_site: BuiltSite) -> None:
    """As Chromium measures them no words of any shipped sheet, or of a long one, leave the sheet or run into each other."""
    sheets = [built_site.folder / name for name in built_site.files if name.startswith("posters/") and name.endswith(".svg")]
    assert len(sheets) == sum(name.startswith("posters/") for name in built_site.pages)
    with tab(browser) as (page, _):
        for sheet in [*sheets, place[1] / "posters/cases/2025/loan.svg"]:
            page.goto(sheet.as_uri())
            assert page.evaluate("document.querySelectorAll('text').length") >= 8
            assert page.evaluate(_OUTSIDE) == [], sheet
            assert page.evaluate(_ABREAST) == [], sheet


def test_nothing_moves_when_pictures_arrive(browser: Browser, place: tuple[str, Path]) -> None:
    """Room for a picture is kept before it is there: the layout never shifts."""
    watch = "window.shift = 0; new PerformanceObserver(l => l.getEntries().forEach(e => shift += e.value)).observe({type: 'layout-shift', buffered: true})"
    with tab(browser, viewport={"width": 360, "height": 640}) as (page, complaints):
        page.add_init_script(watch)
        page.goto(f"{place[0]}news/2025/second.html", wait_until="load")
        box = page.locator("figure.picture img").bounding_box()
        assert box is not None and abs(box["width"] / box["height"] - 640 / 360) < 0.02
        assert page.evaluate("shift") == 0
    assert not complaints
