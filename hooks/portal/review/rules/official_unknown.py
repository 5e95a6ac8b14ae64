"""带领导职务的姓名不在名册里。

什么：名册（data/review/officials.yml）不空时，本单位职务后面的姓名在名册里找不到。
为什么：可能是姓名写错，也可能是人事变动后名册没有更新。
错例：
- 测试县司法局副局长王陌生到会指导。
正例：
- 测试县司法局局长张测试到会指导。
- 局长办公会研究了这项工作。
- 外省某市财政局局长王陌生介绍经验。
依据：本单位领导名册
修复：由编辑核对；姓名正确的，把他补进名册。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.official import Official
from portal.review.document import Document
from portal.review.folding import folded
from portal.review.naming import organ, strange_mentions
from portal.review.rule import Hit
from portal.review.rules.official_near_miss_name import check as near_miss

FAMILY = "提法"
LEVEL = Severity.WARNING
_TAIL = 3


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Strangers with a title of an organ that the roster knows."""
    if not facts.officials:
        return
    fold = folded(document)
    organs = {organ(one.title)[-_TAIL:] for one in facts.officials}
    known = frozenset(one.name for one in facts.officials)
    misspelt = {hit.start for hit in near_miss(document, facts)}
    for mention in strange_mentions(fold.text, known):
        written = organ(mention.title)
        start, end = fold.origin(mention.start, mention.end)
        if start not in misspelt and written and written[-_TAIL:] in organs:
            yield Hit(start, end, f"“{mention.name}”带着领导职务，名册里没有", "核对姓名；正确的，补进data/review/officials.yml")


def example_facts(facts: Facts) -> Facts:
    """A roster for the examples; the bureau's own may be empty."""
    return replace(facts, officials=(Official(name="张测试", title="测试县司法局党组书记、局长"),))
