"""Automatic numbers as Word shows them: they are no text in the file, and would be lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.wechat.docx_counting import FORMATS
from portal.wechat.docx_styles import Styles
from portal.wechat.docx_xml import Node, attribute, child, name_of

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_MOST_TEXT = 60


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph.

    Attributes:
        text: the number as it is shown.
        bullet: whether it is only a sign.
    """

    text: str = ""
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    text: str
    start: int
    legal: bool
    restart: int
    spaced: bool


class Numbering:
    """Counts a paper's numbered paragraphs; ask for each once, in the order of the text.

    Args:
        root: of ``numbering.xml``, None when there is none.
        styles: of the paper.
    """

    def __init__(self, root: Node | None, styles: Styles) -> None:
        nodes = list(root) if root is not None else []
        self._styles = styles
        self._kinds = {attribute(one, "w:abstractNumId"): one for one in nodes if name_of(one) == "w:abstractNum"}
        self._lists = {attribute(one, "w:numId"): one for one in nodes if name_of(one) == "w:num"}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()

    def label(self, paragraph: Node) -> Label:
        """The number of a paragraph; counts it."""
        number, at = self._place(paragraph)
        kind = self._kind_of(number)
        if kind is None:
            return Label()
        key = attribute(kind, "w:abstractNumId")
        level = self._level(number, kind, at)
        if level is None:
            return Label()
        counts = self._counted(key, number, kind, at, level)
        if level.kind == "bullet":
            return Label("", bullet=True)
        text = _PLACE.sub(lambda match: self._written(number, kind, int(match[1]) - 1, counts, level.legal), level.text)[:_MOST_TEXT]
        return Label(f"{text} " if text and level.spaced and text[-1].isascii() else text)

    def _place(self, paragraph: Node) -> tuple[str, int]:
        """Which list, and which level of it, counted from 0."""
        said = list(self._styles.properties(paragraph, "w:numPr"))
        number = _first(said, "w:numId")
        level = attribute(child(said[0], "w:ilvl"), "w:val") if said else ""
        if not level and number:
            level = self._level_of_style(number, self._styles.of_paragraph(paragraph)) or _first(said, "w:ilvl")
        return number, min(int(level), _LEVELS - 1) if level.isascii() and level.isdigit() else 0

    def _level_of_style(self, number: str, style: str) -> str:
        kind = self._kind_of(number)
        levels = (one for one in kind if name_of(one) == "w:lvl") if kind is not None else ()
        return next((attribute(one, "w:ilvl") for one in levels if attribute(child(one, "w:pStyle"), "w:val") == style), "")

    def _kind_of(self, number: str) -> Node | None:
        for _ in range(_LEVELS):  # a list may only point to a style that has the real one
            kind = self._kinds.get(attribute(child(self._lists.get(number), "w:abstractNumId"), "w:val"))
            linked = attribute(child(kind, "w:numStyleLink"), "w:val")
            if not linked:
                return kind
            chain = self._styles.chain(linked)
            number = attribute(child(chain[0], "w:pPr", "w:numPr", "w:numId"), "w:val") if chain else ""
        return None

    def _override(self, number: str, at: int) -> Node | None:
        nodes = self._lists.get(number)
        return next((one for one in nodes if name_of(one) == "w:lvlOverride" and attribute(one, "w:ilvl") == str(at)), None) if nodes is not None else None

    def _level(self, number: str, kind: Node, at: int) -> _Level | None:
        override = self._override(number, at)
        own = child(override, "w:lvl")
        found = own if own is not None else next((one for one in kind if name_of(one) == "w:lvl" and attribute(one, "w:ilvl") == str(at)), None)
        if found is None:
            return None
        start = attribute(child(override, "w:startOverride"), "w:val") or attribute(child(found, "w:start"), "w:val")
        restart = attribute(child(found, "w:lvlRestart"), "w:val")
        legal = child(found, "w:isLgl")
        return _Level(
            attribute(child(found, "w:numFmt"), "w:val") or "decimal",
            attribute(child(found, "w:lvlText"), "w:val"),
            int(start[:6]) if start.isascii() and start.isdigit() else 0 if start else 1 if own is None else 0,
            legal is not None and attribute(legal, "w:val") not in ("0", "false", "off"),
            int(restart) if restart.isascii() and restart.isdigit() else -1,
            attribute(child(found, "w:suff"), "w:val") != "nothing",
        )

    def _counted(self, key: str, number: str, kind: Node, at: int, level: _Level) -> list[int | None]:
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        fresh = (number, at) not in self._begun and child(self._override(number, at), "w:startOverride") is not None
        self._begun.add((number, at))
        before = counts[at]
        counts[at] = level.start if before is None or fresh else before + 1
        for upper in range(at):
            if counts[upper] is None:  # a deeper level was used first: Word shows those above as begun
                found = self._level(number, kind, upper)
                counts[upper] = found.start if found else 1
        for lower in range(at + 1, _LEVELS):
            found = self._level(number, kind, lower)
            if found is None or found.restart < 0 or at < found.restart:
                counts[lower] = None
        return counts

    def _written(self, number: str, kind: Node, at: int, counts: list[int | None], legal: bool) -> str:
        level, count = self._level(number, kind, at), counts[at]
        if level is None or count is None:
            return ""
        if level.kind not in FORMATS:
            self.unknown.add(level.kind)
        return str(count) if legal else FORMATS.get(level.kind, str)(count)


def _first(said: list[Node], name: str) -> str:
    return next((found for found in (attribute(child(one, name), "w:val") for one in said) if found), "")
