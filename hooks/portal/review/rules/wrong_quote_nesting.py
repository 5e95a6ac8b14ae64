"""引号、书名号套用了自己。

什么：双引号里面又用双引号，书名号里面又用双书名号。
为什么：里层改用单引号、单书名号，读者才分得清层次。
错例：
- 他说：“要落实“谁执法谁普法”责任制。”
- 学习《〈民法典〉解读与《监狱法》解读》。
正例：
- 他说：“要落实‘谁执法谁普法’责任制。”
- 印发《关于贯彻〈中华人民共和国监狱法〉的通知》。
依据：GB/T 15834—2011《标点符号用法》第4.8条、第4.15条
修复：由人改里层。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.brackets import brackets_of
from portal.review.document import Document
from portal.review.rule import Hit

FAMILY = "标点"
LEVEL = Severity.INFO
_INNER = {"“": "‘ ’", "《": "〈 〉"}


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Quotation marks and title marks inside their own kind."""
    for at in brackets_of(document).nested:
        char = document.prose[at]
        if char in _INNER:
            yield Hit(at, at + 1, f"“{char}”里面又用了“{char}”", f"里层改用“{_INNER[char]}”")
