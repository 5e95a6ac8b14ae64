"""Which ``<img>`` are pictures, and where their bytes may be."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from portal.wechat.dom import Element, one_line, pixels, style_of

PICTURE, EMOJI, SPACER = "picture", "emoji", "spacer"
_EMOJI = re.compile(r"res\.wx\.qq\.com/|/pic/emoji|wxemoji|wx_emoji|emoji_(?:wx|ios)|newemoji")
_GROUPED = re.compile(r"(?<=var\()--sf-img-\d{1,5}(?=\))")  # SingleFile keeps a picture that occurs several times in a style
_WORDLESS = frozenset(("", "图片", "image", "img", "undefined", "null", "cover_image"))
_TINY_DATA, _LONGEST = 60, 100_000_000


@dataclass(frozen=True, slots=True)
class Image:
    """An ``<img>``.

    Attributes:
        kind: ``PICTURE``, ``EMOJI`` or ``SPACER``.
        addresses: where its bytes may be, the saved copy first, then addresses on the network.
        alt: what it shows in words, empty when nobody has written any.
    """

    kind: str
    addresses: tuple[str, ...] = ()
    alt: str = ""


def image_of(element: Element) -> Image:
    """What an ``<img>`` is."""
    saved, original = (element.get("src") or "").strip(), (element.get("data-src") or element.get("data-original") or "").strip()
    alt = one_line((element.get("alt") or "")[:400])
    alt = "" if alt.lower() in _WORDLESS else alt
    addresses = tuple(dict.fromkeys(one for one in (saved, original, (element.get("data-croporisrc") or "").strip()) if one and len(one) < _LONGEST))
    grouped = _GROUPED.search(element.get("style") or "")
    if grouped:
        addresses = (grouped[0], *(one for one in addresses if not one.startswith("data:")))
    hints = f"{original[:500]} {'' if saved.startswith('data:') else saved[:500]} {element.get('class') or ''}"
    if _EMOJI.search(hints) or element.get("data-emoji"):
        return Image(EMOJI, addresses, alt)
    if not grouped and (not addresses or _is_spacer(element, saved, original)):
        return Image(SPACER)
    return Image(PICTURE, addresses, alt)


def _is_spacer(element: Element, saved: str, original: str) -> bool:
    if element.get("data-w") in ("0", "1"):
        return True
    if not original and (saved.startswith(("about:", "javascript:", "#")) or (saved.startswith("data:") and _is_nothing(saved))):
        return True
    style = style_of(element)
    width = pixels(style.get("width") or element.get("width") or "")
    height = pixels(style.get("height") or element.get("height") or "")
    return width is not None and height is not None and width <= 1 and height <= 1


def _is_nothing(data: str) -> bool:
    """Whether a picture within the page is a place-holder: a dot or an empty drawing."""
    head = data[:5_000]
    if data.startswith("data:image/svg"):
        return not re.search(r"path|image|polygon|text|circle|%3Crect[^>]*fill=", head) or "fill='%23FFFFFF'" in head or "fill-opacity='0'" in head
    return len(data) < _TINY_DATA or _is_dot(head.partition(",")[2][:64])


def _is_dot(encoded: str) -> bool:
    """Whether the head of a GIF or PNG says that it is one pixel wide."""
    try:
        head = base64.b64decode(encoded[: len(encoded) // 4 * 4])
    except (binascii.Error, ValueError):
        return False
    if head.startswith(b"GIF8"):
        return int.from_bytes(head[6:8], "little") <= 1
    return head.startswith(b"\x89PNG") and int.from_bytes(head[16:20], "big") <= 1
