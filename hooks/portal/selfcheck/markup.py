"""Elements of a page."""

from __future__ import annotations

from typing import Any

import lxml.html
from lxml.etree import ErrorTypes, ParserError

Element = Any  # lxml.html.HtmlElement; the stubs of its queries name everything that they might give


def parse(data: bytes) -> tuple[Element, int]:
    """The root of a page, and the line behind which nothing was read because the page is nested too deep (0 when all was).

    What isn't UTF-8 becomes U+FFFD, what holds nothing an empty page.
    """
    tidy = data.decode("utf-8", errors="replace").encode("utf-8")
    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        root = lxml.html.document_fromstring(tidy, parser=parser)
    except ParserError:
        root = lxml.html.document_fromstring("<html></html>")
    return root, next((max(one.line, 1) for one in parser.error_log if one.type == ErrorTypes.ERR_RESOURCE_LIMIT), 0)


def words(element: Element | None) -> str:
    """What a reader sees of an element, on one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def line_of(element: Element) -> int:
    """The line on which an element begins, 0 when it isn't known."""
    return int(element.sourceline or 0)
