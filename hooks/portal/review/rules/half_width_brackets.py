"""括注汉字的括号用了半角。

什么：括号里是汉字，括号却是半角，或者一边全角、一边半角。
为什么：中文用全角括号；一半全角一半半角更会让人以为缺字。
错例：
- 汨罗市司法局(以下简称市局)负责解释。
- 汨罗市司法局（以下简称市局)负责解释。
- (一)加强组织领导。
- 学习<<民法典>>。
- 《关于贯彻<监狱法>的通知》
正例：
- 汨罗市司法局（以下简称市局）负责解释。
- 按照f(x)计算。
- 1)准备材料；2)提交申请。
依据：GB/T 15834—2011《标点符号用法》
修复：安全，改成全角括号。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit
from portal.review.typography import around, is_han

FAMILY = "标点"
LEVEL = Severity.ERROR
_PAIR = late(r"\((?:[^()（）\n]|（[^()（）\n]*）){1,120}[)）]|（[^()（）\n]{1,120}\)")
_ANGLES = late(r"<<?(?=[\u4e00-\u9fff])[^<>\n]{1,60}>>?")
_FULL = {"(": "（", ")": "）"}


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Half-width brackets around Chinese words."""
    prose = document.prose
    for match in _ANGLES.finditer(prose) if "<" in prose else ():
        yield Hit(match.start(), match.end(), "书名号写成了小于号、大于号", "改成《》，里层用〈〉")
    if "(" not in prose and ")" not in prose:
        return
    for match in _PAIR.finditer(prose):
        if not any(map(is_han, match[0])):
            continue
        left, _ = around(prose, match.start(), match.end())
        level = Severity.WARNING if left.isascii() and left.isalnum() else Severity.ERROR
        for at in (match.start(), match.end() - 1):
            if prose[at] in _FULL:
                yield Hit(at, at + 1, f"中文括注用了半角“{prose[at]}”", f"改成全角“{_FULL[prose[at]]}”", _FULL[prose[at]], safe=True, level=level)
