"""数字、字母用了全角。

什么：２０２６、Ａ、ｋｍ这类全角数字和字母。
为什么：全角数字搜索不到、复制不能用，版面也松散。
错例：
- ２０２６年办理案件１２件。
- 见附件Ａ。
正例：
- 2026年办理案件12件。
- 满意率95％。
依据：GB/T 15835—2011《出版物上数字用法》
修复：安全，改成半角。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit

FAMILY = "数字"
LEVEL = Severity.ERROR
_PATTERN = late(r"[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+)*")
_HALF = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF0E)}


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Full-width digits and letters."""
    for match in _PATTERN.finditer(document.prose) if document.has_wide else ():
        good = match[0].translate(_HALF)
        yield Hit(match.start(), match.end(), f"“{match[0]}”是全角", f"改成半角“{good}”", good, safe=True)
