"""行文中的日期用了点号、斜线或者连字符。

什么：正文里写“2026.11.22”“2026/11/22”“2026-11-22”，没有写年月日。连字符的只提示，表格里的不管。
为什么：公文行文用“2026年11月22日”；点号日期容易和版本号、条款号混淆。
错例：
- 自2026.11.22起施行。
- 会议定于2026/11/22召开。
- 2026.1.5，市司法局召开会议。
正例：
- 自2026年11月22日起施行。
- 软件版本2026.11.22.1已发布。
- 标准号GB/T 9704—2012
依据：GB/T 15835—2011《出版物上数字用法》
修复：由人改成年月日。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit
from portal.review.typography import is_han, kind_at

FAMILY = "数字"
LEVEL = Severity.WARNING
_PATTERN = late(r"(?:19|20)\d\d\s?(?P<mark>[.．/、-])\s?(?P<month>1[0-2]|0?[1-9])\s?(?P=mark)\s?(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.．/-])")


_MARKS = "，。；：（）"


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Dates written with dots, slashes or hyphens in running text."""
    prose = document.prose
    for match in _PATTERN.finditer(prose) if "19" in prose or "20" in prose else ():
        near = prose[max(match.start() - 2, 0) : match.start()].strip()[-1:], prose[match.end() : match.end() + 2].strip()[:1]
        if prose[match.start() - 1 : match.start()].isalnum() and prose[match.start() - 1].isascii():
            continue
        chinese = any(is_han(char) or (char and char in _MARKS) for char in near)
        if kind_at(document, match.start()) == "table" or not chinese or near[0] in ("版", "号") or near[1] == "版":
            continue
        good = f"{int(match[0][:4])}年{int(match['month'])}月{int(match['day'])}日"
        level = Severity.INFO if match["mark"] in "-、" else Severity.WARNING
        yield Hit(match.start(), match.end(), f"行文中的日期写成了“{match[0]}”", f"改成“{good}”", good, level=level)
