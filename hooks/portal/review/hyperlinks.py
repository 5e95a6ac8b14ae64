"""Links of a Markdown text: where they stand, what they are called, where they lead."""

from __future__ import annotations

import bisect
import functools
import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from portal.late import late
from portal.model.comments import comments
from portal.review.places import prose

_LINK = late(
    r"(?<!!)\[(?P<label>[^\[\]]*+(?:!\[[^\[\]]*\]\([^)]{0,1000}\)[^\[\]]*+)*+)\]\(\s*<?(?P<inline>[^\s)>]{0,1000})"
    r"|^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*<?(?P<defined>[^\s>]+)"
    r"|<(?P<automatic>[A-Za-z][A-Za-z0-9+.-]{0,30}:[^\s<>]*)>",
    re.MULTILINE,
)
_BARE = late(
    r"(?:https?:[/\\]{2}|(?:(?<=\]\()|(?<=\](?::|\()[ <])|(?<=[=<\"']))//(?=[\w-]+\.)|(?<![A-Za-z0-9_./@-])(?=www\.[\w-]+\.[A-Za-z]))"
    r"[^\s\"'<>()\[\]`，。；、）》”]+",
    re.IGNORECASE,
)
_BEYOND_ASCII = late(r"[^!-~]")
_SCHEME = late(r"([A-Za-z][A-Za-z0-9+.-]*):")


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its place, its label (None for one without), its target as written."""

    start: int
    end: int
    label: str | None
    target: str


shown_text = functools.lru_cache(maxsize=4)(prose)


@functools.lru_cache(maxsize=4)
def links(text: str) -> tuple[Link, ...]:
    """Every link that a reader may follow; those in code and comments are none."""
    if "](" not in text and "]:" not in text and "<" not in text:
        return ()
    shown = shown_text(text)
    return tuple(
        Link(match.start(), match.end(), match["label"], match["inline"] or match["defined"] or match["automatic"] or "") for match in _LINK.finditer(shown)
    )


def scheme_of(target: str) -> str:
    """The scheme of a target in lower case, empty for an address of this site."""
    match = _SCHEME.match(re.sub(r"[\s\x00-\x1f]", "", unquote(html.unescape(target))))
    return match[1].lower() if match else ""


def host_of(target: str) -> str:
    """The host that a browser would open, in lower case; empty for an address of this site, ``?`` when it can't be read."""
    plain = re.sub(r"[\s\x00-\x1f]", "", html.unescape(target)).replace("\\", "/")
    if scheme_of(plain) not in ("http", "https", "") or "//" not in plain:
        return ""
    try:
        return (urlsplit(unicodedata.normalize("NFKC", plain)).hostname or "").rstrip(".")
    except ValueError:
        return "?"


def outer_hosts(text: str) -> Iterator[tuple[int, int, str]]:
    """Place and host of every address of another site: links, pictures' sources, addresses in words, front matter and comments, but not code."""
    shown, edges = shown_text(text), [edge for span in comments(text) for edge in span]
    for match in _BARE.finditer(text):
        host = host_of(match[0] if "//" in match[0] or "\\" in match[0] else "//" + _BEYOND_ASCII.split(match[0])[0])
        readable = shown[match.start()] != " " or bisect.bisect_left(edges, match.start()) % 2 == 1
        if host and readable:
            yield match.start(), match.end(), host
