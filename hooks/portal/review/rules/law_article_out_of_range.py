"""引用的条号超出了法律的条数。

什么：条号大于这部法律的最大条号，或者没有这个“第×条之×”。
为什么：读者查不到这一条；多半是数字写错，或者按别的法律、别的版本写的。
错例：
- 根据《中华人民共和国民法典》第一千二百六十一条。
- 刑法第二百八十六条之三规定。
- 《公证法》第48条规定。
正例：
- 《中华人民共和国民法典》第一千二百六十条规定。
- 刑法第二百八十六条之一规定。
- 原《行政复议法》第一百条。
依据：法律名册的条数（data/laws/register.csv、articles.csv）
修复：人工对照原文改正条号。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.law.judging import article_out_of_range
from portal.review.law.ranges import out_of_range
from portal.review.rule import Hit

FAMILY = "法律"
LEVEL = Severity.ERROR


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Article numbers that the statute doesn't reach."""
    return out_of_range(document, facts, article_out_of_range)
