"""分项相加不等于总数。

什么：一句话里“共12件，其中民事7件、行政4件”，加起来不是12。差得很少、或者用“分别”列全的是警告；“其中”只列了一部分的不算，拿不准的是提示。
为什么：数字对不上，整篇数据都会被怀疑。
错例：
- 共办理案件12件，其中民事7件、行政4件。
- 现有工作人员30人，其中男20人、女11人。
- 办理公证、仲裁、调解分别为3件、4件、5件，合计13件。
正例：
- 共办理案件12件，其中民事8件、行政4件。
- 共办理案件100件，其中法律援助20件。
- 现有律师20人，其中党员15人、女性9人。
依据：数据前后一致
修复：由人核对。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import GAP, Document
from portal.review.numerals import VAGUE, Amount, amounts, plain
from portal.review.rule import Hit

FAMILY = "数据"
LEVEL = Severity.INFO
_AMONG = late(r"其中|分别")
_STOP = late(r"[。；！？\n]")
_OTHER = late(r"涉及|同比|环比|上年|去年|另|占|比|还|累计|其中|增长|下降|平均|最|挽回|惠及|服务|培训")
_OVERLAPS = late(r"党员|女|男性|未成年|少数民族|残疾|老年|农民工|以上学历|本科|硕士|涉")
_TOTAL = late(r"(?:共计?|合计|总计|总数为?)\s?$")
_REACH = 400
_FEW, _SMALL_SHARE = Decimal(2), Decimal("0.03")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Parts that don't add up to their total within a sentence."""
    prose = document.prose
    for match in _AMONG.finditer(prose) if "其中" in prose or "分别" in prose else ():
        low, far = max(0, match.start() - _REACH), min(len(prose), match.end() + _REACH)
        begin = max(low - 1, *(prose.rfind(mark, low, match.start()) for mark in "。；！？\n")) + 1
        stop = _STOP.search(prose, match.end(), far)
        end = stop.start() if stop else far
        sentence = prose[begin:end]
        if GAP not in sentence and not VAGUE.search(sentence):
            yield from _among(prose, begin, match, end) if match[0] == "其中" else _each(prose, match, end)


def _among(prose: str, begin: int, match: re.Match[str], end: int) -> Iterator[Hit]:
    before = list(amounts(prose, begin, match.start()))
    if not before:
        return
    total = before[-1]
    other = _OTHER.search(prose, match.end(), end)
    parts = [one for one in amounts(prose, match.end(), other.start() if other else end) if one.unit in (total.unit, total.unit.removeprefix("案"))]
    if prose[total.end : match.start()].strip("，,（( ") or len(parts) < 2 or not _parallel(prose, match.end(), parts):
        return
    yield from _compared(prose, total, parts, match.end())


def _each(prose: str, match: re.Match[str], end: int) -> Iterator[Hit]:
    """``A、B、C分别为3件、4件、5件，合计13件``."""
    found = list(amounts(prose, match.end(), end))
    if len(found) > 2 and len({one.unit for one in found}) == 1 and _TOTAL.search(prose, max(found[-1].start - 4, 0), found[-1].start):
        *parts, total = found
        yield from _compared(prose, total, parts, match.end(), complete=True)


def _parallel(prose: str, start: int, parts: list[Amount]) -> bool:
    """Whether the parts are short labels with a number each."""
    ends = [start, *(one.end for one in parts)]
    return all(len(prose[before : one.start]) <= 14 for before, one in zip(ends, parts, strict=False))


def _compared(prose: str, total: Amount, parts: list[Amount], start: int, *, complete: bool = False) -> Iterator[Hit]:
    added = sum((one.value for one in parts), Decimal(0))
    difference = abs(added - total.value)
    if difference <= sum((one.step for one in (total, *parts) if one.step != 1), Decimal(0)) / 2:
        return
    named = prose[start : parts[-1].end]
    overlaps = bool(_OVERLAPS.search(named)) and not ("男" in named and len(parts) == 2)
    near = len(parts) > 1 and difference <= max(_FEW, total.value * _SMALL_SHARE) and difference < min(one.value for one in parts)
    if overlaps or (added > total.value and total.unit in ("人", "名") and not near):
        return
    what = f"{len(parts)}个分项相加是{plain(added)}，总数是{plain(total.value)}"
    level = Severity.WARNING if near or complete else Severity.INFO
    start, end = min(total.start, parts[0].start), max(total.end, parts[-1].end)
    yield Hit(start, end, what, "核对总数和分项；只列了一部分的，写明“主要有”", level=level)
