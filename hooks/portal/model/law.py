"""Statutes, their titles, and Chinese numerals."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

from portal.times import chinese_day

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_ISSUERS = ("最高人民法院", "最高人民检察院", "国务院", "全国人民代表大会常务委员会", "全国人民代表大会")
_SAME = str.maketrans({"〈": "《", "〉": "》", "<": "《", ">": "》", "(": "（", ")": "）", " ": None, "\u3000": None, "\n": None, "\ue000": None})
_FRESH_DAYS = 365
_UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True)
class Statute:
    """A statute in the register ``data/laws/register.csv``.

    Attributes:
        title: full title.
        short_titles: accepted short forms.
        slug: address of its page.
        status: 有效, 已废止, 尚未施行 or 待核实.
        effective, repealed_on: ISO days, empty when unknown.
        replaced_by: title of the statute that replaced it.
        articles: highest article number, 0 when unknown.
        amended: ISO day of the latest amendment, empty when it was never amended.
        adopted: ISO day on which it was first adopted, empty when unknown.
        as_of: ISO day on which the row was last compared with a source, empty when unknown.
        sure: False when the row was drawn from another text's words (a repeal clause) or never seen in the original.
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
    adopted: str = ""
    as_of: str = ""
    sure: bool = True

    @property
    def issuers(self) -> tuple[str, ...]:
        """The bodies that its title names: 最高人民法院, 最高人民检察院, 国务院 …"""
        head = self.title.partition("关于")[0]
        return tuple(one for one in _ISSUERS if one in head)

    @property
    def is_law(self) -> bool:
        """Whether it is the constitution or a law of the National People's Congress."""
        return self.kind in ("宪法", "法律")

    def is_fresh(self, today: dt.date) -> bool:
        """Whether the row is young enough to contradict anybody: compared with its source within a year before ``today``."""
        return bool(self.as_of) and (today - dt.date.fromisoformat(self.as_of)).days <= _FRESH_DAYS

    @property
    def validity(self) -> str:
        """``有效，2021年1月1日起施行``; ``已废止，2021年1月1日起失效``."""
        day = self.repealed_on if self.status == "已废止" else self.effective
        word = "起失效" if self.status == "已废止" else "起施行"
        return f"{self.status}，{chinese_day(dt.date.fromisoformat(day))}{word}" if day else self.status

    @property
    def short(self) -> str:
        """The shortest usual name."""
        return self.short_titles[0] if self.short_titles else self.title.removeprefix("中华人民共和国")


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


@functools.lru_cache(maxsize=1024)  # a text names the same laws again and again
def normal_title(title: str) -> str:
    """A title as the register writes it: inner marks as 《》, full-width brackets, no spaces."""
    return title.translate(_SAME)
