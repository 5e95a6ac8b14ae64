"""标题末尾用了标点。

什么：标题以句号、逗号、分号、冒号、顿号结束。
为什么：公文标题末尾不用点号。
错例：
- ## 加强组织领导。
- # 工作要求：
正例：
- ## 加强组织领导
- ## 怎么申请法律援助？
- ## 第一条 为了规范工作，制定本办法。
依据：GB/T 15834—2011附录A.1；GB/T 9704—2012
修复：安全，去掉末尾标点。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import GAP, Document
from portal.review.rule import Hit

FAMILY = "标点"
LEVEL = Severity.WARNING
_TAIL = late(r"[。，；：、](?=[\s" + GAP + r"]*\Z)")
_ARTICLE = late(r"[\s" + GAP + r"]*第[一二三四五六七八九十百千零〇\d]+[条款]")
_TITLE = "title:"


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Titles and headings that end with a mark."""
    for block in document.blocks:
        if block.kind not in ("heading", "front"):
            continue
        line = document.text[document.text.rfind("\n", 0, block.start) + 1 : block.start]
        words = document.prose[block.start : block.end]
        if (block.kind == "front" and not line.startswith(_TITLE)) or _ARTICLE.match(words):
            continue
        match = _TAIL.search(words)
        if match:
            at = block.start + match.start()
            yield Hit(at, at + 1, f"标题末尾用了“{match[0]}”", "去掉末尾标点", "", safe=True)
