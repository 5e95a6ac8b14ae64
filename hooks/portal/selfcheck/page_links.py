"""What a page refers to, and links and code that no reader is meant to see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from portal.selfcheck.markup import Element

LINK, PICTURE, LOAD, NAMED = "link", "picture", "load", "named"
_LOADED = {"script": "src", "iframe": "src", "embed": "src", "object": "data", "audio": "src", "video": "src", "track": "src", "frame": "src"}
_LOADED_RELS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch", "apple-touch-icon", "mask-icon", "dns-prefetch", "preconnect"}
_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_AT_BLOCK = re.compile(r"@(?:media|supports|container|page|font-face|keyframes)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_CLASS = re.compile(r"\.([A-Za-z_-][\w-]*)")
_NOTHING = r"0(?:\.0+)?(?:px|em|rem|%|pt)?"
_HIDES = re.compile(
    rf"(?:^|;)(?:display:none|visibility:hidden|opacity:0(?:\.0+)?|font-size:{_NOTHING}|(?:max-)?(?:width|height):(?:{_NOTHING}|1px)"
    r"|(?:left|top|right|bottom|text-indent|margin-left|margin-top):-\d{3,}(?:\.\d+)?(?:px|em|rem|%|vw|pt)?|transform:scale\(0(?:\.0+)?\))(?:!important)?(?=;|$)"
)
_MAY_HOLD_CODE = "//*[@style or @href or @src or @action or @*[starts-with(name(), 'on')]] | //script | //style"
_COLOUR = re.compile(r"(?:^|;)(color|background|background-color):([^;]+)")


class Ref(NamedTuple):
    """Something that a page refers to: as what (``link``, ``picture``, ``load``, ``named``), where, on which line."""

    kind: str
    target: str
    line: int


def refs(root: Element) -> Iterator[Ref]:
    """Everything that a page refers to, in order of kind."""
    for one in root.iter("a", "area", "form"):
        target = one.get("action" if one.tag == "form" else "href")
        if target is not None:
            yield Ref(LINK, target.strip(), one.sourceline)
    for one in root.iter("img", "source", "input"):
        yield from (Ref(PICTURE, target, one.sourceline) for target in _pictures(one))
    for tag, name in _LOADED.items():
        yield from (Ref(LOAD, one.get(name).strip(), one.sourceline) for one in root.iter(tag) if one.get(name))
    for one in root.iter("link"):
        if one.get("href"):
            rels = set((one.get("rel") or "").lower().split())
            yield Ref(LOAD if rels & _LOADED_RELS else NAMED, one.get("href").strip(), one.sourceline)
    for one in root.xpath("//*[@style] | //style"):
        yield from (Ref(LOAD, target.strip(), one.sourceline) for target in _URL.findall(one.get("style") or one.text or "") if not target.startswith("#"))
    for one in root.xpath("//video[@poster]"):
        yield Ref(PICTURE, one.get("poster").strip(), one.sourceline)


def _pictures(one: Element) -> Iterator[str]:
    if one.get("src"):
        yield one.get("src").strip()
    for part in (one.get("srcset") or "").split(","):
        if part.strip():
            yield part.split()[0]


def hiding_classes(css: str) -> frozenset[str]:
    """Classes that a style sheet hides for everybody: rules for one class alone, outside of ``@media``."""
    text = _AT_BLOCK.sub("", _COMMENT.sub("", css))
    found = set()
    for selectors, declarations in _RULE.findall(text):
        if hides(declarations):
            found |= {match[1] for one in selectors.split(",") if (match := _CLASS.fullmatch(one.strip()))}
    return frozenset(found)


def hides(declarations: str) -> bool:
    """Whether style declarations make something invisible: gone, without size, off the screen, or in the colour of its ground."""
    tidy = re.sub(r"\s*([:;,()])\s*", r"\1", declarations.strip().lower())
    colours = dict(_COLOUR.findall(tidy))
    ground = colours.get("background-color") or colours.get("background")
    return bool(_HIDES.search(tidy)) or bool(ground and colours.get("color", "").strip() == ground.strip())


def faults(root: Element, host: str, hiding: frozenset[str]) -> Iterator[tuple[str, int, str]]:
    """Hidden links, code inside of the page."""
    for one in root.iter("a"):
        target = (one.get("href") or "").strip()
        why = _hidden(one, hiding, is_outer(target, host)) if target else ""
        if why:
            yield "hidden-link", one.sourceline, f"链接“{target}”读者看不见：{why}"
    for one in root.xpath(_MAY_HOLD_CODE):
        yield from _code(one)


@lru_cache(maxsize=200_000)  # pages share most of their references
def is_outer(target: str, host: str) -> bool:
    """Whether an address belongs to another host."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return True
    return parts.scheme in ("http", "https", "ftp", "ws", "wss", "") and bool(parts.netloc) and (parts.hostname or "") != host.lower()


def _hidden(link: Element, hiding: frozenset[str], outer: bool) -> str:
    for one in (link, *link.iterancestors()):
        if one.get("style") and hides(one.get("style")):
            return f"style=\"{one.get('style')}\""
        if outer and one.get("hidden") is not None:
            return "hidden"
        classes = set((one.get("class") or "").split()) & hiding if outer else set()
        if classes:
            return f"class=\"{sorted(classes)[0]}\"在样式里是隐藏的"
    if outer and not "".join(link.itertext()).strip() and not link.xpath(".//img | .//svg | .//picture | .//video") and not link.get("aria-label"):
        return "里面什么也没有"
    return ""


def _code(one: Element) -> Iterator[tuple[str, int, str]]:
    handlers = sorted(name for name in one.attrib if name.lower().startswith("on"))
    if handlers:
        yield "inline-code", one.sourceline, f"<{one.tag}>里直接写了脚本（{handlers[0]}）"
    for name in ("href", "src", "action"):
        if re.match(r"\s*(?:javascript|vbscript|data:text/html)", one.get(name) or "", re.IGNORECASE):
            yield "inline-code", one.sourceline, f"<{one.tag}>的{name}是脚本，不是网址"
    if one.tag == "script" and not one.get("src") and (one.get("type") or "text/javascript") not in ("application/ld+json", "application/json"):
        yield "inline-code", one.sourceline, "页面里直接写了<script>"
    if one.tag == "style" or one.get("style") is not None:
        yield "inline-code", one.sourceline, f"<{one.tag}>里直接写了样式"
