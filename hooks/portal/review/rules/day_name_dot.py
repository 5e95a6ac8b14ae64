"""日期简称的间隔号写错了。

什么：“12·4”“3·15”这类日期简称写成了句点、顿号、圆点。
为什么：用句点会读成小数，用顿号会读成两个数；规范写法是间隔号“·”（U+00B7）。
错例：
- 开展“12.4”国家宪法日宣传。
- 开展“3.15”消费者权益日活动。
- “6•26”国际禁毒日
- 开展4.15全民国家安全教育日宣传。
正例：
- 开展“12·4”国家宪法日宣传。
- 得分“3.15”，居第一。
- 增长12.4个百分点
依据：GB/T 15834—2011《标点符号用法》第4.14条
修复：安全，改成“·”。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit

FAMILY = "数字"
LEVEL = Severity.WARNING
_DAYS = frozenset(
    (
        *("12 4", "3 15", "6 26", "4 15", "5 12", "12 1", "12 2", "12 9", "12 13", "9 18", "11 9", "1 10", "5 15", "8 19"),
        *("7 8", "6 5", "6 1", "3 8", "5 4", "7 1", "8 1", "10 1", "5 1", "4 26", "11 25", "5 8", "6 16"),
    )
)
_KINDS = (
    "宪法|消费|禁毒|安全|防灾|减灾|艾滋|防艾|交通|运动|国耻|消防|警察|人民警察|打击|经济犯罪|医师|保险|环境|儿童|妇女|青年"
    "|建党|建军|国庆|劳动|知识产权|反家暴|事变|法制|法治|普法"
)
_PATTERN = late(
    r"(?P<month>\d\d?)\s?(?P<dot>[-.．、•・‧∙⋅﹒])\s?(?P<day>\d\d?)(?=[”\"]?\s?(?:国家|国际|世界|全国|全民|公民|中国|人民){0,2}"
    rf"(?:{_KINDS})[^，。；\n]{{0,12}}?(?:日|节|周|宣传|活动|纪念|维权|晚会|事变))"
)


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Names of days with another mark than the middle dot."""
    prose = document.prose
    for match in _PATTERN.finditer(prose):
        name = f"{int(match['month'])} {int(match['day'])}"
        if name in _DAYS and not prose[match.start() - 1 : match.start()].isdigit():
            yield Hit(match.start("dot"), match.end("dot"), f"日期简称“{match[0]}”的间隔号写成了“{match['dot']}”", "改成“·”", "·", safe=True)
