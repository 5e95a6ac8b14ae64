"""日历上没有这一天。

什么：2月30日、6月31日、13月1日这类不存在的日子；平年的2月29日。
为什么：日期是期限、时效的根据，写错了会误导当事人。
错例：
- 请于2026年2月29日前报送。
- 6月31日截止。
- 二〇二六年十一月三十一日
- 报名截止：2026.02.30
正例：
- 请于2028年2月29日前报送。
- 请到6月31号楼办理。
- 农历2月30日祭祖。
依据：GB/T 7408.1—2023《日期和时间》
修复：由人改。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.prose_dates import Stated, stated_dates
from portal.review.rule import Hit

FAMILY = "数字"
LEVEL = Severity.ERROR
_SHORT = late(r"(?P<year>[12](?<![\d.A-Za-z-].)(?:(?<=1)9|(?<=2)0)\d\d)(?P<mark>[-./．])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>3[01]|29)(?![\d.-])")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Days that the calendar doesn't have."""
    for date in stated_dates(document):
        if not date.exists:
            yield _hit(date)
    prose = document.prose
    for match in _SHORT.finditer(prose) if "19" in prose or "20" in prose else ():
        date = Stated(match.start(), match.end(), int(match["year"]), int(match["month"]), int(match["day"]), match[0])
        if not date.exists:
            yield _hit(date)


def _hit(date: Stated) -> Hit:
    return Hit(date.start, date.end, f"日历上没有“{date.text}”这一天", "核对日期后改正")
