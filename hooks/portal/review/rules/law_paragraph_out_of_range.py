"""引用的款超出了该条的款数。

什么：写了第×款，而这一条没有这么多款。
为什么：款是条文里另起的自然段；把项当成款、把版本弄混，都会引错规定。
错例：
- 《中华人民共和国民法典》第一千零四十三条第三款规定。
- 刑法第三百八十五条第三款规定。
正例：
- 《中华人民共和国民法典》第一千零四十三条第二款规定。
- 民法典第一千零七十九条第五款规定。
- 在刑法第一百六十五条中增加一款作为第二款。
依据：法律名册的款数（data/laws/articles.csv）
修复：人工对照原文改正。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.law.judging import paragraph_out_of_range
from portal.review.law.ranges import out_of_range
from portal.review.rule import Hit

FAMILY = "法律"
LEVEL = Severity.ERROR


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Paragraphs that the article doesn't have."""
    return out_of_range(document, facts, paragraph_out_of_range)
