"""百分点写成了百分数。

什么：从一个百分数变到另一个百分数，差额用了“%”；“百分点”写成“百分比”。
为什么：从85%到92%是提高7个百分点，不是提高7%，两者差得很远。
错例：
- 满意率从85%提高到92%，提高了7%。
- 办结率95%，比上年提高3个百分比。
正例：
- 满意率从85%提高到92%，提高了7个百分点。
- 案件从100件增加到107件，增长7%。
依据：GB/T 15835—2011；国家统计局《统计用语》
修复：由人核对后改成“个百分点”。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import GAP, Document
from portal.review.rule import Hit

FAMILY = "数字"
LEVEL = Severity.WARNING
_BETWEEN = f"[^。；\\n%％\\d{GAP}]"
_RATES = late(
    rf"(?<!\d)(?P<a>\d\d*(?:\.\d+)?)\s?[%％]{_BETWEEN}{{0,14}}?(?P<b>\d+(?:\.\d+)?)\s?[%％]{_BETWEEN}{{0,12}}?"
    r"(?:提高|提升|增长|增加|上升|下降|降低|减少|升高|回落|高|低)(?:了|约|近)?\s?(?P<diff>\d+(?:\.\d+)?)\s?[%％]"
)
_WORD = late(r"\d(?:个|\s)?百分(?:比|数|号)")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Differences of rates given in percent."""
    prose = document.prose
    for match in _RATES.finditer(prose) if "%" in prose or "％" in prose else ():
        if abs(Decimal(match["a"]) - Decimal(match["b"])) == Decimal(match["diff"]):
            at = match.start("diff")
            yield Hit(at, match.end(), f"两个百分数相差{match['diff']}，应当用“百分点”", f"改成“{match['diff']}个百分点”", f"{match['diff']}个百分点")
    for match in _WORD.finditer(prose) if "百分" in prose else ():
        good = f"{match[0][0]}个百分点"
        yield Hit(match.start(), match.end(), f"“{match[0]}”应为“个百分点”", f"改成“{good}”", good)
