"""省略号写成了句点。

什么：省略号写成“...”“。。。”，或者只写了半个“…”；省略号后面又跟句号或“等”。
为什么：中文省略号是两个“…”连用，占两个字的位置；省略号和“等”意思重复。
错例：
- 他想说...
- 他想说。。。
- 他想说…后来没有说。
- 书籍、报刊……等。
- 书籍、报刊等等……
正例：
- 他想说……
- 版本号1.2.3不变。
- 第一章 总则………………3
依据：GB/T 15834—2011《标点符号用法》第4.11条
修复：安全，改成“……”，去掉后面的句号；删不删“等”由人决定。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit
from portal.review.typography import is_han

FAMILY = "标点"
LEVEL = Severity.ERROR
_PATTERN = late(r"\.\.\.+|。。。+|．．+|・・+|···+|(?:等等)?……*(?: ?。|等)?")
_DOTS = ("…", "...", "。。。", "．．", "・・", "···")
_LEADER = late(r"\s*\d+\s*(?:\n|$)")
_LONGEST = 9
_BOTH = "……"


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Dots instead of an ellipsis, half an ellipsis, and words that repeat it; leaders of a table of contents are left alone."""
    prose = document.prose
    for match in _PATTERN.finditer(prose) if any(dots in prose for dots in _DOTS) else ():
        text = match[0]
        if text == _BOTH or len(text) > _LONGEST or _LEADER.match(prose, match.end()):
            continue
        if "…" in text:
            yield from _marks(match)
        elif _chinese(prose, match):
            yield Hit(match.start(), match.end(), f"省略号写成了“{text}”", "改成“……”", _BOTH, safe=True)


def _marks(match: re.Match[str]) -> Iterator[Hit]:
    text, count = match[0], match[0].count("…")
    if text.endswith("等") or text.startswith("等"):
        yield Hit(match.start(), match.end(), "省略号和“等”重复", "留一个：去掉“……”或者去掉“等”", level=Severity.WARNING)
    elif text.endswith("。"):
        yield Hit(match.start(), match.end(), "省略号后面不再用句号", "去掉句号", _BOTH, safe=True, level=Severity.WARNING)
    elif count % 2:
        yield Hit(match.start(), match.end(), "省略号要用两个“…”", "改成“……”", _BOTH, safe=True, level=Severity.WARNING)


def _chinese(prose: str, match: re.Match[str]) -> bool:
    near = prose[max(match.start() - 2, 0) : match.start()] + prose[match.end() : match.end() + 2]
    return any(is_han(char) or char in "，“”（）《》" for char in near)
