"""破折号写法不对。

什么：破折号写成两个连字符“--”“－－”或者制表线，用了三个“—”，中间有空格；汉字之间只有一个“—”的只提示。
为什么：中文破折号是“——”，占两个字；一个“—”是连接号，意思是“到”。
错例：
- 宪法--国家的根本大法。
- 宪法－－国家的根本大法。
- 宪法—国家的根本大法。
正例：
- 宪法——国家的根本大法。
- 2021—2025年规划。
- 电话0730-5222222。
依据：GB/T 15834—2011《标点符号用法》第4.10条、第4.13条
修复：安全，改成“——”；一个“—”是破折号还是连接号由人决定。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit
from portal.review.typography import around, is_han

FAMILY = "标点"
LEVEL = Severity.ERROR
_PATTERN = late(r"[-－–─―ー—](?:(?<=-)-+|(?<=－)－+|(?<=–)–*|(?<=─)─+|(?<=―)―*|(?<=ー)ー+|(?<=—)(?: ?—)*) ?")
_MARKS = "-－–─―ー—"
_DASH = "——"
_LEFT = "”’）》。！？…"
_RIGHT = "“‘（《"
_WRONG = ("-", "－", "–", "─", "ー")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Dashes made of hyphens, of one line, or of three."""
    prose = document.prose
    for match in _PATTERN.finditer(prose) if any(mark in prose for mark in _MARKS) else ():
        start = match.start() - (prose[match.start() - 1 : match.start()] == " ")
        left, right = around(prose, start, match.end())
        mark = match[0].strip()
        if mark == _DASH or not (_chinese(left, _LEFT) and _chinese(right, _RIGHT)):
            continue
        if len(mark) == 1:
            yield Hit(match.start(), match.end(), f"汉字之间只有一个“{mark}”", "表示解释说明的，改成“——”；表示起止、连接的不用改", level=Severity.INFO)
        else:
            level = Severity.ERROR if mark[0] in _WRONG else Severity.WARNING
            yield Hit(start, match.end(), f"破折号写成了“{mark}”", "改成“——”", _DASH, safe=True, level=level)


def _chinese(char: str, marks: str) -> bool:
    return is_han(char) or (bool(char) and char in marks)
