"""Fields: what stands between their marks is an order for Word, what follows is what readers see."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from portal.wechat.docx_xml import Node, attribute, child

_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[lno]\s+)*"?([^"\s]+)"?(.*)', re.IGNORECASE | re.DOTALL)
_LOCAL = re.compile(r"\s*HYPERLINK\s+\\l\b", re.IGNORECASE)
_SYMBOL = re.compile(r"\s*SYMBOL\s+(0x[0-9a-f]{1,4}|\d{1,5})(?:.*?\\f\s+\"?([^\"\\]+))?", re.IGNORECASE | re.DOTALL)
_SIGNS = {
    **dict.fromkeys(("wingdings:fc", "wingdings 2:50"), "✓"),
    **dict.fromkeys(("wingdings:fb", "wingdings 2:4f"), "✗"),
    **dict.fromkeys(("wingdings:a8", "wingdings:6f", "wingdings:71", "wingdings 2:a3", "wingdings 2:2a"), "□"),
    **dict.fromkeys(("wingdings:fe", "wingdings 2:52"), "☑"),
    **dict.fromkeys(("wingdings:fd", "wingdings 2:53", "wingdings 2:54"), "☒"),
    **dict.fromkeys(("wingdings:6c", "symbol:b7"), "●"),
    "wingdings:6e": "■",
    "wingdings:75": "◆",
    "wingdings:ab": "★",
    "wingdings:d8": "➢",
    "wingdings:e0": "→",
    "symbol:b0": "°",
    "symbol:b1": "±",
    "symbol:b4": "×",
    "symbol:a3": "≤",
    "symbol:b3": "≥",
    **{f"wingdings:{0x8c + at:x}": chr(0x2776 + at) for at in range(10)},
    **{f"wingdings:{0x81 + at:x}": chr(0x2460 + at) for at in range(10)},
}


@dataclass
class _Field:
    code: str = ""
    shown: bool = False
    box: str = ""


@dataclass
class Fields:
    """The fields that are open where a reader stands; they may reach over paragraphs."""

    _open: list[_Field] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        """Whether letters here are seen by readers."""
        return all(one.shown for one in self._open)

    @property
    def href(self) -> str:
        """Where letters here lead, empty when nowhere."""
        found = (_LINK.match(one.code) for one in reversed(self._open) if one.shown and not _LOCAL.match(one.code))
        return next((match[1] for match in found if match), "")

    @property
    def is_contents(self) -> bool:
        """Whether a table of contents is open."""
        return any(one.code.strip().upper().startswith("TOC") for one in self._open)

    def code(self, text: str) -> None:
        """Take in a piece of an order."""
        if self._open and not self._open[-1].shown:
            self._open[-1].code += text[:4_000]

    def mark(self, node: Node) -> str:
        """Take in ``w:fldChar``.

        Returns:
            What a field that has no text of its own shows: a sign, ``公式`` for a formula, else nothing.
        """
        kind = attribute(node, "w:fldCharType")
        if kind == "begin":
            self._open.append(_Field(box=_box(child(node, "w:ffData", "w:checkBox"))))
        elif kind == "separate" and self._open:
            self._open[-1].shown = True
        elif kind == "end" and self._open:
            one = self._open.pop()
            return (one.box or _alone(one.code)) if self.is_text and not one.shown else one.box
        return ""


def _box(node: Node | None) -> str:
    if node is None:
        return ""
    state = child(node, "w:checked")
    state = state if state is not None else child(node, "w:default")
    return "☑" if state is not None and attribute(state, "w:val") not in ("0", "false", "off") else "□"


def _alone(code: str) -> str:
    if re.match(r"\s*EQ\b", code, re.IGNORECASE):
        return "公式"
    match = _SYMBOL.match(code)
    if not match:
        return ""
    return sign(match[2] or "", int(match[1], 0)) or "符号"


def sign(font: str, code: int) -> str:
    """A letter of a font of signs as everybody's font has it; empty when it isn't known."""
    low = code - 0xF000 if 0xF000 <= code < 0xF100 else code
    known = _SIGNS.get(f"{font.strip().lower()}:{low:x}", "")
    is_signs = re.match(r"(?:wingdings|webdings|symbol|marlett)", font.strip(), re.IGNORECASE) or 0xE000 <= code < 0xF900
    return known or ("" if is_signs or not 0x20 <= code <= 0xFFFF or 0xD800 <= code < 0xE000 else chr(code))


def sign_of(node: Node) -> str:
    """The letter of ``w:sym``, empty when it isn't known."""
    written = attribute(node, "w:char")
    return sign(attribute(node, "w:font"), int(written, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", written) else ""
