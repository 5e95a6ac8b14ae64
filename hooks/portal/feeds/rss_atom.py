"""RSS 2.0 and Atom 1.0, through feedgen.

What feedgen needs to be told, each checked in the tests: the last ``link`` becomes the channel's; entries are
prepended unless appended; times are "now" unless set; names of authors need Dublin Core in RSS; and links of Atom
entries lose their ``rel``, so that a picture can only be an enclosure in RSS.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from portal.feeds.entries import Entry, FeedInfo, clean, newest, percent, plain

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry  # type: ignore[import-untyped]  # no stubs
    from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]  # no stubs
    from lxml.etree import _Element

_GENERATOR = "portal"
_ATOM, _HTML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/1999/xhtml}"
_WHAT = "这是订阅源，给阅读软件用的：复制地址栏里的网址，粘贴到阅读软件里，有新文章它会告诉您。"


def rss(info: FeedInfo, entries: Sequence[Entry]) -> bytes:
    """An RSS 2.0 feed with full texts.

    Args:
        info: what is said once; ``self_urls["rss"]`` is the address of the feed.
        entries: newest first, the order they are written in.

    Source: rssboard.org/rss-specification.
    """
    feed = _feed(info, entries, "rss", "application/rss+xml")
    feed.load_extension("dc", atom=False, rss=True)
    for entry in entries:
        item = _item(feed, entry)
        # RSS descriptions are HTML, summaries are plain text.
        item.description(escape(plain(entry.summary), quote=False))
        item.guid(percent(entry.id), permalink=True)
        if entry.author:
            item.dc.dc_creator(plain(entry.author))
        if entry.image_url:
            item.enclosure(percent(entry.image_url), str(entry.image_bytes), entry.image_type)
    return _bytes(feed.rss_str(pretty=True), info)


def atom(info: FeedInfo, entries: Sequence[Entry]) -> bytes:
    """An Atom 1.0 feed with full texts.

    Args:
        info: what is said once; ``self_urls["atom"]`` is the address of the feed and its id.
        entries: newest first, the order they are written in.

    Source: RFC 4287.
    """
    feed = _feed(info, entries, "atom", "application/atom+xml")
    feed.author(name=plain(info.author))
    for entry in entries:
        item = _item(feed, entry)
        item.id(percent(entry.id))
        item.summary(plain(entry.summary))
        item.updated(max(entry.published, entry.updated).at)
        item.author(name=plain(entry.author or info.author))
    return _bytes(feed.atom_str(pretty=True), info)


def _feed(info: FeedInfo, entries: Sequence[Entry], form: str, mime: str) -> FeedGenerator:
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    own = percent(info.self_urls[form])
    feed.id(own)
    feed.title(plain(info.title))
    feed.description(plain(info.description))
    feed.link(href=own, rel="self", type=mime)
    feed.link(href=percent(info.home_url), rel="alternate", type="text/html")
    feed.language(info.language)
    feed.generator(_GENERATOR)
    feed.updated(newest(entries))
    return feed


def _item(feed: FeedGenerator, entry: Entry) -> FeedEntry:
    item = feed.add_entry(order="append")
    item.title(plain(entry.title))
    item.link(href=percent(entry.url), rel="alternate")
    item.content(clean(entry.content_html), type="html")
    item.published(entry.published.at)
    for tag in entry.tags:
        item.category(term=plain(tag))
    if entry.original:  # as a category, since feedgen writes links without what they are
        item.category(term=plain(entry.original.name), scheme=percent(entry.original.url), label=plain(entry.original.account))
    return item


def _bytes(document: bytes, info: FeedInfo) -> bytes:
    """With what a person needs who opens it, and the line feed at the end that text files have."""
    return (_readable(document, info) if info.style else document.rstrip()) + b"\n"


def _readable(document: bytes, info: FeedInfo) -> bytes:
    """A feed that browsers show as a page: a style sheet, and a link for each entry as XHTML, which feed readers pass over.

    CSS and not XSLT: browsers are dropping XSLT and cover such pages with a warning; CSS alone can't make links of a feed's own elements.

    Source: Associating Style Sheets with XML documents 1.0; foreign markup: RSS 2.0 "Extending RSS", RFC 4287 6.
    """
    from lxml import etree

    root = etree.fromstring(document, etree.XMLParser(strip_cdata=False))
    root.addprevious(etree.PI("xml-stylesheet", f'type="text/css" href="{escape(percent(info.style))}"'))
    whole = root.find("channel")
    whole = root if whole is None else whole
    note = etree.Element(f"{_HTML}p", nsmap={"html": _HTML[1:-1]})
    note.text = _WHAT
    note.append(_link(info.help_url, "怎样订阅"))
    whole.insert(1, note)
    for entry in (*whole.iter("item"), *whole.iter(f"{_ATOM}entry")):
        link = entry.find(f"{_ATOM}link")
        address = entry.findtext("link") if link is None else link.get("href")
        entry.insert(0, _link(str(address), str(entry.findtext("title") or entry.findtext(f"{_ATOM}title"))))
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")


def _link(address: str, text: str) -> _Element:
    from lxml import etree

    found = etree.Element(f"{_HTML}a", href=address, nsmap={"html": _HTML[1:-1]})
    found.text = text
    return found
