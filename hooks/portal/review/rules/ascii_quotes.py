"""中文里用了半角引号。

什么：引用汉字用了直引号。
为什么：中文引号分左右，直引号分不清引文从哪里开始、到哪里结束。
错例：
- 开展"宪法宣传周"活动。
- 开展＂宪法宣传周＂活动。
- 所谓'三个规定'是指什么。
- 落实“八五"普法规划。
正例：
- 开展“宪法宣传周”活动。
- 屏幕21.5"，分辨率够用。
- It's a test.
依据：GB/T 15834—2011《标点符号用法》第4.8条
修复：安全，成对的改成“”；单数的由人决定。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Block, Document
from portal.review.rule import Hit
from portal.review.typography import around, is_han

FAMILY = "标点"
LEVEL = Severity.ERROR
_DOUBLE = late(r'["＂]')
_SINGLE = late(r"'([^'\n]{1,40})'")
_LONGEST = 200


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Straight quotation marks around Chinese words."""
    prose = document.prose
    if '"' in prose or "＂" in prose:
        for block in document.blocks:
            yield from _double(prose, block)
    if "'" in prose:
        for match in _SINGLE.finditer(prose):
            if is_han(match[1][0]) and is_han(match[1][-1]):
                for at, full in ((match.start(), "‘"), (match.end() - 1, "’")):
                    yield Hit(at, at + 1, "中文里用了半角单引号", "改成全角引号，外层用“”", full, level=Severity.WARNING)


def _double(prose: str, block: Block) -> Iterator[Hit]:
    places = [match.start() for match in _DOUBLE.finditer(prose, block.start, block.end) if not _is_inch(prose, block, match.start())]
    even = len(places) % 2 == 0
    if not even and places:
        left, right = around(prose, places[-1], places[-1] + 1)
        if is_han(left) or is_han(right):
            yield Hit(places[-1], places[-1] + 1, "中文里用了半角引号", "核对是前引号还是后引号，改成全角", level=Severity.WARNING)
    for first, second in zip(places[::2], places[1::2], strict=False):
        inner = prose[first + 1 : second]
        if not any(map(is_han, inner)) or len(inner) > _LONGEST:
            continue
        safe = even and "“" not in inner and "”" not in inner
        level = Severity.ERROR if even else Severity.WARNING
        for at, full in ((first, "“"), (second, "”")):
            yield Hit(at, at + 1, "中文里用了半角引号", f"改成“{full}”", full if safe else None, safe=safe, level=level)


def _is_inch(prose: str, block: Block, at: int) -> bool:
    """Whether a mark after a digit is the sign for inches and doesn't close a quotation."""
    return prose[at - 1 : at].isdigit() and len(_DOUBLE.findall(prose, block.start, at)) % 2 == 0
