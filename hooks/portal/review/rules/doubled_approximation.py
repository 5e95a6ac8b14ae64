"""约数说了两遍。

什么：“约……左右”“近……多”“超过……以上”“大约……余”前后重复。
为什么：一前一后都表示大概，意思重复，有的还互相矛盾。
错例：
- 参加活动的约300人左右。
- 发放资料近5000余份。
- 超过20人以上。
- 大概有50多人左右。
- 至少20人以上。
正例：
- 参加活动的约300人。
- 近20多年来
- 双方约定10日以上的履行期。
依据：现代汉语语法；《新华社新闻信息报道中的禁用词和慎用词》
修复：由人删去一处。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit

FAMILY = "数字"
LEVEL = Severity.WARNING
_UNIT = (
    r"(?:个(?:小时|月|工作日|星期)?|多?人次?|名|户|家|场次?|份|起|件|篇|项|条|万?元|所|处|平方米|公里|米|吨|亩"
    r"|天|日|周|月|年|小时|分钟|岁|倍|[%％]|册|辆|公斤|次)?"
)
_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千万零〇半]+)"
_PATTERN = late(
    rf"(?:大约|大概|约|将近|接近|近|超过|超|逾|突破)有?\s?(?P<number>{_NUMBER})\s?(?P<scale>[百千万亿]*)(?P<over>[多余])?[万亿]?"
    rf"(?P<unit>{_UNIT})\s?(?P<late>左右|上下|以上|[多余](?=[人元万个]))?"
)
_LEAST = late(rf"(?P<word>至少|最少|不少于|不低于)[有为]?\s?{_NUMBER}[万亿]?\s?{_UNIT}\s?(?P<after>以上)")
_AFTER = ("多", "余", "左右", "上下", "以上")
_OTHER_WORDS = {"约": "条契合特公节预制签违解缔履守相邀婚誓", "近": "附最临靠亲远相新邻切", "超": "赶反高"}


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Approximations before and after one number."""
    prose = document.prose
    for match in _PATTERN.finditer(prose) if any(word in prose for word in _AFTER) else ():
        after = match["late"] or match["over"]
        if not after or prose[match.start() - 1 : match.start()] in tuple(_OTHER_WORDS.get(match[0][0], "")):
            continue
        # 近20多年来 means the last twenty-odd years.
        if match[0][0] == "近" and match["unit"][:1] in ("年", "天", "日", "周", "月", "个"):
            continue
        word = match[0][: match.start("number") - match.start()].strip()
        yield _hit(match, word, after)
    for match in _LEAST.finditer(prose) if "以上" in prose else ():
        yield _hit(match, match["word"], match["after"])


def _hit(match: re.Match[str], word: str, after: str) -> Hit:
    return Hit(match.start(), match.end(), f"“{match[0]}”里“{word}”和“{after}”重复", "留一处就够了")
