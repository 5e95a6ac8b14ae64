"""日历上没有这一天。

什么：2月30日、6月31日、13月1日这类不存在的日子；平年的2月29日。
为什么：日期是期限、时效的根据，写错了会误导当事人。
错例：
- 请于2026年2月29日前报送。
- 6月31日截止。
- 二〇二六年十一月三十一日
正例：
- 请于2028年2月29日前报送。
- 请到6月31号楼办理。
- 农历2月30日祭祖。
依据：GB/T 7408.1—2023《日期和时间》
修复：由人改。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.law import from_chinese
from portal.review.document import Document
from portal.review.prose_dates import Stated, stated_dates
from portal.review.rule import Hit

FAMILY = "数字"
LEVEL = Severity.ERROR
_CHINESE = re.compile(r"[一二][〇零○一二三四五六七八九]{3}年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
_DIGITS = {"〇": "0", "零": "0", "○": "0", **{char: str(number) for number, char in enumerate("一二三四五六七八九", 1)}}


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Days that the calendar doesn't have."""
    for date in stated_dates(document):
        if not date.exists:
            yield _hit(date)
    for match in _CHINESE.finditer(document.prose):
        year = int("".join(_DIGITS[char] for char in match[0][:4]))
        date = Stated(match.start(), match.end(), year, from_chinese(match[1]), from_chinese(match[2]), match[0])
        if not date.exists:
            yield _hit(date)


def _hit(date: Stated) -> Hit:
    return Hit(date.start, date.end, f"日历上没有“{date.text}”这一天", "核对日期后改正")
