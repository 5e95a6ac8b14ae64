"""Ten errands of readers on the shipped site, each by keyboard alone and without scripts, always from the home page by what it offers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook

from browsing import tab
from portal.model.site import Site
from readers import Reader, WithKeys, WithoutScripts

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TITLE, CARD, SEARCH = "main h1", "main .card-title a", "遇到什么事"
ROOT_SIZE = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
One = TypeVar("One", bound=Reader)
both = pytest.mark.parametrize("kind", [WithKeys, WithoutScripts])


@contextmanager
def at_home(browser: Browser, served: str, kind: type[One]) -> Iterator[One]:
    """A reader at the home page; nothing may complain on the way."""
    with tab(browser, java_script_enabled=kind is not WithoutScripts) as (page, complaints):
        page.goto(served)
        yield kind(page)
    # A feed shown bare names no icon, so browsers ask for /favicon.ico, which is no page's fault.
    heard = [one for one in complaints if not one.startswith(f"{served}feed.xml error: Failed to load resource")]
    assert not heard, "\n".join(heard)


def path(reader: Reader) -> str:
    """Where a reader is, without the leading slash."""
    return urlsplit(reader.page.url).path.lstrip("/")


def test_unpaid_wages_by_searching(browser: Browser, served: str) -> None:
    """Words typed into the search of the home page lead to what to do about unpaid wages, and on to a case."""
    with at_home(browser, served, WithKeys) as reader:
        reader.ask(SEARCH, "拖欠工资")
        reader.page.locator("#search-results a").first.wait_for()
        reader.open("被拖欠工资", "#search-results a")
        reader.open("讨薪", "section[aria-labelledby=cases-title] a")
        assert path(reader).startswith("cases/20")
        assert "工资" in reader.page.locator("main article").inner_text()


def test_unpaid_wages_without_scripts(browser: Browser, served: str) -> None:
    """The same search says what else there is, and the list by tag leads to a case about unpaid wages."""
    with at_home(browser, served, WithoutScripts) as reader:
        reader.ask(SEARCH, "拖欠工资")
        assert "没有脚本也可以这样找" in reader.read("main noscript")
        reader.open("按标签", "main noscript a")
        reader.open("劳动权益", "main a")
        reader.open("讨薪", CARD)
        assert path(reader).startswith("cases/20")
        assert "工资" in reader.read("main article")


@both
def test_download_a_table(browser: Browser, served: str, tmp_path: Path, kind: type[Reader]) -> None:
    """The figures of legal aid as CSV and as XLSX hold the number that the page's table shows."""
    with at_home(browser, served, kind) as reader:
        reader.open("数据", ".main-nav a")
        reader.open("法律援助", "main h2 a")
        shown = reader.page.locator("main table data").first.get_attribute("value")
        text = reader.download("下载法律援助数据，CSV格式", tmp_path).read_text("utf-8-sig")
        book = load_workbook(reader.download("下载法律援助数据，XLSX格式", tmp_path), read_only=True)
        cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
        book.close()
    assert shown and shown in text and shown in cells


@both
def test_the_hotline(browser: Browser, served: str, shipped: Site, kind: type[Reader]) -> None:
    """At the top of the home page stands the number, and it can be called."""
    number = shipped.bureau.hotline
    with at_home(browser, served, kind) as reader:
        if isinstance(reader, WithKeys):
            reader.reach(number, ".hotline")
        assert number in reader.read(".hotline")
        assert reader.page.locator(".hotline").get_attribute("href") == f"tel:{number}"


def open_a_set(reader: Reader, title: str) -> None:
    """From the home page to a set of questions."""
    reader.open("民法典知识竞答", ".site-footer a")
    reader.open(title, "main .quiz-name a")


def test_a_quiz_with_its_score(browser: Browser, served: str, shipped: Site) -> None:
    """A set, answered by arrows and Enter, ends with its score."""
    chosen = shipped.quizzes["family"]
    first = chosen.questions[0]
    with at_home(browser, served, WithKeys) as reader:
        open_a_set(reader, chosen.title)
        reader.page.locator(".quiz-item button").first.wait_for()
        reader.reach(first.options[0], f"#q-{first.id}")
        for one in chosen.questions:
            for key in ["Space", *["ArrowDown"] * (one.answer - 1), "Enter", "Enter"]:
                reader.page.keyboard.press(key)
        total = len(chosen.questions)
        assert reader.read("#quiz-score") == f"成绩：{total}题答对{total}题"


