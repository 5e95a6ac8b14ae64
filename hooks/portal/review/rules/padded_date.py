"""月、日前面补了0。

什么：日期写成“2026年01月05日”。
为什么：公文的成文日期月、日不编虚位，正文也不补0。
错例：
- 2026年01月05日
- 自2026年1月05日起施行。
正例：
- 2026年1月5日
- 2026年10月10日
依据：GB/T 9704—2012《党政机关公文格式》7.3.5.4
修复：安全，去掉0。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit
from portal.review.typography import kind_at

FAMILY = "数字"
LEVEL = Severity.ERROR
_PATTERN = late(r"[年月]\s?[0０](?P<number>[1-9１-９])\s?[月日]")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Months and days with a leading zero."""
    for match in _PATTERN.finditer(document.prose) if "0" in document.prose or "０" in document.prose else ():
        if match[0][0] + match[0][-1] not in ("年月", "月日"):
            continue
        level = Severity.WARNING if kind_at(document, match.start()) == "table" else Severity.ERROR
        at = match.start("number") - 1
        yield Hit(at, at + 1, f"“{match[0][1:].strip()}”补了0", f"改成“{match['number']}{match[0][-1]}”", "", safe=True, level=level)
