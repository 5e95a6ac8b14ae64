"""Synthetic feed and entries that the tests of feeds share."""

from __future__ import annotations

from helpers import moment
from portal.feeds.entries import Entry, FeedInfo

SITE = "https://portal.example/"
HOSTILE = "甲\x0b\x08]]>&<b>乙</b>\ud800"

INFO = FeedInfo(
    title="示例普法",
    description="示例站点的全部文章。",
    home_url=SITE,
    self_urls={"rss": SITE + "feed.xml", "atom": SITE + "atom.xml", "json": SITE + "feed.json"},
    author="示例司法局",
)

NEW = Entry(
    id=SITE + "cases/乙.html",
    url=SITE + "cases/乙.html",
    title="【情景案例】押金要得回来吗",
    summary="租金 < 押金 & 合同",
    content_html="<p>正文<br/>二</p>",
    published=moment("2025-03-05 09:30"),
    updated=moment("2025-04-01 08:00"),
    author="示例法律援助中心",
    tags=("租房", "合同"),
    image_url=SITE + "cases/图.png",
    image_bytes=1234,
    image_type="image/png",
)
OLD = Entry(
    id=SITE + "news/a.html",
    url=SITE + "news/a.html",
    title="宪法宣传周",
    summary="摘要",
    content_html="<p>一</p>",
    published=moment("2025-01-02"),
    updated=moment("2025-01-02"),
)
NASTY = Entry(
    id=SITE + "news/b.html",
    url=SITE + "news/b.html",
    title=HOSTILE,
    summary=HOSTILE,
    content_html=f"<p>{HOSTILE}</p>",
    published=moment("2024-12-04"),
    updated=moment("2024-12-04"),
    author=HOSTILE,
    tags=(HOSTILE,),
)
ENTRIES = (NEW, OLD, NASTY)
