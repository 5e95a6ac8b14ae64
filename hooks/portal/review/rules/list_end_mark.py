r"""附件名称末尾用了标点，或者用了书名号。

什么：附件说明的名称后面有句号、分号，或者名称用了书名号。
为什么：公文附件名称后面不加标点，也不用书名号。
错例：
- 附件：1.任务分工表；\n2.责任清单。
- 附件：《任务分工表》
- 附件：\n1. 任务分工表。
正例：
- 附件：1.任务分工表\n2.责任清单
- 附件1报送至市司法局。
依据：GB/T 9704—2012《党政机关公文格式》7.3.4
修复：安全，去掉末尾标点；书名号由人去掉。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import GAP, Document
from portal.review.rule import Hit

FAMILY = "标点"
LEVEL = Severity.INFO
_LIST = late(r"^[ \t\u3000" + GAP + r"]*附件\d{0,2}[：:][^\n]*(?:\n+[ \t\u3000" + GAP + r"]*(?:\d{1,2}[.．、 ]|(?<=" + GAP + r"))[^\n]+)*", re.MULTILINE)
_END = late(r"[。；;，](?=[ \t]*$)", re.MULTILINE)
_TITLE = late(r"(?:[：:]|\d[.．、 ])\s?(?P<title>《[^《》\n]+》)[。；;]?[ \t]*$", re.MULTILINE)


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Marks at the ends of the names in a list of annexes."""
    if "附件" not in document.prose:
        return
    for annexes in _LIST.finditer(document.prose):
        start, end = annexes.span()
        for match in _END.finditer(document.prose, start, end):
            yield Hit(match.start(), match.end(), f"附件名称后面用了“{match[0]}”", "去掉", "", safe=True)
        for match in _TITLE.finditer(document.prose, start, end):
            yield Hit(match.start("title"), match.end("title"), "附件名称不用书名号", "去掉书名号", match["title"][1:-1])
