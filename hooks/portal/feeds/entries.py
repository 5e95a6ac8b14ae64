"""What a feed is made of, and how a page's HTML becomes fit for a feed reader.

A feed reader shows an article outside its page: without the site's styles, scripts and address. So fragments go
through :func:`absolute`, which keeps a short list of elements and attributes and drops or unwraps everything else.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from portal.late import late
from portal.times import SHANGHAI, Moment

if TYPE_CHECKING:
    from lxml.etree import _Element


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NOT_XML = late("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PAGE_TAG = re.compile(r"</?(?:html|body)\b[^>]*>", re.IGNORECASE)
_CANDIDATE = re.compile(r"(\S*[^\s,])(?:\s+(\d+(?:\.\d+)?[wx]))?\s*(?:,|$)")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_KEPT = _words(
    "a abbr article aside audio b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 "
    "h4 h5 h6 header hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small source span strong sub summary sup table tbody "
    "td tfoot th thead time tr u ul var video wbr"
)
_DROPPED = _words("base button canvas embed head iframe input link math meta noscript object script select style template textarea title")
_VOID = frozenset({"br", "col", "hr", "img", "source", "wbr"})
_EMPTY_WITHOUT_ADDRESS = frozenset({"a", "img", "source"})
_ADDRESSES = frozenset({"cite", "href", "poster", "src"})
_ATTRIBUTES = _words("alt colspan controls datetime dir height lang media reversed rowspan scope sizes span start title type value width")
_NO_NEWS = dt.datetime(2000, 1, 1, tzinfo=SHANGHAI)


@dataclass(frozen=True, kw_only=True)
class Original:
    """An article of the official account: the account's name, the absolute address, and what identifies it there."""

    account: str
    url: str
    mid: str
    idx: str

    @property
    def name(self) -> str:
        """What it is called in the account's own statistics, ``mid_idx``; the account's name when that is unknown."""
        return f"{self.mid}_{self.idx}" if self.mid and self.idx else self.account


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One article in a feed.

    Attributes:
        id: permanent absolute address; never changes, even when the article moves.
        url: absolute address of the page today.
        title: plain text, with the label of a scenario case already in it.
        summary: plain text.
        content_html: the full text, as :func:`absolute` returns it.
        published: when it was first published.
        updated: when it was last changed; ``published`` if never.
        author: name of the author or unit; empty when unknown.
        tags: plain text, each once.
        image_url: absolute address of the lead picture, or empty.
        image_bytes: its true size in bytes; 0 without picture.
        image_type: its MIME type; empty without picture.
        original: where it stands in the official account, None when it doesn't.
    """

    id: str
    url: str
    title: str
    summary: str
    content_html: str
    published: Moment
    updated: Moment
    author: str = ""
    tags: tuple[str, ...] = ()
    image_url: str = ""
    image_bytes: int = 0
    image_type: str = ""
    original: Original | None = None


@dataclass(frozen=True, kw_only=True)
class FeedInfo:
    """What is said once per feed.

    Attributes:
        title: name of the feed, not empty.
        description: one sentence, not empty.
        home_url: absolute address of the page that lists the same articles.
        self_urls: absolute address of the feed itself for ``rss``, ``atom`` and ``json``.
        author: name of the publisher, not empty.
        language: language tag.
        style: relative address of the style sheet for a person who opens the feed; empty for none.
        help_url: absolute address of the page that explains subscribing.
    """

    title: str
    description: str
    home_url: str
    self_urls: Mapping[str, str]
    author: str
    language: str = "zh-CN"
    style: str = ""
    help_url: str = ""


def clean(text: str) -> str:
    """Text without the characters that XML 1.0 forbids; a single one would make a feed unreadable.

    Source: XML 1.0 (Fifth Edition) 2.2.
    """
    return _NOT_XML.sub("", text)


def plain(text: str) -> str:
    """Plain text on one line, for titles and names."""
    return " ".join(clean(text).split())


def percent(url: str) -> str:
    """An address in ASCII: everything that RFC 3986 doesn't allow becomes ``%XX``; what is encoded already stays."""
    return quote(_BARE_PERCENT.sub("%25", clean(url)), safe="%/:?#@!$&'()*+,;=~")


