"""数值范围的连接号或者单位不规范。

什么：范围用了半角“-”“~”；百分号、万、亿只写在后一个数上。用半角号又省略万、亿、百分号的是警告，其他是提示。
为什么：“15-30%”会被读成“15到30%”或“15减30%”；省略“万”会差一万倍。
错例：
- 2021-2025年规划。
- 增长15-30%。
- 补助9~16万元。
- 每天9:00-17:00办理。
正例：
- 2021—2025年规划。
- 增长15%～30%。
- 电话0730-5222222，文号GB/T 9704-2012。
- 补助9万～16万元。
依据：GB/T 15834—2011第4.13条；GB/T 15835—2011
修复：年份的安全，改成“—”；补单位的由人改。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit
from portal.review.typography import around

FAMILY = "数字"
LEVEL = Severity.INFO
_UNITS = "[%％]|[万亿](?=[元人件吨亩册户个次公平])|年(?!级)|天|日|人|件|岁|个|小时|分钟|米|元|月|名|次|场|条|项|倍|公里"
_PATTERN = late(
    r"(?<!\d)(?P<first>\d\d*(?:\.\d+)?)(?P<scale>[%％万亿]?)\s?(?P<mark>[-~—～－])\s?(?P<last>\d+(?:\.\d+)?)\s?"
    rf"(?P<unit>{_UNITS})"
)
_MARKS = "-~—～－"
_MARK = late(rf"[{_MARKS}](?<=[\d\s%％万亿].)(?=\s?\d)")
_CLOCK = late(r"(?<![\d:：])\d{1,2}[:：]\d\d\s?[-~]\s?\d{1,2}[:：]\d\d(?![\d:：])")
_SHORT = "-~"


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Ranges with a half-width mark, or whose first number lacks its unit."""
    prose = document.prose
    if not any(mark in prose for mark in _MARKS) or not _MARK.search(prose):
        return
    for match in _PATTERN.finditer(prose):
        left, _ = around(prose, match.start(), match.end())
        if left and (left in ".-—~～/:：" or (left.isascii() and left.isalnum())):
            continue
        lacks_unit = match["unit"] in "%％万亿" and not match["scale"]
        half = match["mark"] in _SHORT
        if lacks_unit:
            good = f"{match['first']}{match['unit']}～{match['last']}{match['unit']}"
            level = Severity.WARNING if half else Severity.INFO
            yield Hit(match.start(), match.end(), f"“{match[0]}”前一个数没写“{match['unit']}”", f"写成“{good}”", good, level=level)
        elif half:
            yield _half(match)

    for match in _CLOCK.finditer(prose):
        good = re.sub(r"\s?[-~]\s?", "—", match[0])
        yield Hit(match.start(), match.end(), "起止时间用了半角连接号", f"改成“{good}”", good)


def _half(match: re.Match[str]) -> Hit:
    years = match["unit"] == "年" and len(match["first"]) == len(match["last"]) == 4
    full = "—" if years or match["unit"] == "日" else "～"
    good = match[0].replace(match["mark"], full)
    return Hit(match.start(), match.end(), f"范围用了半角“{match['mark']}”", f"改成“{good}”", good, safe=years)
