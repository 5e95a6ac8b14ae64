"""引用了已经废止的法律。

什么：把已废止的法律、法规、司法解释当作现行规定来引用。
为什么：旧法已经没有效力，读者照着办会吃亏。
错例：
- 依据《中华人民共和国合同法》第五十二条，该合同无效。
- 根据《环境保护法》的规定，排污单位应当公开信息。
- 依照婚姻法第三十二条判决离婚。
正例：
- 依据原《合同法》第五十二条，该合同无效。
- 《民法典》施行后，《合同法》同时废止。
- 2015年签订的合同，适用当时的《合同法》第五十二条。
- 《中华人民共和国劳动合同法》第十条规定。
依据：各法附则的废止条款；民法典第一千二百六十条、生态环境法典第一千二百四十二条
修复：人工换成现行法律的条文；确要说旧法，前面写“原”。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.citation.citation import Citation
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.law import Statute
from portal.review.document import Document
from portal.review.law.judging import PAST, Verdict, excused, repealed
from portal.review.law.reading import cited, day_of, days, paragraph, sentence, written_before
from portal.review.rule import Hit

FAMILY = "法律"
LEVEL = Severity.ERROR
_LEAD = late(r"(?:依据|根据|依照|按照|参照|适用|违反|符合|援引|按|依(?!法))[^，。；]{0,12}$")
_RULES = late(r"^[^，。；]{0,8}(?:规定|明确|要求|禁止|允许|第)")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Repealed statutes cited as if they were in force."""
    told: set[tuple[int, str]] = set()
    for one in cited(document, facts):
        verdict = repealed(one.statute, day_of(document, facts)) if one.statute else None
        if verdict is None or one.statute is None or one.is_old:
            continue
        begin, text = sentence(document.prose, one.start)
        if (begin, one.title) in told or excused(text, document.prose[max(0, one.start - 6) : one.start], PAST):
            continue
        if any(day < one.statute.repealed_on for day in days(text)):
            continue
        told.add((begin, one.title))
        yield Hit(one.start, one.end, verdict.what, verdict.do, level=_level(document, one, one.statute, verdict))


def _level(document: Document, one: Citation, statute: Statute, verdict: Verdict) -> Severity:
    """A hint when the text may speak of old facts, a warning when it only mentions the title."""
    before = any(day < statute.repealed_on for day in days(paragraph(document.prose, one.start)))
    if before or written_before(document, statute.repealed_on):
        return Severity.INFO
    relied_on = one.article or _LEAD.search(document.prose[max(0, one.start - 20) : one.start]) or _RULES.match(document.prose[one.end : one.end + 14])
    return verdict.level if relied_on else min(verdict.level, Severity.WARNING)
