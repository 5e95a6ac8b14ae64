"""用了化名。

什么：姓名后面注了“（化名）”。
为什么：化名可能正好是别人的真名；官方文稿一般写“姓+某”。
错例：
- 小丽（化名）来到法律援助中心。
正例：
- 张某来到法律援助中心。
依据：新华社新闻信息报道中的禁用词和慎用词（隐私部分）
修复：换成“姓+某”。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit

FAMILY = "隐私"
LEVEL = Severity.INFO
_PSEUDONYM = late(r"[（(][ \t]*(?:均为|均系|系|为|皆为)?化名[ \t]*[）)]")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Names that are said to be invented."""
    if "化名" in document.prose:
        for match in _PSEUDONYM.finditer(document.prose):
            yield Hit(match.start(), match.end(), "用了化名，可能和真人重名", "换成“姓+某”，不再注“化名”")
