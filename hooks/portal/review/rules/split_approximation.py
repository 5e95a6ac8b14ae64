"""概数写法不对。

什么：相邻两数表示概数用了顿号或阿拉伯数字，如“3、4天”“三、四天”；“10几”“几10”。
为什么：概数用汉字连写，如“三四天”；用顿号会被读成两个确数。
错例：
- 材料齐全的3、4天办结。
- 现场来了三、四百人。
- 已有10几年历史。
正例：
- 材料齐全的三四天办结。
- 第3、4条
- 已有十几年历史。
- 3、4月份
依据：GB/T 15834—2011第4.5.3.4条；GB/T 15835—2011
修复：“10几”安全；“3、4天”由人看是概数还是确数。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit
from portal.review.typography import is_han, starts_line

FAMILY = "数字"
LEVEL = Severity.WARNING
_COMMA = late(r"、(?<=[1-9一二两三四五六七八九].)(?=[1-9二两三四五六七八九])")
_PAIR = late(
    r"(?P<first>[1-9一二两三四五六七八九])、(?P<last>[1-9二两三四五六七八九])"
    r"(?P<unit>[十百千万]?(?:天|个(?!月份)|名|人|次|年(?![级度])|家|户|里|公里|小时|分钟|岁|元|件))"
)
_SEVERAL = late(r"(?P<tens>[1-9])0几|几10(?=[个名人天年家户次件万元])")
_CHARS = "零一二三四五六七八九"
_BEFORE = "第列获居、0123456789.，一二三四五六七八九十"


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Approximate numbers with a comma or with digits."""
    prose = document.prose
    for match in _PAIR.finditer(prose) if "、" in prose and _COMMA.search(prose) else ():
        first, last = _number(match["first"]), _number(match["last"])
        left = prose[match.start() - 1 : match.start()] if match.start() else ""
        if last - first == 1 and is_han(left) and left not in _BEFORE and not starts_line(prose, match.start()):
            good = f"{_CHARS[first]}{_CHARS[last]}{match['unit']}"
            yield Hit(match.start(), match.end(), f"概数写成了“{match[0]}”", f"表示大概的，改成“{good}”；确指两个的，写明“第几”", good)
    for match in _SEVERAL.finditer(prose) if "0几" in prose or "几10" in prose else ():
        if not prose[match.start() - 1 : match.start()].isdigit():
            tens = match["tens"] or ""
            good = f"{'' if tens == '1' else _CHARS[int(tens)]}十几" if tens else "几十"
            yield Hit(match.start(), match.end(), f"概数写成了“{match[0]}”", f"改成“{good}”", good, safe=True)


def _number(char: str) -> int:
    return int(char) if char.isdigit() else _CHARS.index(char.replace("两", "二"))
