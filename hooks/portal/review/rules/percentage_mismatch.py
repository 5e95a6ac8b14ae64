"""百分比和数量算不拢。

什么：同一句里“办理200件，其中民事150件，占70%”，算出来不是70%。
为什么：数字对不上，整篇数据都会被怀疑。
错例：
- 办理案件200件，其中民事150件，占70%。
- 参考120人，合格100人，合格率为90%。
- 案件由80件增加到100件，增长20%。
正例：
- 办理案件200件，其中民事150件，占75%。
- 参考120人，合格100人，合格率为83.3%。
- 办理案件200件，占全省总数的3%。
- 案件由80件增加到100件，增长25%。
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
LEVEL = Severity.WARNING
_SHARE = late(r"占(?:比|总数|总量|案件总数|受理总数|总人数|全部)?(?:的|为|达|达到)?\s?(?P<value>\d+(?:\.\d+)?)\s?[%％]")
_RATE = late(r"(?P<word>[\u4e00-\u9fff]{2})率(?:为|达|达到|是)?\s?(?P<value>\d+(?:\.\d+)?)\s?[%％]")
_GROWTH = late(
    r"[由从](?P<first>[^，。；由从]{1,24}?)(?:增加|增长|上升|提高|下降|减少|降低|增|升|降|减)(?:到|至)(?P<last>[^，。；]{1,14})，(?:同比|环比)?(?:增长|上升|增加|下降|减少|降低)了?(?P<value>\d+(?:\.\d+)?)[%％]"
)
_STOPS = "。；！？\n"
_REACH = 400
_WHOLE = Decimal(100)


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Shares that the two numbers of their sentence don't give."""
    prose = document.prose
    if "%" not in prose and "％" not in prose:
        return
    for match in _SHARE.finditer(prose) if "占" in prose else ():
        yield from _compared(match, *_part_of_whole(prose, _begin(prose, match.start()), match.start()))
    for match in _RATE.finditer(prose) if "率" in prose else ():
        yield from _compared(match, *_named(prose, _begin(prose, match.start()), match))
    for match in _GROWTH.finditer(prose):
        yield from _grown(match)


def _grown(match: re.Match[str]) -> Iterator[Hit]:
    """``由80件增加到100件，增长20%``: the change as a share of the first number."""
    first, last = (list(amounts(match[name], 0, len(match[name]))) for name in ("first", "last"))
    if len(first) == len(last) == 1 and first[0].unit == last[0].unit and first[0].value and "．" not in match[0] and not VAGUE.search(match[0]):
        share = abs(last[0].value - first[0].value) / first[0].value * _WHOLE
        stated = Decimal(match["value"])
        exponent = stated.as_tuple().exponent
        slack = (first[0].step + last[0].step) / first[0].value * _WHOLE if first[0].step != 1 or last[0].step != 1 else Decimal(0)
        if abs(share - stated) >= Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) + slack:
            yield Hit(match.start("value"), match.end(), f"变化的幅度算出来是{plain(round(share, 2))}%", "核对百分比和两个数量")


def _begin(prose: str, at: int) -> int:
    """Start of the sentence; its end is returned when marks or vague numbers make it unfit for sums."""
    low = max(0, at - _REACH)
    begin = max(low - 1, *(prose.rfind(mark, low, at) for mark in _STOPS)) + 1
    sentence = prose[begin:at]
    return at if GAP in sentence or VAGUE.search(sentence) else begin


def _part_of_whole(prose: str, begin: int, at: int) -> tuple[Amount, ...]:
    """The number right before 占, and the one total before 其中."""
    among = prose.rfind("其中", begin, at)
    if among < 0:
        return ()
    wholes, parts = list(amounts(prose, begin, among)), list(amounts(prose, among, at))
    if not parts or prose[parts[-1].end : at].strip("，, （("):
        return ()
    same = [one for one in wholes if one.unit == parts[-1].unit]
    return (parts[-1], same[0]) if len(same) == 1 else ()


def _named(prose: str, begin: int, match: re.Match[str]) -> tuple[Amount, ...]:
    """Two numbers of one unit, one of them named by the rate: 合格100人 for 合格率."""
    found = list(amounts(prose, begin, match.start()))
    named = [one for one in found if prose[max(one.start - 3, begin) : one.start].rstrip("了 ").endswith(match["word"])]
    others = [one for one in found if one not in named]
    if len(found) != 2 or len(named) != 1 or found[0].unit != found[1].unit or named[0].value > others[0].value:
        return ()
    return named[0], others[0]


def _compared(match: re.Match[str], part: Amount | None = None, whole: Amount | None = None) -> Iterator[Hit]:
    if part is None or whole is None or not whole.value:
        return
    stated = Decimal(match["value"])
    share = part.value / whole.value * _WHOLE
    exponent = stated.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    slack = (part.step if part.step != 1 else Decimal(0)) / whole.value * _WHOLE + share * (whole.step if whole.step != 1 else Decimal(0)) / whole.value
    if abs(share - stated) >= step + slack:
        what = f"{plain(part.value)}占{plain(whole.value)}的{plain(round(share, 2))}%，不是{plain(stated)}%"
        yield Hit(match.start("value"), match.end(), what, "核对百分比和两个数量")