def newest(entries: Sequence[Entry]) -> dt.datetime:
    """The latest change among the entries: the only "updated" that doesn't depend on when the site is built.

    A feed without entries gets a fixed moment, because Atom requires one.
    """
    return max((max(entry.published.at, entry.updated.at) for entry in entries), default=_NO_NEWS)


def absolute(html: str, base_url: str, page_url: str) -> str:
    """An HTML fragment that can be read anywhere.

    Addresses become absolute; scripts, frames, forms, styles, ids, classes and event handlers go; ``<data>`` and unknown
    elements leave their text; a chart becomes its description with a link to the page. The result is well-formed
    (it parses as XML inside one element) and depends on the arguments only.

    Args:
        html: body fragment of a page; may be broken or hostile; what is nested deeper than 256 elements is cut off.
        base_url: absolute address of the site's root with a slash at the end; ``/news/`` means ``news/`` below it.
        page_url: absolute address of the page that the fragment comes from.
    """
    from lxml import etree

    # Bytes, because lxml refuses a str that claims an encoding; inside body, because bare text would get a paragraph;
    # without tags of a page, because the parser stops at the first </html>.
    data = b"<html><body>" + _PAGE_TAG.sub("", clean(html)).encode("utf-8")
    root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    return _Fragment(base_url, page_url).write(root).strip()


@dataclass(frozen=True, slots=True)
class _Fragment:
    """Writes a parsed fragment of one page."""

    base_url: str
    page_url: str

    def write(self, node: _Element) -> str:
        """An element with everything in it, as HTML."""
        tag = str(node.tag)
        if tag == "svg":
            return self._chart(node)
        if tag in _DROPPED:
            return ""
        if tag == "picture":
            return "".join(self.write(one) for one in node.iter("img"))  # in its own format: few feed readers choose among sources
        inner = _text(node.text) + "".join(self.write(child) + _text(child.tail) for child in node)
        attributes = self._attributes(node)
        if tag not in _KEPT or (tag in _EMPTY_WITHOUT_ADDRESS and not attributes.keys() & {"href", "src", "srcset"}):
            return inner
        start = tag + "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
        # Older libxml2 puts what follows <source> inside it.
        return f"<{start}/>{inner}" if tag in _VOID else f"<{start}>{inner}</{tag}>"

    def _attributes(self, node: _Element) -> dict[str, str]:
        values = {str(name): clean(str(value)) for name, value in node.items()}
        written = {name: self._attribute(name, value) for name, value in values.items()}
        return {name: value for name, value in written.items() if value is not None}

    def _attribute(self, name: str, value: str) -> str | None:
        if name in _ADDRESSES:
            return self._address(value) or None
        if name == "srcset":
            return self._srcset(value) or None
        return value if name in _ATTRIBUTES else None

    def _address(self, raw: str) -> str:
        """Absolute address, or empty when there is none that a reader may follow."""
        text = re.sub(r"[\t\r\n]", "", raw).strip()
        if not text:
            return ""
        try:
            of_site = text.startswith("/") and not text.startswith("//")
            url = urljoin(self.base_url, "." + text) if of_site else urljoin(self.page_url, text)
            return percent(url) if urlsplit(url).scheme in _SCHEMES else ""
        except ValueError:
            return ""

    def _srcset(self, value: str) -> str:
        """Source: HTML Standard, "Srcset attributes"."""
        found = ((self._address(match[1]), match[2] or "") for match in _CANDIDATE.finditer(value))
        return ", ".join(f"{url} {size}".strip() for url, size in found if url)

    def _chart(self, node: _Element) -> str:
        description = next((" ".join("".join(map(str, found.itertext())).split()) for found in node.iter("desc")), "")
        return f'<p>{_text(description)} <a href="{escape(percent(self.page_url))}">在网页上看图</a></p>' if description else ""


def _text(text: str | None) -> str:
    # Again, because the parser has turned references such as &#8; into characters.
    return escape(clean(text or ""), quote=False)
