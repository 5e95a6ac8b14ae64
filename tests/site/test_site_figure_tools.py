"""The tools over tables of figures, in a real browser, on the tiny project with its two years."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from browsing import tab
from helpers import Project
from small_site import small_site
from web_server import Address, serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

AID, ALL = "statistics/aid.html", "statistics/"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """The tiny project on a loopback server."""
    folder = tmp_path_factory.mktemp("figures")
    with serve(small_site(folder, Project.create(folder / "project")).folder) as address:
        yield address


@contextmanager
def table_at(browser: Browser, url: str, **options: object) -> Iterator[tuple[Page, Locator]]:
    """A page with its first table; it must stay silent."""
    with tab(browser, permissions=["clipboard-read", "clipboard-write"], **options) as (page, complaints):
        page.goto(url)
        page.locator(".figure-tools").first.wait_for()
        yield page, page.locator("table.stats")
    assert not complaints, "\n".join(complaints)


def labels(table: Locator) -> list[str]:
    """The metrics that are shown, from the top."""
    return [one.locator("th a").inner_text() for one in table.locator("tbody tr").all() if one.is_visible()]


def said(page: Page) -> str:
    """What a screen reader is told."""
    return page.locator(".figure-status[role=status]").inner_text()


def without_figures(project: Project) -> None:
    """Take the figures out of the article, which the changed data would contradict."""
    article = project.root / "content/news/2025/2025-06-20-first.md"
    article.write_text(article.read_text("utf-8").partition("## 数字")[0] + "正文。\n", "utf-8")


def test_columns_sort_by_value_from_the_keyboard(browser: Browser, small: Address) -> None:
    """Enter on a head sorts from the largest, again from the smallest, again as printed; 超12 000 counts as 12000; it is announced."""
    with table_at(browser, small + AID) as (page, table):
        printed = labels(table)
        head = table.locator("thead th[data-year='2024']")
        head.locator("button").focus()
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "descending"
        assert labels(table) == ["法律咨询", "办理法律援助案件", "刑事法律援助案件", "民事法律援助案件"]
        assert "2024年”从大到小" in said(page) and "不能直接比较" in said(page)
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "ascending"
        assert labels(table)[-1] == "法律咨询"
        page.keyboard.press("Space")
        assert head.get_attribute("aria-sort") is None and labels(table) == printed
        assert page.evaluate("document.activeElement.className") == "figure-sort"


def test_a_sorted_part_names_its_whole(browser: Browser, small: Address) -> None:
    """Once parts no longer stand below their whole, each says in sight whose part it is."""
    with table_at(browser, small + AID) as (_, table):
        whole = table.get_by_text("“办理法律援助案件”的其中项：").first
        box = whole.bounding_box()
        assert box is not None and box["width"] <= 1
        table.locator("thead th[data-year='2024'] button").click()
        box = whole.bounding_box()
        assert box is not None and box["width"] > 50


def test_what_has_no_number_comes_last_both_ways(browser: Browser, small: Address) -> None:
    """不公开 and 无数据 are never the smallest or the largest."""
    with table_at(browser, small + "statistics/mediation.html") as (_, table):
        button = table.locator("thead th[data-year='2024'] button")
        for _round in range(2):
            button.click()
            assert labels(table)[-1] == "重点关注人员"


def test_word_and_choice_narrow_the_table(browser: Browser, small: Address) -> None:
    """A word, also that of a group, and the check boxes decide which rows are shown; how many is announced."""
    with table_at(browser, small + ALL) as (page, table):
        total = len(labels(table))
        page.get_by_label("按字词筛选").fill("法律援助案件")
        assert len(labels(table)) == 3 and f"显示{total}项中的3项" in said(page)
        page.get_by_label("按字词筛选").fill("没有这个词")
        assert labels(table) == [] and "没有符合的指标" in said(page)
        page.get_by_label("按字词筛选").fill("")
        page.get_by_text("挑选指标", exact=True).press("Enter")
        page.get_by_role("button", name="全不选").click()
        page.get_by_role("checkbox", name="法律咨询").press("Space")
        assert labels(table) == ["法律咨询"]
        page.get_by_role("button", name="全选").click()
        assert len(labels(table)) == total


def test_two_years_are_compared_only_where_that_is_right(browser: Browser, small: Address) -> None:
    """Two chosen years stand alone with their difference; of approximate values none is calculated; 不比较 brings everything back."""
    with table_at(browser, small + AID) as (page, table):
        heads = table.locator("thead th")
        before = heads.all_inner_texts()
        page.get_by_label("比较年份").select_option("2024")
        page.get_by_label("和哪一年比").select_option("2023")
        shown = [one.inner_text() for one in heads.all() if one.is_visible()]
        assert shown == ["指标", "单位", "2023年", "2024年", "增减"]
        cells = {label: row.locator("td").last.inner_text() for label, row in zip(labels(table), table.locator("tbody tr").all(), strict=True)}
        assert cells["办理法律援助案件"] == "+20（+20%）" and cells["法律咨询"] == "不可比"
        assert "2024年比2023年" in said(page)
        heads.last.locator("button").click()
        assert labels(table)[0] == "办理法律援助案件"
        page.get_by_label("比较年份").select_option("")
        page.get_by_label("和哪一年比").select_option("")
        assert heads.all_inner_texts() == before


def test_points_are_compared_as_points(browser: Browser, small: Address) -> None:
    """A rate changes by percentage points."""
    with table_at(browser, small + "statistics/mediation.html") as (page, table):
        page.get_by_label("比较年份").select_option("2023")
        page.get_by_label("和哪一年比").select_option("2024")
        row = table.locator("tbody tr", has_text="调解成功率")
        assert row.locator("td").last.inner_text() == "+5个百分点"


def test_a_break_between_the_years_forbids_the_comparison(browser: Browser, project: Project) -> None:
    """Where the definition changed in between, 不可比 stands instead of a number."""
    project.replace("data/statistics/metrics.yml", "constraints:", "breaks:\n  - {metric: aid.cases, year: 2024, note: 2024年起含线上件}\nconstraints:")
    without_figures(project)
    with serve(small_site(project.root.parent, project).folder) as address, table_at(browser, address + AID) as (page, table):
        page.get_by_label("比较年份").select_option("2023")
        page.get_by_label("和哪一年比").select_option("2024")
        assert table.locator("tbody tr").first.locator("td").last.inner_text() == "不可比"


def test_one_year_offers_no_comparison(browser: Browser, project: Project) -> None:
    """With a single year of figures there is nothing to compare, and nothing to choose."""
    (project.root / "data/statistics/2023.yml").unlink()
    without_figures(project)
    with serve(small_site(project.root.parent, project).folder) as address, table_at(browser, address + AID) as (page, _):
        assert page.get_by_label("比较年份").count() == 0
        assert page.get_by_label("按字词筛选").count() == 1


def test_what_is_shown_is_copied(browser: Browser, small: Address) -> None:
    """Text has title, signs, notes and address; CSV has raw values, units and what is approximate as words; hidden rows stay out."""
    with table_at(browser, small + AID) as (page, _):
        page.get_by_role("button", name="复制成CSV").click()
        page.wait_for_function("() => /已复制4行/.test(document.querySelector('.figure-status').textContent)")
        lines = str(page.evaluate("navigator.clipboard.readText()")).splitlines()
        assert lines[0].startswith('"指标","单位","2023年","2024年"')
        assert '"办理法律援助案件","件",100,120,20' in lines[1]
        assert '"法律咨询","人次","900余","超12000","—"' in lines
        page.get_by_label("按字词筛选").fill("咨询")
        page.get_by_role("button", name="复制成文字").click()
        page.wait_for_function("() => /已复制1行/.test(document.querySelector('.figure-status').textContent)")
        text = str(page.evaluate("navigator.clipboard.readText()"))
        assert "法律咨询\t人次\t900余" in text and "资料来源" in text and text.endswith(AID) and "民事" not in text


def test_copying_works_without_a_clipboard(browser: Browser, small: Address) -> None:
    """Where the page may not use the clipboard, as over http, the old command copies."""
    with tab(browser) as (page, _):
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        page.goto(small + AID)
        page.get_by_role("button", name="复制成CSV").click()
        page.wait_for_function("() => /已复制4行/.test(document.querySelector('.figure-status').textContent)")
        assert page.evaluate("document.activeElement.textContent") == "复制成CSV"


def test_without_scripts_the_table_stands_alone(browser: Browser, small: Address) -> None:
    """Without JavaScript no tool is offered, and every figure is there."""
    with tab(browser, java_script_enabled=False) as (page, complaints):
        page.goto(small + AID)
        assert [one for one in page.locator("main :is(button, .figure-tools, .figure-status)").all() if one.is_visible()] == []
        assert page.locator("table.stats tbody tr").count() == 4
    assert not complaints


@pytest.mark.parametrize("width", [320, 360])
def test_tools_fit_a_phone(browser: Browser, small: Address, width: int) -> None:
    """On a phone nothing overflows, and everything to tap is at least 44 pixels high."""
    with table_at(browser, small + ALL, viewport={"width": width, "height": 700}) as (page, _):
        page.get_by_text("挑选指标", exact=True).click()
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        targets = page.locator(".figure-tools :is(button, summary, select, [type=search], fieldset label), .figure-sort").all()
        assert len(targets) > 8
        assert [one.bounding_box() for one in targets if (one.bounding_box() or {"height": 0})["height"] < 44] == []
