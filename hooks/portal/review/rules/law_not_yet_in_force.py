"""引用了还没有施行的法律。

什么：文章发布时，所引的法律还没有施行，句子里也没有说明。
为什么：没有施行的法律不能作为依据。
错例：
- 依据《中华人民共和国商标法（2026年修订）》第十条处理。
正例：
- 《中华人民共和国商标法（2026年修订）》将于2027年1月1日起施行。
- 《中华人民共和国民法典》第十条规定。
依据：各法附则的施行日期
修复：人工改引现行规定，或写明何时起施行。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.law.judging import COMING, not_yet
from portal.review.law.reading import cited, day_of, sentence
from portal.review.rule import Hit

FAMILY = "法律"
LEVEL = Severity.ERROR


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Statutes that weren't in force on the day of the text."""
    for one in cited(document, facts):
        verdict = not_yet(one.statute, day_of(document, facts)) if one.statute and not one.place.joined else None
        if verdict and not COMING.search(sentence(document.prose, one.start)[1]):
            level = verdict.level if one.article else min(verdict.level, Severity.WARNING)
            yield Hit(one.start, one.end, verdict.what, verdict.do, level=level)
