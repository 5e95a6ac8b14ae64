"""引号用了「」。

什么：横排简体中文用了直角引号「」『』。
为什么：国家标准规定横排用“”和‘’。
错例：
- 开展「宪法宣传周」活动。
正例：
- 开展“宪法宣传周”活动。
依据：GB/T 15834—2011《标点符号用法》第4.8条
修复：安全，改成“”和‘’。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit

FAMILY = "标点"
LEVEL = Severity.WARNING
_FULL = {"「": "“", "」": "”", "『": "‘", "』": "’"}
_PATTERN = late(r"[「」『』]")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Corner brackets as quotation marks."""
    for match in _PATTERN.finditer(document.prose) if any(mark in document.prose for mark in _FULL) else ():
        full = _FULL[match[0]]
        yield Hit(match.start(), match.end(), f"横排用了直角引号“{match[0]}”", f"改成“{full}”", full, safe=True)
