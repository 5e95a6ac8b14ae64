r"""括号、引号、书名号不成对。

什么：一段里有左半没有右半，或者有右半没有左半，或者左右颠倒。书名号、六角括号是错误，其他是警告。
为什么：少了一半，读者分不清引文、书名和注释到哪里为止。
错例：
- 根据《中华人民共和国宪法规定，公民有权申请。
- 会议指出，要“学法用法，要见成效。
- 市司法局）以下简称市局（负责解释。
正例：
- 根据《中华人民共和国宪法》规定，公民有权申请。
- 1）准备材料；2）提交申请。
- “第一段引文。\n\n“第二段引文。”
依据：GB/T 15834—2011《标点符号用法》
修复：由人补上缺的一半。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.brackets import PARTNER, brackets_of
from portal.review.document import Document
from portal.review.rule import Hit

FAMILY = "标点"
LEVEL = Severity.WARNING
_STRICT = "《》〈〉〔〕"


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Brackets without a partner."""
    for mark in brackets_of(document).lonely:
        partner = PARTNER.get(mark.char) or next(one for one, other in PARTNER.items() if other == mark.char)
        what = f"“{mark.char}”没有对应的“{partner}”"
        level = Severity.ERROR if mark.char in _STRICT else Severity.WARNING
        yield Hit(mark.at, mark.at + 1, what, f"补上“{partner}”，或者去掉多余的“{mark.char}”", level=level)
