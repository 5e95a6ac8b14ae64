"""领导姓名写成了同音字或者错一个字。

什么：职务后面的姓名与名册（data/review/officials.yml）里任这一职务的人读音相同，或者只差一个字。
为什么：领导姓名写错是最严重的差错之一。
错例：
- 测试县司法局局长张侧试主持会议。
- 县司法局局长张测式主持会议。
正例：
- 测试县司法局局长张测试主持会议。
- 测试县财政局局长王样例到会。
依据：本单位领导名册；国务院办公厅政府网站与政务新媒体检查指标
修复：由编辑按名册改。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.official import Official
from portal.review.document import Document
from portal.review.folding import folded
from portal.review.naming import misspelt_mentions
from portal.review.rule import Hit

FAMILY = "提法"
LEVEL = Severity.ERROR


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Names behind a title that are almost the name of the person who holds it."""
    if not facts.officials:
        return
    fold = folded(document)
    day = document.date or facts.today
    for mention, one in misspelt_mentions(fold.text, (one for one in facts.officials if one.holds_on(day))):
        yield Hit(*fold.origin(mention.start, mention.end), f"“{mention.name}”与名册上的“{one.name}”只差一字", f"核对后改为“{one.name}”", one.name)


def example_facts(facts: Facts) -> Facts:
    """A roster for the examples; the bureau's own may be empty."""
    return replace(facts, officials=(Official(name="张测试", title="测试县司法局党组书记、局长"),))
