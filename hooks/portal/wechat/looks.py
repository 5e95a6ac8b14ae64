"""What an element hands down to those within it: stress, size, whether anybody sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from portal.wechat.dom import pixels

_HEADING_FACES = re.compile(r"黑体|simhei|heiti|楷体|simkai|kaiti|小标宋", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What an element hands down to those within it."""

    bold: bool = False
    href: str = ""
    size: float = 0
    face: bool = False
    centred: bool = False
    code: bool = False
    unseen: bool = False
    tiny: bool = False
    lists: int = 0
    quotes: int = 0
    tables: int = 0


def looked(look: Look, tag: str, style: dict[str, str]) -> Look:
    """What is handed down from an element with a style."""
    changes: dict[str, object] = {}
    if tag in ("strong", "b"):
        changes["bold"] = True
    elif tag == "center":
        changes["centred"] = True
    elif tag in ("code", "tt", "kbd"):
        changes["code"] = True
    if style:
        _restyle(look, style, changes)
    return replace(look, **changes) if changes else look  # type: ignore[arg-type]  # names of its fields


def _restyle(look: Look, style: dict[str, str], changes: dict[str, object]) -> None:
    weight, align, family = style.get("font-weight", ""), style.get("text-align", ""), style.get("font-family", "")
    if weight:
        changes["bold"] = weight in ("bold", "bolder") or bool(re.fullmatch(r"[6-9]\d\d", weight))
    if align:
        changes["centred"] = align == "center"
    if family:
        changes["face"] = bool(_HEADING_FACES.search(family.split(",")[0]))
    size = pixels(style["font-size"]) if "font-size" in style else None
    if size is not None:
        relative = style["font-size"].endswith(("em", "%")) and not style["font-size"].endswith("rem") and look.size > 0
        size = size / 16 * look.size if relative else size
        changes["size"] = size
        changes["tiny"] = size <= 0  # only for letters: editors take the gaps round pictures away with it
    if style.get("visibility") in ("hidden", "collapse") or _is_zero(style.get("opacity", "")):
        changes["unseen"] = True
    elif style.get("visibility") == "visible" and look.unseen:
        changes["unseen"] = False


def _is_zero(opacity: str) -> bool:
    return bool(re.fullmatch(r"0*\.?0+%?", opacity))
