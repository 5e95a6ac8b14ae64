"""A source line as it is printed on a 审校单: without Markdown's signs, with the words concerned marked and numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from portal.model.finding import Severity

_LINK = re.compile(r"(?P<picture>!)?(?P<open>\[)[^\[\]]*(?P<middle>\]\()[^()]*(?P<close>\))")
_EMPHASIS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_ITEM = re.compile(r"[ \t]*[-*+][ \t]+")
_QUOTE = re.compile(r">[ \t]?")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*")
_FIELD = re.compile(r"(?P<key>[a-z_]+):[ \t]*(?P<value>.*?)[ \t]*")
_OPENING, _CLOSING = "[\"'", "]\"'"
_CIRCLED = ((20, 0x2460), (35, 0x3251), (50, 0x32B1))
LABELS = {
    "title": "标题",
    "date": "日期",
    "source": "来源",
    "author": "供稿单位",
    "editor": "编辑",
    "summary": "摘要",
    "description": "说明",
    "tags": "标签",
    "audience": "写给谁看",
    "cover": "题图",
    "cover_alt": "题图说明",
    "pinned": "置顶",
    "draft": "草稿",
    "publish_at": "定时发布",
    "expires": "过期时间",
    "updated": "修改日期",
    "update_note": "修改说明",
    "aliases": "旧网址",
    "risk": "重要稿件",
    "review": "审校级别",
    "wechat": "公众号",
    "kind": "案例类别",
    "cause": "案由",
    "basis": "案例性质",
    "laws": "法律依据",
    "consent": "同意凭据",
    "year": "总结年度",
    "source_url": "原文网址",
}
_VALUES = {"scenario": "情景案例", "real": "真实案例", "true": "是", "false": "否", "high": "是"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a line that a finding is about: offsets, severity, the finding's number."""

    start: int
    end: int
    severity: Severity
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that look the same: the class of a mark, bold or not; or a number behind a mark."""

    text: str
    mark: str = ""
    strong: bool = False
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as printed: what it is, the label of a field, and its pieces."""

    kind: str
    label: str
    pieces: tuple[Piece, ...]


def circled(number: int) -> str:
    """``①`` to ``㊿``, then ``(51)``."""
    before = 0
    for last, first in _CIRCLED:
        if number <= last:
            return chr(first + number - before - 1)
        before = last
    return f"({number})"


def front_line(line: str, marks: Sequence[Mark]) -> Shown | None:
    """A line of front matter; None for fences, comments without findings, and fields without value."""
    match = _FIELD.fullmatch(line)
    if match is None:
        bare = not line.strip() or line.startswith("---")
        return None if bare and not marks else Shown("text", "", _pieces(line, marks, ()))
    start, end = match.span("value")
    while start < end and line[start] in _OPENING and line[end - 1] in _CLOSING:
        start, end = start + 1, end - 1
    if start >= end and not marks:
        return None
    pieces = _pieces(line, marks, {*range(start), *range(end, len(line))})
    if not marks and line[start:end] in _VALUES:
        pieces = (Piece(_VALUES[line[start:end]]),)
    elif match["value"].startswith("["):
        pieces = tuple(Piece(one.text if one.mark else one.text.replace(", ", "、"), one.mark, one.strong, one.is_number) for one in pieces)
    return Shown("field", LABELS.get(match["key"], match["key"]), pieces)


def plain_line(line: str, marks: Sequence[Mark]) -> Shown | None:
    """A line of a file that isn't Markdown; None for an empty one."""
    return Shown("text", "", _pieces(line, marks, (), markdown=False)) if marks or line.strip() else None


def body_line(line: str, marks: Sequence[Mark]) -> Shown | None:
    """A line of the text; None for an empty one and for the rule below a table's head."""
    if not marks and (not line.strip() or _TABLE_RULE.fullmatch(line)):
        return None
    for kind, pattern in (("heading", _HEADING), ("item", _ITEM), ("quote", _QUOTE)):
        sign = pattern.match(line)
        if sign:
            return Shown(kind, "", _pieces(line, marks, range(sign.end())))
    if line.startswith("|"):
        return Shown("row", "", _pieces(line, marks, (0, len(line.rstrip()) - 1)))
    return Shown("note" if line.startswith("<!--") else "text", "", _pieces(line, marks, ()))


def _pieces(line: str, marks: Sequence[Mark], hidden: Iterable[int], *, markdown: bool = True) -> tuple[Piece, ...]:
    """The line cut where its look changes; signs are replaced by words or left out unless a finding is about them."""
    bold = {at for match in _EMPHASIS.finditer(line) for at in range(*match.span(1))} if markdown else set()
    instead = {**(dict(_signs(line)) if markdown else {}), **dict.fromkeys(hidden, "")}
    cells = []
    for at, char in enumerate(line):
        cells += _numbers(marks, at)
        here = max((one.severity for one in marks if one.start <= at < one.end), default=None)
        text = char if here else instead.get(at, char)
        cells.append(Piece(text, here.name.lower() if here else "", at in bold))
    cells += _numbers(marks, len(line))
    looks = groupby((one for one in cells if one.text), lambda one: (one.mark, one.strong, one.is_number))
    return tuple(Piece("".join(one.text for one in found), *look) for look, found in looks)


def _signs(line: str) -> Iterator[tuple[int, str]]:
    """What is printed in place of signs of emphasis, links and pictures, by offset."""
    for match in _EMPHASIS.finditer(line):
        yield from ((at, "") for at in (match.start(), match.start() + 1, match.end() - 2, match.end() - 1))
    for match in _LINK.finditer(line):
        picture = match["picture"]
        if picture:
            yield match.start("picture"), ""
        yield match.start("open"), "〔图片：" if picture else ""
        yield match.start("middle"), "，" if picture else "（"
        yield match.start("middle") + 1, ""
        yield match.start("close"), "〕" if picture else "）"


def _numbers(marks: Sequence[Mark], at: int) -> list[Piece]:
    return [Piece(circled(one.number), is_number=True) for one in marks if one.end == at]
