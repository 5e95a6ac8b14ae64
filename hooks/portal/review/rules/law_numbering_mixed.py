"""同一篇里条号有时用汉字、有时用阿拉伯数字。

什么：一篇文章里既有“第一千零四十三条”，又有“第1043条”。
为什么：法律原文用汉字条号；一篇之内应当统一，便于查找。
错例：
- 《民法典》第一千零四十三条和《刑法》第260条都有规定。
正例：
- 《民法典》第一千零四十三条和《刑法》第二百六十条都有规定。
- 《民法典》第1043条和《刑法》第260条都有规定。
依据：立法技术规范；GB/T 15835—2011
修复：人工统一成汉字条号。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.law import to_chinese
from portal.review.document import Document
from portal.review.law.reading import cited
from portal.review.rule import Hit

FAMILY = "法律"
LEVEL = Severity.INFO


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """The first article number in Arabic digits of a text that also has numbers in words."""
    numbered = [one for one in cited(document, facts) if one.article and one.form != "relative"]
    arabic = [one for one in numbered if one.place.arabic]
    if arabic and len(arabic) < len(numbered):
        first = arabic[0]
        do = f"统一成汉字，如“第{to_chinese(first.article)}条”"
        yield Hit(first.place.start, first.place.end, f"条号写法不一：这里用阿拉伯数字，别处用汉字（共{len(arabic)}处用阿拉伯数字）", do)
