"""The button, the real clipboard, and an editor that keeps what the account's keeps: everything arrives."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageDraw

from helpers import ROOT
from portal.pages.prose import ProseRenderer
from portal.wechat.export.article import Exported
from portal.wechat.export.copy_page import copy_page
from portal.wechat.export.nodes import bare
from wechat_samples import exported, exporter, plain_of, shipped

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SUMMARY = "content/summaries/2026/2026-11-22-2025-annual-summary.md"
SHOTS = ROOT / "tests" / "screenshots"
MOST_BYTES = 120_000
TEXT = """办事大厅新添了自助终端，来办事的乡亲，
多数能自己打印回执。**要点**：先取号，再排队。详见[办事说明](https://www.example.gov.cn/guide)和《中华人民共和国法律援助法》第二十二条。

![办事大厅的自助终端](photo.png "图为自助终端")

## 一、几个数

{{ table: legal_aid.cases, notary.total, mediation.accepted@2025 title="2025年几项法律服务" }}

{{ chart: stacked legal_aid.criminal, legal_aid.civil@2025 title="2025年法律援助案件构成" }}

### （一）怎样办

1. **带证件**：身份证原件。
    - 代办的，带委托书；
    - 未成年人，由监护人陪同。
2. **问清楚**：拨打12348。

> 免费咨询，不收取任何费用。

| 事项 | 地点 | 时间 |
| --- | --- | ---: |
| 法律援助 | 一楼1号窗口 | 3日 |
| 公证 | 二楼 | 15日 |
"""
_SEEN = """() => {
  const editor = document.getElementById("editor"), style = (one) => getComputedStyle(editor.querySelector(one));
  const count = (one) => editor.querySelectorAll(one).length;
  return {
    text: editor.textContent, kinds: window.kinds, plain: window.plain,
    counts: Object.fromEntries(["h2", "h3", "p", "strong", "table", "th", "td", "img", "ul", "ol", "li", "blockquote", "figcaption", "sup"].map((one) => [one, count(one)])),
    pictures: [...editor.querySelectorAll("img")].map((one) => one.naturalWidth),
    heading: [style("h2").color, style("h2").fontSize, style("h2").borderLeftWidth],
    cell: editor.querySelector("td") && [style("td").borderTopWidth, style("td").borderTopStyle, style("table").borderCollapse],
    scroll: editor.querySelector("table") && getComputedStyle(editor.querySelector("table").parentElement).overflowX,
    items: [...editor.querySelectorAll("li")].map((one) => one.firstElementChild?.tagName),
    links: count("a"), html: editor.innerHTML,
  };
}"""
_COUNT = "() => Object.fromEntries({tags}.map((one) => [one, document.querySelectorAll('#article ' + one).length]))"


@pytest.fixture(scope="module")
def sample() -> Exported:
    """An article with something of everything, rendered with the shipped figures."""
    html = ProseRenderer(exporter().env, exporter().site).render(TEXT, "news/2026/a.html").html
    return exported(html, {"news/2026/photo.png": hall()}, title="办事大厅添了自助终端", site_name="汨罗普法")


def hall() -> bytes:
    """A drawing of a hall with a terminal."""
    image, found = Image.new("RGB", (800, 360), "#dfe8f2"), BytesIO()
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 280, 800, 360), fill="#b9c7d6")
    draw.rectangle((330, 60, 470, 300), fill="#0e417f")
    draw.rectangle((350, 80, 450, 170), fill="#ffffff")
    draw.ellipse((560, 90, 640, 170), fill="#d06900")
    draw.rectangle((555, 170, 645, 330), fill="#00806e")
    image.save(found, "PNG")
    return found.getvalue()


def paste(browser: Browser, made: Exported, folder: Path, before: str = "", shot: str = "") -> tuple[dict[str, Any], dict[str, int]]:
    """Open the page from the disk, press its button, paste into the editor; what the editor then holds, and what the page had."""
    file = folder / "copy.html"
    file.write_text(copy_page(made), encoding="utf-8")
    context = browser.new_context(locale="zh-CN", viewport={"width": 900, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    complaints: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda one: complaints.append(str(one)))
    page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
    if before:
        page.add_init_script(before)
    page.goto(file.as_uri())
    page.click("#copy")
    page.wait_for_function("document.getElementById('state').textContent")
    assert page.inner_text("#state") == "正文已复制，到公众号后台粘贴。"
    had: dict[str, int] = page.evaluate(_COUNT.replace("{tags}", '["h2","h3","strong","table","th","td","img","ul","ol","li","blockquote","figcaption","sup"]'))
    save(page, "#article", shot and f"{shot}-before")
    editor = context.new_page()
    editor.goto((Path(__file__).parent / "editor.html").as_uri())
    editor.click("#editor")
    editor.keyboard.press("Control+V")
    editor.wait_for_function("[...document.querySelectorAll('#editor img')].every((one) => one.complete) && document.querySelector('#editor section')")
    seen: dict[str, Any] = editor.evaluate(_SEEN)
    save(editor, "#editor", shot and f"{shot}-after")
    context.close()
    assert not complaints
    return seen, had


def save(page: Page, selector: str, name: str) -> None:
    """A picture for the documentation, small enough for a repository."""
    if name:
        image, found = Image.open(BytesIO(page.locator(selector).screenshot(type="png"))).convert("RGB"), BytesIO()
        image.quantize(64, dither=Image.Dither.NONE).save(found, "PNG", optimize=True)
        assert len(found.getvalue()) <= MOST_BYTES
        kept = SHOTS / f"{name}.png"
        if not kept.exists():  # a new one is taken when the old one is removed
            kept.write_bytes(found.getvalue())


def whole(made: Exported, seen: dict[str, Any], had: dict[str, int]) -> None:
    """Nothing is lost between the page and the editor."""
    assert bare(seen["text"]) == plain_of(made.html)
    assert {tag: seen["counts"][tag] for tag in had} == had
    assert len(seen["pictures"]) == had["img"] and all(seen["pictures"])
    assert seen["heading"] == ["rgb(14, 65, 127)", "18px", "4px"]
    assert had["td"] == 0 or seen["cell"] == ["1px", "solid", "collapse"]
    assert had["table"] == 0 or seen["scroll"] == "auto"
    assert all(tag == "SECTION" for tag in seen["items"])
    assert not re.search(r'\b(?:id|class)="|position:|href="(?!https?://mp\.weixin)', seen["html"])


@pytest.mark.parametrize("which", ["sample", "summary"])
def test_everything_survives_the_clipboard(browser: Browser, sample: Exported, tmp_path: Path, which: str) -> None:
    """Text, pictures, tables, headings, lists and their styles; plain text is there for editors that only take that."""
    made = sample if which == "sample" else shipped(SUMMARY)
    seen, had = paste(browser, made, tmp_path, shot="export" if which == "sample" else "")

    assert {"text/html", "text/plain"} <= set(seen["kinds"])
    assert "一、" in seen["plain"]
    assert had["img"] == len(made.pictures) > 1 and had["table"] > 0
    whole(made, seen, had)


def test_old_browsers_copy_what_is_selected(browser: Browser, sample: Exported, tmp_path: Path) -> None:
    """Without ClipboardItem the page selects the text and copies it."""
    seen, had = paste(browser, sample, tmp_path, before="delete window.ClipboardItem")

    assert "text/html" in seen["kinds"]
    assert bare(seen["text"]) == plain_of(sample.html)
    assert (seen["counts"]["table"], seen["counts"]["img"]) == (had["table"], had["img"])
    assert all(seen["pictures"])


def test_buttons_beside_the_text_copy_the_rest(browser: Browser, sample: Exported, tmp_path: Path) -> None:
    """Title and address are pasted into fields of their own."""
    file = tmp_path / "copy.html"
    file.write_text(copy_page(sample), encoding="utf-8")
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(file.as_uri())
    for name, text in (("标题", sample.long_title), ("阅读原文", sample.content_source_url)):
        page.click(f"button[aria-label=复制{name}]")
        page.wait_for_function(f"document.getElementById('state').textContent.startsWith('{name}')")
        assert page.evaluate("navigator.clipboard.readText()") == text
    context.close()
