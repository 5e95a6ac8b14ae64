"""公开了护照或者通行证号码。

什么：写明是护照、通行证、旅行证的证件号码。
为什么：出入境证件号码是个人信息，公开后可能被冒用。
错例：
- 护照号码：E00000001
- 持护照（Ｇ００００００００）入境。
- 持E00000001号护照入境。
- 往来港澳通行证C00000001
正例：
- 带上本人有效护照办理公证。
- 护照号E****0001已隐去。
依据：《中华人民共和国个人信息保护法》第二十五条
修复：删去号码。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.privacy.numbers import INVISIBLE
from portal.review.rule import Hit

FAMILY = "隐私"
LEVEL = Severity.ERROR
_GAP = rf"[ \t\n\-—{INVISIBLE}　*_]{{0,4}}"
_FORM = rf"[CDEGHKMPSWＣＤＥＧＨＫＭＰＳＷ](?:{_GAP}\d){{8,10}}|[DEPSＤＥＰＳ]{_GAP}[A-ZＡ-Ｚ](?:{_GAP}\d){{7}}|[PＰ](?:{_GAP}\d){{7}}"
_WORDS = ("护照", "通行证", "旅行证")
_NUMBER = late(
    r"(?:护照|通行证|旅行证)[^。\n]{0,12}?"
    rf"(?P<number>{_FORM})(?![\dA-Za-z])",
    re.IGNORECASE,
)
_BEFORE = late(rf"(?<![\dA-Za-zＡ-Ｚ])(?P<number>{_FORM})(?=号?(?:的)?(?:普通|公务|外交|因私)?(?:护照|通行证|旅行证))", re.IGNORECASE)


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Travel document numbers that the text calls so."""
    if not any(word in document.text for word in _WORDS):
        return
    for match in (*_NUMBER.finditer(document.text), *_BEFORE.finditer(document.text)):
        yield Hit(match.start("number"), match.end("number"), "公开了出入境证件号码", "删去号码，只写证件名称")
