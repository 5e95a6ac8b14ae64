"""上午、下午和24小时制重复。

什么：“下午15时”把两种计时法叠在一起；“上午13时”自相矛盾，是错误。
为什么：12小时制写“下午3时”，24小时制写“15时”，叠用容易看错。
错例：
- 下午15时召开会议。
- 上午14：30报到。
- 晚上20点结束。
正例：
- 下午3时召开会议。
- 15时召开会议。
- 上午12时前报到。
依据：GB/T 7408.1—2023《日期和时间》
修复：由人改成一种。
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
_PATTERN = late(r"(?P<half>上午|早上|早晨|凌晨|下午|傍晚|晚上|午后)\s?(?P<hour>1[3-9]|2[0-4])\s?(?:[时点]|[:：]\s?\d\d)")
_MORNING = ("上午", "早上", "早晨", "凌晨")
_NOON = 12


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Hours after twelve with a word for the half of the day."""
    prose = document.prose
    for match in _PATTERN.finditer(prose) if "午" in prose or "晚" in prose or "晨" in prose or "早上" in prose else ():
        hour = int(match["hour"])
        if match["half"] in _MORNING:
            if not (match["half"] == "凌晨" and hour == 2 * _NOON):
                yield Hit(match.start(), match.end(), f"“{match[0]}”自相矛盾", "核对时间，改成上午几时或者24小时制", level=Severity.ERROR)
        else:
            yield Hit(match.start(), match.end(), f"“{match[0]}”重复计时", f"写“{match['half']}{hour - _NOON}时”或者“{hour}时”")
