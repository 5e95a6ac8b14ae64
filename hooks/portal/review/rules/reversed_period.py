"""起止时间颠倒。

什么：结束在开始之前，如“2025—2021年”“上午11:00—9:00”。两个完整日期颠倒的是错误。
为什么：期间写反了，多半是年份或者月份写错。
错例：
- 2026年5月1日至2026年4月30日公示。
- “十四五”规划期为2025—2021年。
- 报名时间为3月15日至3月5日。
- 报名时间为3月15日至5日。
- 聘期为2026年1月—2025年12月。
- 工作日9:00—8:30办公。
正例：
- 2026年4月1日至2027年3月31日公示。
- 2021—2025年
- 每天22:00至6:00禁止施工。
- 12月1日至次年3月1日
- 2025年12月31日至1月3日放假。
依据：按公历推算
修复：由人核对。
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.prose_dates import Stated, stated_dates
from portal.review.rule import Hit

FAMILY = "数字"
LEVEL = Severity.WARNING
_TO = late(r"\s?起?(?:[（(][^（）()\n]{1,8}[）)])?\s?(?:至|到|—+|-|～|~|－)\s?")
_YEARS = late(r"((?:19|20)\d\d)\s?年?\s?(?:—+|-|～|~|－|–|至|到)\s?((?:19|20)\d\d)\s?年")
_MONTHS = late(r"((?:19|20)\d\d)年\s?(\d{1,2})月\s?(?:起?至|到|—+|-|～|~|－|–)\s?((?:19|20)\d\d)年\s?(\d{1,2})月(?!\s?\d)")
_HOURS = late(r"(上午|下午)\s?(\d{1,2})\s?[:：时点]\s?(\d\d)?分?\s?(?:至|到|—+|-|～|~)\s?(\d{1,2})\s?[:：时点]\s?(\d\d)?")
_DAYS = late(r"月\s?(?P<first>\d{1,2})日?(?:[（(][^（）()\n]{1,8}[）)])?\s?(?:至|到|—+|-|～|~|－|–)\s?(?P<last>\d{1,2})[日号]")
_OPENING = late(r"(\d(?<![\d:：].)\d?)[:：](\d\d)\s?(?:至|到|—+|-|～|~|－|–)\s?(\d{1,2})[:：](\d\d)(?![\d:：])")
_MORNING, _NOON, _EVENING = 6, 12, 18
_NEW_YEAR = ((11, 1), (12, 1), (12, 2))


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Periods that end before they begin."""
    prose = document.prose
    for match in _YEARS.finditer(prose) if "年" in prose else ():
        if int(match[1]) > int(match[2]) and not prose[match.start() - 1 : match.start()].isdigit():
            yield _hit(match.start(), match.end(), match[0], Severity.WARNING)
    for match in _MONTHS.finditer(prose) if "年" in prose and "月" in prose else ():
        if (int(match[1]), int(match[2])) > (int(match[3]), int(match[4])):
            yield _hit(match.start(), match.end(), match[0], Severity.ERROR)
    for match in _HOURS.finditer(prose) if "上午" in prose or "下午" in prose else ():
        first, last = (int(match[2]), int(match[3] or 0)), (int(match[4]), int(match[5] or 0))
        if first > last and first[0] != _NOON:
            yield _hit(match.start(), match.end(), match[0], Severity.WARNING)
    for match in _DAYS.finditer(prose) if "月" in prose else ():
        if int(match["first"]) > int(match["last"]):
            yield _hit(match.start("first"), match.end(), prose[match.start("first") : match.end()], Severity.WARNING)
    for match in _OPENING.finditer(prose) if ":" in prose or "：" in prose else ():
        first, last = (int(match[1]), int(match[2])), (int(match[3]), int(match[4]))
        # Hours of work end on the day they begin; a night may pass between an evening and a morning.
        if first > last and any(begin <= last[0] and first[0] <= end for begin, end in ((_MORNING, _NOON), (_NOON, _EVENING))):
            yield _hit(match.start(), match.end(), match[0], Severity.WARNING)
    dates = stated_dates(document)
    for first_day, last_day in itertools.pairwise(dates):
        if _TO.fullmatch(prose, first_day.end, last_day.start):
            yield from _days(prose, first_day, last_day)


def _days(prose: str, first: Stated, last: Stated) -> Iterator[Hit]:
    years = first.year is not None and last.year is not None
    before = (last.year or 0, last.month, last.day) < (first.year or 0, first.month, first.day) if years else (last.month, last.day) < (first.month, first.day)
    # Without years only a slip within one month is sure: a period may cross the end of the year.
    if last.year is None and (first.month, last.month) in _NEW_YEAR:
        return
    if before and (years or (last.year is None and (first.year is not None or first.month == last.month))):
        yield _hit(first.start, last.end, prose[first.start : last.end], Severity.ERROR if years else Severity.WARNING)


def _hit(start: int, end: int, text: str, level: Severity) -> Hit:
    return Hit(start, end, f"“{text}”结束在开始之前", "核对起止时间；跨年的写明“次年”或者年份", level=level)
