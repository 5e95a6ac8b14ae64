"""减少、降低用了倍数。

什么：“降低了3倍”“减少两倍”。
为什么：减少一倍就是零，不可能减少几倍；应当用百分数或者几分之几。
错例：
- 发案数下降了2倍。
- 办理时限缩短三倍。
正例：
- 发案数下降了50%。
- 发案数增加了2倍。
- 减少到原来的三分之一。
依据：GB/T 15835—2011；现代汉语语法
修复：由人换算成百分数。
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
_PATTERN = late(r"(?:降低|减少|下降|缩短|缩小|减小|减轻|降|减)(?:了|约|近)*\s?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百几数]+)[多余]?倍")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Decreases by a multiple."""
    for match in _PATTERN.finditer(document.prose) if "倍" in document.prose else ():
        yield Hit(match.start(), match.end(), f"“{match[0]}”不合算理", "减少不用倍数，换算成百分之几或者几分之几")
