"""并列的书名号、引号之间用了顿号。

什么：并列的书名号之间、引号之间加了顿号。
为什么：书名号、引号已经把各项分开，通常不用顿号；中间有别的字时才用。
错例：
- 学习《宪法》、《民法典》。
- 落实“一村”、“一社区”安排。
正例：
- 学习《宪法》《民法典》。
- 学习《宪法》（2018年修正）、《民法典》。
依据：GB/T 15834—2011《标点符号用法》第4.5.3.5条
修复：由人决定去不去掉。
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
_PATTERN = late(r"、(?:(?<=》、)(?=《)|(?<=”、)(?=“))")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """A comma directly between two titles or two quotations."""
    prose = document.prose
    for match in _PATTERN.finditer(prose) if "》、《" in prose or "”、“" in prose else ():
        yield Hit(match.start(), match.end(), "并列的书名号、引号之间通常不用顿号", "去掉“、”", "")
