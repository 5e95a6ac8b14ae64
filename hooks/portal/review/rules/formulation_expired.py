"""把已经结束的规划期说成正在进行。

什么：文章日期在规划期之后，却说正在实施、推进、开展“八五”普法这样的已结束规划；总结、回顾和引用文件名不算。
为什么：规划期已过，读者会以为内容是旧文翻新。
错例：
- 全市正在深入开展“八五”普法。
正例：
- 全市深入开展“九五”普法。
- “八五”普法期间，全市共培育“法律明白人”2000名。
- 本局完成“八五”普法总结验收。
- 2024年3月，全市深入开展“八五”普法。
依据：全国人大常委会关于开展第八个、第九个五年法治宣传教育的决议
修复：由编辑核对后改为现行规划，或者写明是回顾。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.formulation import Period
from portal.review.document import Document
from portal.review.folding import folded
from portal.review.law.reading import seeming_day
from portal.review.rule import Hit

FAMILY = "提法"
LEVEL = Severity.WARNING
_NOW = late(r"正在|目前|当前|今年|明年|深入|扎实|全面|继续|持续|大力|加快|抓好|推进|推动|实施|开展|启动|做好|落实")
_PAST = late(
    r"总结|验收|终期|中期|期间|时期|以来|回顾|收官|评估|曾|经|已|完成|圆满|结束|五年|历史|表彰|先进"
    r"|成果|成效|基础|衔接|接续|之后|规划》|决议》|了|20(?:1\d|2[0-5])年"
)
_STOP = "。！？!?；;\n\ue000"


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Plans that have ended, spoken of as current."""
    fold = folded(document)
    day = seeming_day(document, facts)
    for period in facts.formulations.periods:
        if day <= period.until or period.text[1:-3] not in fold.text:
            continue
        for match in re.finditer(_pattern(period), fold.text):
            sentence = _sentence(fold.text, match.start(), match.end())
            if _NOW.search(sentence) and not _PAST.search(sentence) and _bare(period.now) not in _bare(sentence):
                start, end = fold.origin(match.start(), match.end())
                yield Hit(start, end, f"“{_bare(period.text)}”到{period.until.year}年已经结束", f"核对后改为“{_bare(period.now)}”，或写明是回顾")


def _pattern(period: Period) -> str:
    return "".join(f"[{char}]?" if char in "“”" else re.escape(char) for char in period.text)


def _bare(text: str) -> str:
    return re.sub("[“”]", "", text)


def _sentence(text: str, start: int, end: int) -> str:
    left = max(text.rfind(sign, 0, start) for sign in _STOP) + 1
    right = min((at for sign in _STOP if (at := text.find(sign, end)) >= 0), default=len(text))
    return text[left:right]
