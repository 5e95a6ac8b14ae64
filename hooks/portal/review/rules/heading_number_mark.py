"""层次序号后面的标点不对。

什么：“一.”应为“一、”，“（一）、”应为“（一）”；“1、”“第一、”只提示。
为什么：公文层次依次用“一、”“（一）”“1.”“（1）”，带括号的序号后面不加顿号。
错例：
- 一.加强组织领导。
- 一，加强组织领导。
- （一）、加强组织领导。
- 1、提交申请。
正例：
- 一、加强组织领导。
- （一）加强组织领导。
- 第一、第二审程序分别适用。
依据：GB/T 9704—2012《党政机关公文格式》7.3.3；GB/T 15834—2011
修复：“一.”“（一）、”安全；“1、”“第一、”由人决定。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import GAP, Document
from portal.review.rule import Hit
from portal.review.typography import NUMERALS

FAMILY = "标点"
LEVEL = Severity.WARNING
_PATTERN = late(
    rf"^[ \t\u3000{GAP}]*(?P<mark>[（(第{NUMERALS}\d](?:"
    rf"(?<=[{NUMERALS}])[{NUMERALS}]{{0,2}}[.．，,] ?(?=[\u4e00-\u9fff])|(?<=[（(])(?:[{NUMERALS}]{{1,3}}|\d{{1,2}})[）)][、.．，]"
    rf"|(?<=第)[{NUMERALS}]{{1,3}}、(?![第{NUMERALS}])|(?<=\d)\d?、(?=[\u4e00-\u9fff]))|(?:首先|其次|再次|最后)、)",
    re.MULTILINE,
)


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Wrong marks after the number of a heading or an item."""
    for match in _PATTERN.finditer(document.prose):
        start, end = match.span("mark")
        text = match["mark"]
        if text[0] in "（(":
            yield Hit(start, end, "带括号的序号后面不加标点", f"去掉“{text[-1]}”", text[:-1], safe=True)
        elif text[0] in NUMERALS:
            numeral = text.rstrip(".．，, ")
            yield Hit(start, end, f"“{text.strip()}”应为“{numeral}、”", "改成顿号", f"{numeral}、", safe=True)
        else:
            good = f"{text[:-1]}，" if text[0] in "第首其再最" else f"{text[:-1]}."
            yield Hit(start, end, f"序号写成“{text}”", f"公文习惯写“{good}”，全文统一", level=Severity.INFO)
