"""Dates that a text states: ``2026年12月4日``, ``12月4日``, with what is known about the year."""

from __future__ import annotations

import calendar
import functools
from dataclasses import dataclass

from portal.late import late
from portal.model.law import from_chinese
from portal.review.document import Document

_DATE = late(r"(?P<first>\d\d{0,3})\s?(?:年\s?(?P<month>\d{1,2})\s?)?月\s?(?P<day>\d{1,2})\s?[日号]")
_CHINESE = late(r"([一二][〇零○一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_NOT_A_DAY = late(r"[楼院室门线车馆店]")
_LUNAR = late(r"[农阴夏旧]历[^，。；\n]{0,6}$")


@dataclass(frozen=True, slots=True)
class Stated:
    """A date in a text; numbers as typed, whether they exist or not.

    Attributes:
        start, end: offsets.
        year: None when it isn't written.
        month, day: numbers.
        text: as typed.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int
    text: str

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day; 29 February without a year may exist."""
        return 1 <= self.month <= 12 and 1 <= self.day <= calendar.monthrange(self.year or 2000, self.month)[1]


@functools.lru_cache(maxsize=4)
def stated_dates(document: Document) -> tuple[Stated, ...]:
    """Every date with month and day, in order; numbers of buildings and lunar days are left out."""
    prose = document.prose
    if "月" not in prose:
        return ()
    found = []
    for match in _DATE.finditer(prose):
        before = prose[max(match.start() - 10, 0) : match.start()]
        building = match[0].endswith("号") and _NOT_A_DAY.match(prose, match.end())
        if building or before[-1:].isdigit() or before.endswith(".") or _LUNAR.search(before):
            continue
        full = match["month"] is not None
        if len(match["first"]) not in ((4,) if full else (1, 2)):
            continue
        year, month = (int(match["first"]), int(match["month"])) if full else (None, int(match["first"]))
        found.append(Stated(match.start(), match.end(), year, month, int(match["day"]), match[0]))
    for match in _CHINESE.finditer(prose) if "年" in prose else ():
        if not _LUNAR.search(prose, max(match.start() - 10, 0), match.start()):
            year = int(match[1].translate(_DIGITS))
            found.append(Stated(match.start(), match.end(), year, from_chinese(match[2]), from_chinese(match[3]), match[0]))
    return tuple(sorted(found, key=lambda one: one.start))
