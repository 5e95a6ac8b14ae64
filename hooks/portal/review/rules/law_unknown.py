"""法律名册里没有的法律名称。

什么：书名号里像是国家法律、行政法规、司法解释的名称，在法律名册（data/laws/register.csv）里查不到。
为什么：多半是名称写错、写漏，或者并没有这部法律；读者按名称查不到原文。
错例：
- 根据《中华人民共和国行政复议处罚法》的规定办理。
- 依照《村庄整治法》第三条处理。
正例：
- 依据《雪山片区拆迁安置办法》第九条处理。
- 《安置协议》第六条第一项约定不明。
- 《湖南省法律援助条例》第五条。
- 《中华人民共和国民法典》第十条。
依据：国家法律法规数据库；名册收录国家法律全部，行政法规、司法解释大部分
修复：人工核对名称；确有这部法律的，登记到名册。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.law.judging import PAST
from portal.review.law.reading import cited, sentence
from portal.review.law.unknown import claims_to_be_national, is_local, is_unknown, nearest, slip
from portal.review.rule import Hit

FAMILY = "法律"
LEVEL = Severity.WARNING
_ALIKE, _VERY_ALIKE = 0.6, 0.8


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Titles in marks that the register lacks; never an error, because the register may be incomplete."""
    for one in cited(document, facts):
        if not is_unknown(one) or is_local(one.title) or slip(one.title, facts.statutes):
            continue
        if PAST.search(sentence(document.prose, one.start)[1]) or one.is_old:
            continue
        of_nation = one.title.startswith("中华人民共和国")
        national = claims_to_be_national(one.title) and (bool(one.article) or of_nation)
        known = nearest(one.title, facts.statutes, _ALIKE if national else _VERY_ALIKE) if national or of_nation or one.article else ""
        if national or of_nation or known:
            do = f"{known}核对名称，写全称；确有这部法律的，登记到data/laws/register.csv"
            level = Severity.WARNING if national else Severity.INFO
            yield Hit(one.start, one.start + len(one.words), f"法律名册里没有《{one.title}》", do, level=level)
