"""RSS and Atom are read by a feed reader without complaint and avoid what validators reject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import feedparser  # type: ignore[import-untyped]  # no stubs
import pytest
from lxml import etree

from feeds.feed_samples import ENTRIES, INFO, NASTY, NEW, OLD, SITE
from portal.feeds.entries import Entry, FeedInfo
from portal.feeds.rss_atom import atom, rss

NS = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
SECOND = SITE + "cases/%E4%B9%99.html"
Write = Callable[[FeedInfo, Sequence[Entry]], bytes]
both = pytest.mark.parametrize("write", [rss, atom])


def texts(document: bytes, path: str) -> list[str]:
    """Texts or attribute values at an XPath."""
    found = etree.fromstring(document).xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return [str(item.text) if isinstance(item, etree._Element) else str(item) for item in found]


@both
def test_a_feed_reader_has_no_complaint(write: Write) -> None:
    """Feedparser reads hostile entries without a bozo flag, newest first, in full."""
    feed = feedparser.parse(write(INFO, ENTRIES))
    assert feed.bozo == False  # noqa: E712 - feedparser gives 0 or False
    assert [entry.id for entry in feed.entries] == [SECOND, OLD.id, NASTY.id]
    assert feed.entries[0].title == NEW.title
    assert feed.entries[0].content[0].value == "<p>正文<br />二</p>"
    assert feed.entries[0].published_parsed[:5] == (2025, 3, 5, 1, 30)
    assert [tag.term for tag in feed.entries[0].tags] == ["租房", "合同"]
    assert feed.feed.language == "zh-CN"


@both
def test_same_entries_give_same_bytes(write: Write) -> None:
    """Nothing in a feed depends on when it is written."""
    assert write(INFO, ENTRIES) == write(INFO, ENTRIES)
    assert write(INFO, ()) == write(INFO, ())


@both
def test_addresses_are_ascii(write: Write) -> None:
    """Chinese addresses are percent-encoded everywhere outside text."""
    document = write(INFO, ENTRIES)
    found = texts(document, "//link/text() | //guid/text() | //a:id/text() | //@href | //@url")
    assert SECOND in found
    assert all(url.isascii() and url.startswith("https://") for url in found)


@both
def test_generator_has_no_version(write: Write) -> None:
    """An update of the library doesn't change the feed."""
    document = write(INFO, ENTRIES)
    assert texts(document, "//generator/text() | //a:generator/text()") == ["portal"]
    assert texts(document, "//a:generator/@*") == []


def test_rss_channel_links_to_the_site_and_to_itself() -> None:
    """The channel's link is the home page; the Atom link is the feed's own address."""
    document = rss(INFO, ENTRIES)
    assert texts(document, "/rss/channel/link") == [SITE]
    assert texts(document, "/rss/channel/a:link/@href") == [SITE + "feed.xml"]
    assert texts(document, "/rss/channel/a:link/@rel") == ["self"]


def test_rss_dates_are_shanghai_time_of_the_newest_change() -> None:
    """lastBuildDate is the latest change, and every date has the offset +0800."""
    document = rss(INFO, ENTRIES)
    assert texts(document, "//lastBuildDate") == ["Tue, 01 Apr 2025 08:00:00 +0800"]
    assert texts(document, "//pubDate") == ["Wed, 05 Mar 2025 09:30:00 +0800", "Thu, 02 Jan 2025 00:00:00 +0800", "Wed, 04 Dec 2024 00:00:00 +0800"]


def test_rss_guid_is_the_permanent_address() -> None:
    """A moved article keeps its guid and gets its new link."""
    document = rss(INFO, (replace(OLD, url=SITE + "moved.html"),))
    assert texts(document, "//item/guid") == [OLD.id]
    assert texts(document, "//item/guid/@isPermaLink") == ["true"]
    assert texts(document, "//item/link") == [SITE + "moved.html"]


def test_rss_names_authors_without_mail() -> None:
    """Authors are Dublin Core creators, since RSS's own author must be a mail address."""
    document = rss(INFO, (NEW, OLD))
    assert texts(document, "//dc:creator") == ["示例法律援助中心"]
    assert texts(document, "//author | //managingEditor") == []


def test_rss_description_is_html_and_comes_first() -> None:
    """The summary is escaped as HTML and stands before the full text."""
    document = rss(INFO, (NEW,))
    assert texts(document, "//item/description") == ["租金 &lt; 押金 &amp; 合同"]
    assert texts(document, "//content:encoded[preceding-sibling::description]") == [NEW.content_html]


def test_rss_has_one_enclosure_with_true_length() -> None:
    """An article with a picture has exactly one enclosure; one without has none."""
    document = rss(INFO, (NEW, OLD))
    assert texts(document, "//enclosure/@url") == [SITE + "cases/%E5%9B%BE.png"]
    assert texts(document, "//enclosure/@length") == ["1234"]
    assert texts(document, "//enclosure/@type") == ["image/png"]


def test_atom_content_is_html() -> None:
    """Content has a type that Atom knows."""
    assert set(texts(atom(INFO, ENTRIES), "//a:content/@type")) == {"html"}


def test_atom_entries_have_one_link_each() -> None:
    """Pictures don't become a second link without rel."""
    document = atom(INFO, ENTRIES)
    assert texts(document, "//a:entry/a:link/@href") == [SECOND, OLD.url, NASTY.url]
    assert texts(document, "/a:feed/a:link/@rel") == ["self", "alternate"]
    assert texts(document, "/a:feed/a:id") == [SITE + "atom.xml"]


def test_atom_updated_is_the_newest_change() -> None:
    """The feed's time is that of its latest change; an entry is never updated before it is published."""
    document = atom(INFO, (NEW, replace(OLD, updated=NASTY.updated)))
    assert texts(document, "/a:feed/a:updated") == ["2025-04-01T08:00:00+08:00"]
    assert texts(document, "//a:entry/a:updated") == ["2025-04-01T08:00:00+08:00", "2025-01-02T00:00:00+08:00"]


def test_atom_author_falls_back_to_the_publisher() -> None:
    """Every entry has an author, as Atom asks for."""
    assert texts(atom(INFO, (NEW, OLD)), "//a:author/a:name") == ["示例司法局", "示例法律援助中心", "示例司法局"]
