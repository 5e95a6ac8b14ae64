"""法律名称错了一两个字。

什么：书名号里的名称不在法律名册里，但与名册中唯一的一部只差一两个字。
为什么：法律名称写错是政府网站的硬伤，读者也查不到原文。
错例：
- 根据《中华人民共和国民事诉颂法》的规定。
- 《行政付议法》第十一条规定。
- 《民法点》第一条规定。
正例：
- 《中华人民共和国行政复议法》第十一条规定。
- 《建设工程质量检测管理办法》第十条。
- 《劳动合同书》第三条。
- 日本《民法》第九十条。
依据：国家法律法规数据库
修复：不安全，改成名册里的名称，由人确认。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.register import loose
from portal.review.document import Document
from portal.review.law.reading import cited
from portal.review.law.unknown import is_unknown, slip
from portal.review.rule import Hit

FAMILY = "法律"
LEVEL = Severity.ERROR
_SHORT = 8
_MINISTERIAL = ("办法", "规定", "细则", "规则")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Titles that differ in one or two characters from exactly one statute."""
    for one in cited(document, facts):
        meant = slip(one.title, facts.statutes) if is_unknown(one) else ""
        if not meant:
            continue
        sure = bool(one.article) or one.title.startswith("中华人民共和国") or len(one.title) >= _SHORT
        title = meant if one.title.startswith("中华人民共和国") else meant.removeprefix("中华人民共和国")
        end = one.start + len(one.words)
        # Ministries' rules come and go under names that differ by a word; a wrong character keeps the length.
        ministerial = one.title.endswith(_MINISTERIAL) and len(loose(one.title)) != len(loose(meant))
        level = Severity.ERROR if sure and not ministerial else Severity.WARNING
        yield Hit(one.start, end, f"没有《{one.title}》，与《{meant}》只差一两个字", f"改成《{title}》", f"《{title}》", level=level)
