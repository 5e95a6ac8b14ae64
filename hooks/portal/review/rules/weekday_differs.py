"""星期和日期对不上。

什么：日期后面括注的星期和日历不符。年份取日期自己的，没写的取同一段前面的；整段没有年份的，按文稿日期推算，算警告。
为什么：群众按星期记日子，写错了会白跑一趟。
错例：
- 会议定于2026年12月4日（星期四）召开。
- 2026年12月4日（星期五）至12月6日（周六）开展宣传。
- 二〇二六年十二月四日（星期四）
- 定于星期四（2026年12月4日）召开。
正例：
- 会议定于2026年12月4日（星期五）召开。
- 12月4日（星期四）
- 2025年12月31日（星期三）至1月3日（星期六）值班。
- ---\\ndate: 2025-11-06\\n---\\n2026年放假安排如下。\\n\\n国庆节：10月1日（星期四）至7日（星期三）放假。
依据：按公历推算
修复：由人核对是日期错还是星期错。
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.prose_dates import Stated, stated_dates
from portal.review.rule import Hit

FAMILY = "数字"
LEVEL = Severity.ERROR
_WEEKDAY = late(r"\s?[（(，,]?\s?(?:星期|周|礼拜)([一二三四五六日天])")
_WEEKDAY_FIRST = late(r"(?:星期|周|礼拜)([一二三四五六日天])\s?[（(]$")
_NAMES = "一二三四五六日"
_YEAR = late(r"(?<!\d)20\d\d(?=年)")
_NEAR = dt.timedelta(days=200)


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Weekdays that don't belong to their dates."""
    year, month, done = None, 0, 0
    for date in stated_dates(document):
        if "\n\n" in document.prose[done : date.start]:
            year = None
        if year and not date.year and date.month < month:
            year += 1
        year, month, done = date.year or year, date.month, date.end
        match = _WEEKDAY.match(document.prose, date.end) or _WEEKDAY_FIRST.search(document.prose, max(date.start - 6, 0), date.start)
        if match and date.exists:
            yield from _compared(document, date, year, match)


def _compared(document: Document, date: Stated, year: int | None, match: re.Match[str]) -> Iterator[Hit]:
    stated = _NAMES.index(match[1].replace("天", "日"))
    days = [_day(date, year)] if year else []
    days += [] if date.year else _likely(document, date)
    days = [day for day in days if day]
    if days and all(day.weekday() != stated for day in days if day):
        right = days[0]
        assert right is not None
        what = f"{right.year}年{date.month}月{date.day}日是星期{_NAMES[right.weekday()]}，不是星期{match[1]}"
        level = Severity.ERROR if year else Severity.WARNING
        yield Hit(min(date.start, match.start()), max(date.end, match.end()), what, "核对是日期写错了还是星期写错了", level=level)


def _day(date: Stated, year: int) -> dt.date | None:
    try:
        return dt.date(year, date.month, date.day)
    except ValueError:
        return None


def _likely(document: Document, date: Stated) -> list[dt.date | None]:
    """The days that a date without a year may mean: near the text's own date, or in a year that the text names."""
    if document.date is None:
        return []
    own = document.date
    named = {int(match[0]) for match in _YEAR.finditer(document.prose)}
    days = [_day(date, year) for year in (own.year, own.year - 1, own.year + 1)]
    return [day for day in days if day and (abs(day - own) < _NEAR or day.year in named)]
