"""JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Sequence

from portal.feeds.entries import Entry, FeedInfo, clean, percent, plain


def json_feed(info: FeedInfo, entries: Sequence[Entry]) -> bytes:
    """A JSON Feed with full texts, UTF-8, keys always in the same order.

    Args:
        info: what is said once; ``self_urls["json"]`` is the address of the feed.
        entries: newest first, the order they are written in.

    Source: jsonfeed.org/version/1.1.
    """
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain(info.title),
        "home_page_url": percent(info.home_url),
        "feed_url": percent(info.self_urls["json"]),
        "description": plain(info.description),
        "language": info.language,
        "authors": [{"name": plain(info.author)}],
        "items": [_item(entry) for entry in entries],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _item(entry: Entry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": percent(entry.id),
        "url": percent(entry.url),
        "title": plain(entry.title),
        "content_html": clean(entry.content_html),
        "summary": plain(entry.summary),
        "image": percent(entry.image_url),
        # RFC 3339 asks for a time of day even when only the day is known.
        "date_published": entry.published.at.isoformat(),
        "date_modified": max(entry.published, entry.updated).at.isoformat(),
        "authors": [{"name": plain(entry.author)}] if entry.author else [],
        "tags": [plain(tag) for tag in entry.tags],
    }
    if entry.original:
        item["external_url"] = percent(entry.original.url)
        item["_wechat"] = {"account": plain(entry.original.account), "mid": entry.original.mid, "idx": entry.original.idx}
    return {key: value for key, value in item.items() if value or key == "content_html"}
