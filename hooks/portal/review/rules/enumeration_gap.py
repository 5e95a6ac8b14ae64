r"""序号跳号或者重号。

什么：“一是……二是……四是”“第一……第三”“（一）（二）（四）”少了一个，或者同一个序号用了两次。
为什么：多半是增删内容后没有改序号，读者会以为漏了一项。
错例：
- 一是加强学习，二是强化督导，四是严格考核。
- 第一，加强学习。第三，严格考核。
- （一）加强学习。\n（二）强化督导。\n（二）严格考核。
正例：
- 一是加强学习，二是强化督导，三是严格考核。
- 一、总则\n（一）目的\n（二）依据\n二、任务\n（一）学习
- 属于第（一）（三）项情形的，不予受理。
依据：GB/T 9704—2012《党政机关公文格式》7.3.3
修复：由人补全或者改序号。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.enumerations import Ordinal, ordinals
from portal.review.rule import Hit
from portal.review.typography import kind_at

FAMILY = "结构"
LEVEL = Severity.WARNING
_HIGHER = {
    "top": ("paren", "number", "number_paren", "is", "must", "ordinal"),
    "paren": ("number", "number_paren", "is", "must", "ordinal"),
    "number": ("number_paren", "is", "must", "ordinal"),
}
_OMITTED = "……"
_FARTHEST = 3000


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Ordinals that skip a number or come twice."""
    last: dict[str, Ordinal] = {}
    for mark in ordinals(document):
        before = last.get(mark.kind)
        for lower in _HIGHER.get(mark.kind, ()):
            last.pop(lower, None)
        if mark.number == 1:
            last[mark.kind] = mark
        elif before is not None:
            last[mark.kind] = mark
            if _broken(document, before, mark):
                twice = mark.number == before.number
                what = f"序号“{mark.text}”重复" if twice else f"序号从“{before.text}”跳到“{mark.text}”"
                yield Hit(mark.start, mark.end, what, "补上漏掉的一项，或者改正序号")


def _broken(document: Document, before: Ordinal, mark: Ordinal) -> bool:
    if mark.number == before.number + 1 or mark.number < before.number or mark.start - before.end > _FARTHEST:
        return False
    between = document.prose[before.end : mark.start]
    return _OMITTED not in between and "table" not in (kind_at(document, before.start), kind_at(document, mark.start))
