"""引用的项超出了该条的项数。

什么：写了第（×）项，而这一条没有这么多项。
为什么：项是条文里带（一）（二）的分列；写错了读者找不到。
错例：
- 《中华人民共和国民法典》第一百四十三条第（四）项规定。
- 刑法第三百八十五条第一款第一项规定。
正例：
- 《中华人民共和国民法典》第一百四十三条第（三）项规定。
- 刑法第二百三十六条第三款第六项规定。
依据：法律名册的项数（data/laws/articles.csv）
修复：人工对照原文改正。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.law.judging import item_out_of_range
from portal.review.law.ranges import out_of_range
from portal.review.rule import Hit

FAMILY = "法律"
LEVEL = Severity.ERROR


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Items that the article doesn't have."""
    return out_of_range(document, facts, item_out_of_range)
