"""Subscribing: the page that explains it, and feeds that a person opens in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import feedparser  # type: ignore[import-untyped]  # no stubs
import pytest
from lxml import etree

from browsing import tab
from built_site import BuiltSite
from helpers import Project
from small_site import small_site
from web_server import Address, serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FEEDS = ["feed.xml", "atom.xml", "news/feed.xml", "news/atom.xml"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The tiny project as a site."""
    folder = tmp_path_factory.mktemp("feeds")
    return small_site(folder, Project.create(folder / "project"))


@pytest.fixture(scope="module")
def served_small(small: BuiltSite) -> Iterator[Address]:
    """The tiny project on a loopback server."""
    with serve(small.folder) as address:
        yield address


@pytest.mark.parametrize("name", FEEDS)
def test_opened_feed_is_a_page(browser: Browser, served_small: Address, name: str) -> None:
    """A person who opens a feed sees its title, what it is for, and links that lead to the articles; nothing that is for programs."""
    with tab(browser, viewport={"width": 360, "height": 740}) as (page, complaints):
        page.goto(served_small + name)
        titles = page.locator("title")
        assert titles.first.is_visible() and titles.first.text_content().startswith("测试门户")
        assert "阅读软件" in page.locator("p").first.inner_text()
        links = {str(one.get_attribute("href")): one.inner_text() for one in page.locator("a").all() if one.is_visible()}
        assert links["https://test.example/news/2025/first.html"] == "第一条新闻"
        assert links["https://test.example/feeds/"] == "怎样订阅"
        shown = "[...document.querySelectorAll('*')].filter(e => !e.children.length && e.getClientRects().length).map(e => e.localName)"
        assert set(page.evaluate(shown)) <= {"title", "a", "description", "summary"}
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [one for one in complaints if "404 (Not Found)" not in one] == []  # a feed can't name its icon, so the browser tries /favicon.ico


@pytest.mark.parametrize("name", FEEDS)
def test_feeds_stay_valid(small: BuiltSite, name: str) -> None:
    """The style sheet stands before the feed and is a file of the site, no stylesheet language is used that browsers drop, and no reader minds."""
    parsed = feedparser.parse(small.files[name])
    assert not parsed.bozo and parsed.feed.title.startswith("测试门户")
    assert {one.title: one.link for one in parsed.entries}["第一条新闻"] == "https://test.example/news/2025/first.html"
    sheet = etree.fromstring(small.files[name]).getprevious()
    assert sheet is not None and sheet.getprevious() is None
    assert sheet.attrib["type"] == "text/css"
    assert (small.folder / Path(name).parent / sheet.attrib["href"]).resolve().is_file()


def test_page_explains_and_names_every_feed(small: BuiltSite) -> None:
    """Every feed of the site and its columns is linked with its address in full, beside the calendar and the WeChat account."""
    page = small.pages["feeds/index.html"]
    links = {page.file_behind(str(one)) for one in page.tree.xpath("//main//a/@href") if "//" not in one}
    assert {name for name in small.files if name.endswith(("feed.xml", "atom.xml", "feed.json"))} <= links
    assert "calendar/days.ics" in links
    assert page.tree.xpath("//a/@href[starts-with(., 'webcal:')]") == ["webcal://test.example/calendar/days.ics"]
    text = page.tree.find(".//main").text_content()
    assert "https://test.example/feed.xml" in text and "微信" in text and "苹果手机" in text and "安卓手机" in text


def test_every_page_leads_there(small: BuiltSite) -> None:
    """The footer links to the page about subscribing."""
    missing = [name for name, page in small.pages.items() if page.tree.xpath("//footer") and not page.tree.xpath("//footer//a[contains(@href, 'feeds/')]")]
    assert missing == []


def test_addresses_are_copied_by_keyboard(browser: Browser, served_small: Address) -> None:
    """A button copies an address and says so; without JavaScript it isn't offered, and the address can be read."""
    with tab(browser, permissions=["clipboard-read", "clipboard-write"]) as (page, complaints):
        page.goto(f"{served_small}feeds/")
        page.get_by_role("button", name="复制全站的网址").press("Enter")
        page.wait_for_function("() => document.querySelector('#copy-status').textContent")
        assert page.locator("#copy-status").inner_text() == "已复制全站的网址。"
        assert page.evaluate("navigator.clipboard.readText()") == "https://test.example/feed.xml"
    assert not complaints, "\n".join(complaints)
    with tab(browser, java_script_enabled=False) as (page, _):
        page.goto(f"{served_small}feeds/")
        assert [one for one in page.locator("main button").all() if one.is_visible()] == []
        assert page.get_by_text("https://test.example/feed.xml").is_visible()
