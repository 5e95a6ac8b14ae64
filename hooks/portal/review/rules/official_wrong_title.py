"""领导的职务与名册不符。

什么：名册（data/review/officials.yml）里的人，姓名前面写了他在这一天不担任的职务。
为什么：职务写错是严重差错，当事人和读者都会当真。
错例：
- 测试县司法局副局长张测试主持会议。
- 测试县财政局局长张测试到会。
正例：
- 测试县司法局局长张测试主持会议。
- 县司法局党组书记、局长张测试主持会议。
依据：本单位领导名册
修复：由编辑按名册改；职务有变动的先改名册。
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.official import Official
from portal.review.document import Document
from portal.review.folding import folded
from portal.review.naming import fits, in_office, known_mentions
from portal.review.rule import Hit

FAMILY = "提法"
LEVEL = Severity.ERROR


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Known names with a title that they don't hold on the day of the text."""
    if not facts.officials:
        return
    fold = folded(document)
    day: dt.date = document.date or facts.today
    for mention in known_mentions(fold.text, (one.name for one in facts.officials)):
        held = in_office(facts.officials, mention.name, day)
        if held and not fits(mention.title, held):
            start, end = fold.origin(mention.start - len(mention.title), mention.end)
            titles = "、".join(one.title for one in held)
            yield Hit(start, end, f"{mention.name}的职务写成“{mention.title}”", f"名册上是“{titles}”，核对后改文章或者改名册")


def example_facts(facts: Facts) -> Facts:
    """A roster for the examples; the bureau's own may be empty."""
    return replace(facts, officials=(Official(name="张测试", title="测试县司法局党组书记、局长"),))
