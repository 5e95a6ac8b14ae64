"""公开了护照或者通行证号码。

什么：写明是护照、通行证、旅行证的证件号码。
为什么：出入境证件号码是个人信息，公开后可能被冒用。
错例：
- 护照号码：E00000001
- 持护照（Ｇ００００００００）入境。
正例：
- 带上本人有效护照办理公证。
- 护照号E****0001已隐去。
依据：《中华人民共和国个人信息保护法》第二十五条
修复：删去号码。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.privacy.numbers import INVISIBLE
from portal.review.rule import Hit

FAMILY = "隐私"
LEVEL = Severity.ERROR
_GAP = rf"[ \t\n\-—{INVISIBLE}　]{{0,3}}"
_NUMBER = re.compile(
    r"(?:护照|通行证|旅行证)[^。\n]{0,12}?"
    rf"(?P<number>(?:[DEGHKMPSＤＥＧＨＫＭＰＳ](?:{_GAP}\d){{8,10}}|[EＥ]{_GAP}[A-Z](?:{_GAP}\d){{7}}))(?![\dA-Za-z])",
    re.IGNORECASE,
)


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Travel document numbers that the text calls so."""
    for match in _NUMBER.finditer(document.text):
        yield Hit(match.start("number"), match.end("number"), "公开了出入境证件号码", "删去号码，只写证件名称")
