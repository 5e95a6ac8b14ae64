"""第一次提到法律就用简称。

什么：正文第一次提到一部法律，书名号里用的是简称，全文前面没有出现过全称。
为什么：正式行文第一次出现用全称，后面可以用简称，读者才知道是哪一部。
错例：
- 根据《行政复议法》第十一条，可以申请行政复议。
正例：
- 根据《中华人民共和国行政复议法》第十一条申请；依照《行政复议法》第二十条提出。
- 《民法典》第十条规定。
依据：立法技术规范；公文写作惯例
修复：不安全，改成全称，由人确认。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.citation.citation import QUOTED
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.law import normal_title
from portal.review.document import Document
from portal.review.law.reading import cited
from portal.review.rule import Hit

FAMILY = "法律"
LEVEL = Severity.INFO
_WELL_KNOWN = frozenset({"民法典", "宪法", "刑法"})


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """The first mention of a statute when it is a short title in marks, once a statute."""
    named = {normal_title(one.words[1:-1]) for one in cited(document, facts) if one.form == QUOTED}
    told: set[str] = set()
    for one in cited(document, facts):
        if one.statute is None or one.title in told or one.form != QUOTED or one.start < document.front_end:
            continue
        told.add(one.title)
        short = one.title.startswith("中华人民共和国") and "中华人民共和国" not in one.words and one.title not in named
        if short and not one.aliased and one.article and normal_title(one.words[1:-1]) not in _WELL_KNOWN:
            end = one.start + len(one.words)
            yield Hit(one.start, end, f"第一次提到《{one.title}》用了简称", f"第一次写全称《{one.title}》，后面可以用简称", f"《{one.title}》")
