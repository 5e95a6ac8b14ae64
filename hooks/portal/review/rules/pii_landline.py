"""公开了个人家里的电话。

什么：写明是家庭电话、住宅电话的座机号码；案例里紧挨着人名的座机号码。
为什么：家里的电话能直接找到人，是个人信息。
错例：
- 家庭电话：0000-0000000
- 住宅电话（０００）００００００００
正例：
- 市司法局办公室电话：0000-0000000
- 家庭电话略。
依据：《中华人民共和国个人信息保护法》第二十五条
修复：删去。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.privacy.names import beside_a_name
from portal.review.privacy.setting import is_case
from portal.review.rule import Hit

FAMILY = "隐私"
LEVEL = Severity.ERROR
_NUMBER = r"(?:[(（]?[0０]\d{2,3}[)）]?[\s\-－—]{0,3}\d{7,8}|[2-8２-８]\d{6,7})(?!\d)"
_HOME = late(rf"(?:家庭|住宅|家里|家中|宅)(?:固定|联系)?(?:电话|座机)[^。\n\d]{{0,6}}?(?P<number>{_NUMBER})")
_LANDLINE = late(r"[0０]\d{2,3}[)）]?[\s\-－—]{0,3}\d{7,8}(?!\d)")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Telephones of homes."""
    text = document.text
    found = [match.span("number") for match in _HOME.finditer(text)] if "电话" in text or "座机" in text else []
    if is_case(document):
        alone = (match.span() for match in _LANDLINE.finditer(text) if not text[match.start() - 1 : match.start()].isdigit())
        found += [span for span in alone if beside_a_name(text, *span)]
    for start, end in found:
        if re.sub(r"\D", "", text[start:end]) not in facts.public_numbers:
            yield Hit(start, end, "公开了个人的固定电话", "删去这个号码")
