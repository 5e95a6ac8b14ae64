"""A text as the prose rules see it: the source with exact offsets, knowing what readers will read and what they won't.

``prose`` has the length of ``text``; whatever readers don't read as words (code, addresses, marks, comments, keys, Markdown signs) is
replaced by ``GAP``, a character that no rule matches, so that every offset in ``prose`` is an offset in the file.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from portal.late import late
from portal.model.comments import blanked

GAP = "\ue000"
_FRONT = late(r"---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)")
_FRONT_PROSE = late(r"^(title|summary|cover_alt|update_note|cause|description):[ \t]*([\"']?)(.*?)\2(?:[ \t]+#[ \t].*|[ \t]*)$", re.MULTILINE)
_FRONT_DATE = late(r"^date:[ \t]*(\d{4}-\d{2}-\d{2})", re.MULTILINE)
_LABEL = r"[^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*)*+"
# The first character stands before the choice, so that the search skips everything else quickly.
_UNREAD = (
    r"[<{!\[hfw](?:"
    r"(?<=\{)\{[^{}\n]*\}\}"  # marks
    rf"|(?<=!)\[(?P<alt>{_LABEL})\]\([^)\n]{{0,1000}}\)"  # pictures: the alternative text stays
    rf"|(?<=\[)(?P<label>{_LABEL})\]\([^)\n]{{0,1000}}\)"  # links: the label stays
    r"|(?<=<)/?[A-Za-z][^<>\n]*>"  # tags
    r"|(?:(?<=h)ttps?|(?<=f)tp)://[^\s，。；）》”]+|(?<=w)ww\.[A-Za-z0-9./_-]+"  # addresses
    r")"
)
_MASKED = late(_UNREAD)
_MASKED_MAIL = late(rf"{_UNREAD}|[A-Za-z0-9._%+-]{{1,64}}@[A-Za-z0-9.-]{{1,255}}\.[A-Za-z]{{2,}}")
_LINE_SIGNS = late(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d+\.[ \t]+)+", re.MULTILINE)
_EMPHASIS = late(r"\*{1,3}|(?<![A-Za-z0-9])_{1,3}|_{1,3}(?![A-Za-z0-9])|~~")
_SIGN = late(r"[ \t#>*+|:\-\d]")
_TABLE_RULE = late(r"^[ \t]*\|?[ \t:|-]*-[ \t:|-]*$", re.MULTILINE)
_WIDE = late("[０-９Ａ-Ｚａ-ｚ]")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of prose that belongs together: one paragraph, list item, heading, table row or front matter value.

    Attributes:
        start, end: offsets into the text.
        kind: ``front``, ``heading``, ``paragraph``, ``list``, ``quote`` or ``table``.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Document:
    """A text under review.

    Attributes:
        path: as findings name it.
        text: the file's text with line ends as ``\\n``.
        markdown: whether it is Markdown with front matter (else plain text).
        column: id of its column, empty outside of ``content/``.
    """

    path: str
    text: str
    markdown: bool = True
    column: str = ""

    @cached_property
    def front_end(self) -> int:
        """Offset after the front matter, 0 without."""
        match = _FRONT.match(self.text) if self.markdown else None
        return match.end() if match else 0

    @cached_property
    def date(self) -> dt.date | None:
        """The day that the front matter names."""
        match = _FRONT_DATE.search(self.text, 0, self.front_end)
        try:
            return dt.date.fromisoformat(match[1]) if match else None
        except ValueError:
            return None

    @cached_property
    def masked(self) -> str:
        """The text with code, addresses, marks and comments replaced by ``GAP``; Markdown signs and front matter still there."""
        if not self.markdown:
            return re.sub(r"https?://[^\s，。；）》”]+", lambda match: GAP * len(match[0]), self.text)
        shown = blanked(self.text, _blanked)
        return (_MASKED_MAIL if "@" in shown else _MASKED).sub(_mask, shown)

    @cached_property
    def prose(self) -> str:
        """Only what readers read, everything else replaced by ``GAP``; line breaks stay."""
        if not self.markdown:
            return self.masked
        front = _only_values(self.masked[: self.front_end])
        return front + _without_signs(self.masked[self.front_end :])

    @cached_property
    def has_wide(self) -> bool:
        """Whether full-width letters or digits stand in the prose."""
        return bool(_WIDE.search(self.prose))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Stretches of prose in order."""
        return tuple(_blocks(self))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """1-based line and column of an offset."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def block_at(self, offset: int) -> Block | None:
        """The block that holds an offset."""
        at = bisect.bisect_right([one.start for one in self.blocks], offset) - 1
        return self.blocks[at] if at >= 0 and offset < self.blocks[at].end else None


def _blanked(text: str) -> str:
    return "\n".join([GAP * len(line) for line in text.split("\n")])


def _mask(match: re.Match[str]) -> str:
    for name in ("alt", "label"):
        if match[name] is not None:
            start, end = match.start(name) - match.start(), match.end(name) - match.start()
            return GAP * start + match[0][start:end] + GAP * (len(match[0]) - end)
    return _blanked(match[0])


def _only_values(front: str) -> str:
    kept, last = [], 0
    for match in _FRONT_PROSE.finditer(front):
        kept += [_blanked(front[last : match.start(3)]), match[3]]
        last = match.end(3)
    return "".join([*kept, _blanked(front[last:])])


def _without_signs(body: str) -> str:
    if "-" in body:
        body = _TABLE_RULE.sub(_gap, body)
    body = _LINE_SIGNS.sub(_gap, body)
    if "|" in body:
        body = body.replace("|", GAP)
    return _EMPHASIS.sub(_gap, body) if "*" in body or "_" in body or "~" in body else body


def _gap(match: re.Match[str]) -> str:
    return GAP * len(match[0])


_KINDS = (
    ("heading", late(r" {0,3}#{1,6}[ \t]")),
    ("quote", late(r" {0,3}>")),
    ("list", late(r"[ \t]*([-*+]|\d+\.)[ \t]")),
)
_WORDS = late(rf"[^\s{GAP}]")


def _blocks(document: Document) -> Iterator[Block]:
    for match in _FRONT_PROSE.finditer(document.text, 0, document.front_end) if document.markdown else ():
        if match[3]:
            yield Block(match.start(3), match.end(3), "front")
    start, kind, offset, prose = -1, "", document.front_end, document.prose
    for line in document.masked[document.front_end :].split("\n"):
        found = _kind(line) if document.markdown else "paragraph"
        empty = not _WORDS.search(prose, offset, offset + len(line))
        if start >= 0 and (empty or found != kind or kind in ("heading", "list", "table")) and not (kind == "list" and found == "paragraph" and not empty):
            yield Block(start, offset - 1, kind)
            start = -1
        if start < 0 and not empty:
            start, kind = offset, found
        offset += len(line) + 1
    if start >= 0:
        yield Block(start, len(document.text), kind)


def _kind(line: str) -> str:
    found = next((name for name, pattern in _KINDS if pattern.match(line)), "") if _SIGN.match(line) else ""
    return found or ("table" if "|" in line else "paragraph")
