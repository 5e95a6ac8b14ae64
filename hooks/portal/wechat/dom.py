"""HTML to a tree, and what a tree says: its text without white space, its styles. Nothing is fetched, nothing is executed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from lxml import etree, html

from portal.digest import digest_bytes
from portal.wechat.draft import RefusedError

Element = Any  # lxml.html.HtmlElement; the stubs of its queries name everything that they might give
_SPACE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,20})""", re.IGNORECASE)
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?|\.\d+)\s*(px|pt|em|rem|%|)")
SILENT = frozenset(("script", "style", "template"))
_PIXELS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16}
LONGEST_STYLE = 20_000


def decoded(data: bytes) -> str:
    """Bytes of a page as text: byte order mark, what the page says, UTF-8, GB 18030."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace").removeprefix("\ufeff")
    said = _CHARSET.search(data[:4096])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        name = said[1].decode().lower() if said else ""
        if "utf" in name:
            return data.decode("utf-8", "replace")
        return data.decode("gb18030", "replace")


def parse(text: str) -> Element:
    """A page as a tree.

    Raises:
        RefusedError: nothing can be read, or it is nested deeper than any page that people make.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_pis=True)
    data = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(data or b"<html></html>", parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise RefusedError("unreadable", "读不出网页的内容。", "在浏览器里重新打开这篇文章，再保存一次。") from error
    if any("xcessive depth" in entry.message or "uge" in entry.message for entry in parser.error_log):
        raise RefusedError("unreadable", "网页的层次太深或者内容太大，不是正常的文章。", "在浏览器里重新打开这篇文章，再保存一次。")
    return tree


def fragment(text: str) -> Element:
    """A piece of HTML as the content of one element.

    Raises:
        RefusedError: as for :func:`parse`.
    """
    body = parse(f'<html><body><div id="wx-fragment">{text}</div></body></html>').find("body")
    assert body is not None
    return body


def by_id(tree: Element, name: str) -> Element | None:
    """The first element with an id."""
    return next(iter(tree.xpath("//*[@id=$name]", name=name)), None)


def by_class(tree: Element, name: str) -> Element | None:
    """The first element with a class."""
    return next(iter(tree.xpath("//*[contains(concat(' ', normalize-space(@class), ' '), $name)]", name=f" {name} ")), None)


def tag_of(element: Element) -> str:
    """The tag in small letters; empty for comments."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def texts(element: Element, leave_out: Callable[[Element], bool] | None = None) -> Iterator[str]:
    """Texts within an element in order; scripts, styles, templates and comments don't count.

    Args:
        element: where to look.
        leave_out: tells elements whose texts don't count either.
    """
    stack: list[tuple[Element, bool]] = [(element, True)]
    while stack:
        one, opening = stack.pop()
        if not opening:
            if one.tail:
                yield one.tail
            continue
        if one is not element:
            stack.append((one, False))
        tag = tag_of(one)
        if not tag or tag in SILENT or (leave_out and one is not element and leave_out(one)):
            continue
        if one.text:
            yield one.text
        stack.extend((child, True) for child in reversed(one))


def text_of(element: Element | None) -> str:
    """The text of an element in one line, empty when there is none."""
    return one_line("".join(texts(element))) if element is not None else ""


def one_line(text: str) -> str:
    """Text without line breaks, control characters and spaces at its ends."""
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    """Text without characters that nobody sees and files may not hold; halves of characters become U+FFFD."""
    found = _CONTROL.sub("", text)
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if any("\ud800" <= char <= "\udfff" for char in found) else found


def plain(text: str) -> str:
    """Text as it is compared: NFC, without any white space. Width and punctuation stay: a change of them is a change.

    Entities are resolved once, by the parser: “&amp;lt;” that readers see isn't the “<” that they see elsewhere.
    """
    return _SPACE.sub("", unicodedata.normalize("NFC", text))


def visible(text: str) -> str:
    """Compared text without characters that nobody sees."""
    return plain(clean(text).replace("\u00ad", ""))


def text_digest(text: str) -> str:
    """SHA-256 of a text as it is compared."""
    return digest_bytes(plain(text).encode("utf-8", "replace"))


@lru_cache(maxsize=4096)
def _declared(style: str) -> dict[str, str]:
    found = {}
    for part in style[:LONGEST_STYLE].split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip().lower()] = value.replace("!important", "").strip().lower()
    return found


def style_of(element: Element) -> dict[str, str]:
    """Inline styles of an element."""
    written = element.get("style")
    return _declared(written) if written else {}


def pixels(value: str) -> float | None:
    """A length in pixels, None when it isn't given in a known unit."""
    match = _NUMBER.match(value[:40])
    return float(match[1]) * _PIXELS[match[2]] if match else None
