"""The JSON feed has what JSON Feed 1.1 requires."""

from __future__ import annotations

import json
import re
from typing import Any

from feeds.feed_samples import ENTRIES, INFO, NEW, OLD, SITE
from portal.feeds.json_feed import json_feed

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")


def parsed() -> Any:
    """The feed as a reader gets it."""
    return json.loads(json_feed(INFO, ENTRIES).decode("utf-8"))


def test_feed_has_the_required_fields() -> None:
    """Version, title and addresses of the feed are there."""
    feed = parsed()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["home_page_url"], feed["feed_url"]) == ("示例普法", SITE, SITE + "feed.json")
    assert (feed["language"], feed["authors"]) == ("zh-CN", [{"name": "示例司法局"}])


def test_items_keep_their_order_and_are_complete() -> None:
    """Every item has a unique id, its full text and times with an offset."""
    items = parsed()["items"]
    assert [item["id"] for item in items] == [SITE + "cases/%E4%B9%99.html", OLD.id, ENTRIES[2].id]
    assert items[0]["content_html"] == NEW.content_html
    assert items[0]["image"] == SITE + "cases/%E5%9B%BE.png"
    assert items[0]["tags"] == ["租房", "合同"]
    assert all(RFC_3339.fullmatch(item[key]) for item in items for key in ("date_published", "date_modified"))


def test_unknown_fields_are_left_out() -> None:
    """An article without picture, author and tags has no empty fields."""
    assert list(parsed()["items"][1]) == ["id", "url", "title", "content_html", "summary", "date_published", "date_modified"]


def test_control_characters_are_gone() -> None:
    """Titles that were pasted from a word processor are readable."""
    assert parsed()["items"][2]["title"] == "甲]]>&<b>乙</b>"


def test_same_entries_give_same_readable_bytes() -> None:
    """The feed is UTF-8 with Chinese characters as they are, and the same every time."""
    assert json_feed(INFO, ENTRIES) == json_feed(INFO, ENTRIES)
    assert "情景案例".encode() in json_feed(INFO, ENTRIES)
