"""半角标点夹在汉字之间。

什么：中文里的逗号、冒号、分号、问号、叹号用了半角，或者段落以半角句点结束。两边都是汉字的是错误；一边是汉字、一边是数字或字母的是警告。
为什么：中文排版用全角标点；半角标点字距不匀，读屏软件也会读错停顿。
错例：
- 今天,全市开展普法宣传。
- 问:怎么申请法律援助?
- 全年办理12件,其中民事7件。
- 详见[中国政府网](https://www.gov.cn/).
正例：
- 比例为3:1，时间是9:00。
- 见https://www.miluo.gov.cn/?a=1,2的说明。
- 成绩为3.5分。
依据：GB/T 15834—2011《标点符号用法》
修复：安全，改成对应的全角标点，去掉旁边多余的空格。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import GAP, Document
from portal.review.rule import Hit
from portal.review.typography import around, ends_line, is_han, kind_at

FAMILY = "标点"
LEVEL = Severity.ERROR
_FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", ".": "。"}
_PATTERN = late(r"[,:;?!](?:(?<=,),+|(?<=;);+|(?<=\?)\?+|(?<=!)!+)? ?|\.(?=[”）]?[ \t]*$)", re.MULTILINE)
_CLOSING = "）》”’〕％%"
_OPENING = "（《“‘"
_LINK = 2000  # the longest address at whose end a full stop is looked at


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Half-width punctuation between Chinese characters."""
    prose = document.prose
    for match in _PATTERN.finditer(prose) if any(mark in prose for mark in _FULL) else ():
        start = match.start() - (prose[match.start() - 1 : match.start()] == " ")
        level = _level(document, match[0][0], start, match.end())
        if level:
            full = _FULL[match[0][0]]
            yield Hit(start, match.end(), f"中文里用了半角“{match[0][0]}”", f"改成全角“{full}”", full, safe=True, level=level)


def _level(document: Document, mark: str, start: int, end: int) -> Severity | None:
    left, right = around(document.prose, start, end)
    chinese_left = is_han(left) or (bool(left) and left in _CLOSING)
    chinese_right = is_han(right) or (bool(right) and right in _OPENING)
    if mark == ".":
        if left == GAP and document.text[start - 1] == ")":  # the end of a link
            left = document.prose[max(start - _LINK, 0) : start].rstrip(GAP)[-1:]
        return Severity.WARNING if is_han(left) and kind_at(document, start) in ("paragraph", "list") else None
    if chinese_left and (chinese_right or ends_line(document.prose, end)):
        return Severity.ERROR
    if chinese_left and right.isascii() and right.isalnum():
        return Severity.WARNING
    if chinese_right and mark != ":" and (left == GAP or (left.isascii() and left.isalnum())):
        return Severity.WARNING
    return None