def test_quiz_answers_without_scripts(browser: Browser, served: str, shipped: Site) -> None:
    """Every question of a set opens its answer."""
    chosen = shipped.quizzes["family"]
    with at_home(browser, served, WithoutScripts) as reader:
        open_a_set(reader, chosen.title)
        for one in chosen.questions:
            item = reader.page.locator(f"#q-{one.id}")
            assert not item.locator(".quiz-key").is_visible()
            item.locator("summary").click()
            assert item.locator(".quiz-key").inner_text() == f"正确答案：{one.options[one.answer - 1]}"


@both
def test_divorce_and_its_time_limits(browser: Browser, served: str, shipped: Site, kind: type[Reader]) -> None:
    """我遇到了 leads to divorce, its steps and the time limits."""
    guide = shipped.guides["divorce"]
    with at_home(browser, served, kind) as reader:
        reader.open("我遇到了", ".main-nav a")
        reader.open(guide.title, "main a")
        assert reader.read(TITLE) == f"{guide.title}怎么办"
        assert reader.read("#deadlines-title") == "别错过时间"
        assert "30日" in reader.read(".guide-deadlines ul")


@both
def test_what_cites_a_statute(browser: Browser, served: str, kind: type[Reader]) -> None:
    """The list by statute leads to the Civil Code, and from there to an article that says so."""
    with at_home(browser, served, kind) as reader:
        reader.open("按法律找文章", ".site-footer a")
        reader.open("《中华人民共和国民法典》", "main a")
        assert "民法典" in reader.read(TITLE)
        title = reader.page.locator(CARD).first.inner_text()
        reader.open(title, CARD)
        assert reader.read(TITLE).replace("\n", "").endswith(title)
        assert "《中华人民共和国民法典》" in reader.read("section[aria-labelledby=laws-title]")


@both
def test_legal_aid_and_its_phone(browser: Browser, served: str, shipped: Site, kind: type[Reader]) -> None:
    """The tile on the home page leads to how to apply, what to bring and whom to call."""
    with at_home(browser, served, kind) as reader:
        reader.open("法律援助", "main .service-tiles a")
        assert reader.read(TITLE) == "法律援助申请指南"
        words = reader.read("main article")
        assert "申请" in words and "材料" in words
        phone = f"main a[href='tel:{shipped.bureau.hotline}']"
        if isinstance(reader, WithKeys):
            reader.reach(shipped.bureau.hotline, phone)
        assert shipped.bureau.hotline in reader.read(phone)


@both
def test_subscribing(browser: Browser, served: str, tmp_path: Path, kind: type[Reader]) -> None:
    """The foot of the page leads to the calendar file and to the feed of the whole site."""
    with at_home(browser, served, kind) as reader:
        reader.open("普法日历订阅到手机", ".site-footer a")
        assert reader.download("下载日历文件", tmp_path).read_bytes().startswith(b"BEGIN:VCALENDAR")
        reader.open("RSS（全站）", "main a")
        assert path(reader) == "feed.xml"


def test_larger_text_by_keyboard(browser: Browser, served: str) -> None:
    """The bar opens and enlarges by keys, and the next page is as large."""
    with at_home(browser, served, WithKeys) as reader:
        reader.use("长辈版·无障碍", "#reader-entry")
        reader.reach("100%", "#reader-panel input")
        reader.page.keyboard.press("ArrowRight")
        reader.page.keyboard.press("ArrowRight")
        assert reader.page.evaluate(ROOT_SIZE) == 24
        reader.page.keyboard.press("Escape")
        reader.open("普法园地", ".main-nav a")
        assert reader.page.evaluate(ROOT_SIZE) == 24


def test_larger_text_without_scripts(browser: Browser, served: str) -> None:
    """The same entry leads to how browsers and WeChat enlarge."""
    with at_home(browser, served, WithoutScripts) as reader:
        reader.open("长辈版·无障碍", "#reader-entry")
        words = reader.read("main")
        assert "Ctrl" in words and "微信" in words


@both
def test_who_reviewed(browser: Browser, served: str, kind: type[Reader]) -> None:
    """An article names who reviewed it, and the foot of the page leads to how."""
    with at_home(browser, served, kind) as reader:
        reader.open(reader.page.locator(CARD).first.inner_text(), CARD)
        assert "审" in reader.read("main .editors")
        reader.open("内容审核", ".site-footer a")
        assert reader.read(TITLE) == "内容审核"
        assert all(word in reader.read("main") for word in ("一审", "二审", "三审"))
