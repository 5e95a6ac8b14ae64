"""完整引文的句号放在了引号外面。

什么：“说：”“指出：”之后引用完整的话，句号放在引号外面。
为什么：独立引用完整的话，句号属于引文，放在引号里面。
错例：
- 他指出：“法律援助要应援尽援，优质高效”。
正例：
- 他指出：“法律援助要应援尽援，优质高效。”
- 他指出法律援助要“应援尽援”。
依据：GB/T 15834—2011《标点符号用法》附录B
修复：由人决定。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit

FAMILY = "标点"
LEVEL = Severity.INFO
_PATTERN = late(r"：“[^“”\n]{6,200}[^“”。！？…\n]”。")
_SPEAKS = late(r"(?:说|道|指出|表示|强调|要求|规定|介绍|写道|认为)$")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """A whole quoted sentence whose full stop stands outside."""
    prose = document.prose
    for match in _PATTERN.finditer(prose) if "：“" in prose and "”。" in prose else ():
        if _SPEAKS.search(prose, max(match.start() - 4, 0), match.start()) and "，" in match[0]:
            yield Hit(match.end() - 2, match.end(), "完整引文的句号放在引号外面", "改成“。”在前、后引号在后", "。”")
