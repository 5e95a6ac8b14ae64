"""Statutes: the register, citations of articles, and Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "[零〇一二两三四五六七八九十百千]+"
_CITATION = re.compile(rf"《(?P<title>[^《》]+(?:〈[^〈〉]+〉[^《》]*)?)》第(?P<number>{_NUMERAL}|\d+)条(?:之(?P<sub>{_NUMERAL}))?")


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute in the register ``data/laws.csv``.

    Attributes:
        title: full title.
        short_titles: accepted short forms.
        slug: address of its page.
        status: 有效, 已废止, 尚未施行 or 待核实.
        effective, repealed_on: ISO days, empty when unknown.
        replaced_by: title of the statute that replaced it.
        articles: highest article number, 0 when unknown.
        amended: ISO day of the latest amendment, empty when it was never amended.
    """

    title: str
    short_titles: tuple[str, ...]
    slug: str
    kind: str
    status: str
    effective: str
    repealed_on: str
    replaced_by: str
    articles: int
    amended: str = ""

    @property
    def short(self) -> str:
        """The shortest usual name."""
        return self.short_titles[0] if self.short_titles else self.title.removeprefix("中华人民共和国")


@dataclass(frozen=True, slots=True)
class Citation:
    """An article of a statute as cited: title as written, article number, number after 之 (0 for none), offset in the text."""

    title: str
    article: int
    sub: int
    offset: int


def from_chinese(numeral: str) -> int:
    """``一千零七十九`` to 1079; digits are taken as they are."""
    if numeral.isdigit():
        return int(numeral)
    total = digit = 0
    for char in numeral:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def to_chinese(number: int) -> str:
    """1079 to ``一千零七十九``; for 0 < number < 10000, as articles of statutes are counted."""
    text, rest, gap = "", number, False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, unit)
        if digit:
            text += ("零" if gap else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = bool(text)
    return text.removeprefix("一") if text.startswith("一十") else text


def citations(text: str) -> Iterator[Citation]:
    """Every ``《…》第…条`` in a text."""
    for match in _CITATION.finditer(text):
        sub = from_chinese(match["sub"]) if match["sub"] else 0
        yield Citation(normal_title(match["title"]), from_chinese(match["number"]), sub, match.start())


def normal_title(title: str) -> str:
    """A title as the register writes it: inner marks as 《》, full-width brackets, no spaces."""
    return title.translate(str.maketrans("〈〉()", "《》（）")).replace(" ", "")
