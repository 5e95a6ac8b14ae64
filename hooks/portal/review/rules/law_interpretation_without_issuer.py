"""司法解释没有写是谁作的。

什么：引用司法解释，名称里和前面都没有“最高人民法院”“最高人民检察院”。
为什么：司法解释的全称包括制定机关；不写机关，读者查不到。
错例：
- 依据《关于审理民间借贷案件适用法律若干问题的规定》第二十五条。
正例：
- 依据《最高人民法院关于审理民间借贷案件适用法律若干问题的规定》第二十五条。
- 依据最高人民法院《关于审理民间借贷案件适用法律若干问题的规定》第二十五条。
依据：最高人民法院关于司法解释工作的规定
修复：不安全，补上制定机关，由人确认。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.citation.citation import QUOTED
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.law.reading import cited
from portal.review.rule import Hit

FAMILY = "法律"
LEVEL = Severity.INFO


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Interpretations of the Supreme Court and Procuratorate without their names."""
    for one in cited(document, facts):
        bare = one.form == QUOTED and not one.place.joined and one.words.startswith("《关于") and not (one.issuer or one.aliased)
        if bare and one.statute and one.statute.kind == "司法解释" and one.statute.issuers:
            body = "、".join(one.statute.issuers)
            end = one.start + len(one.words)
            yield Hit(one.start, end, f"司法解释没有写制定机关{body}", f"写成《{one.title}》", f"《{one.title.replace('《', '〈').replace('》', '〉')}》")
