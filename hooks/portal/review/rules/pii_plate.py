"""公开了车牌号码。

什么：文中有完整的机动车号牌，包括新能源号牌、学车号牌；案例里的和写明是车牌的是错误，其他是警告。
为什么：车牌号能查到车主，法院公开文书时也要隐去。
错例：
- 驾驶湘F·T0000号小型轿车。
- 车牌号湘F D00000的车辆。
正例：
- 驾驶湘F****0号小型轿车。
- 湘ICP备00000000号。
- 湘政发〔2025〕1号。
依据：法释〔2016〕19号第十条
修复：写成“某小型轿车”。
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.privacy.numbers import INVISIBLE
from portal.review.privacy.setting import is_case
from portal.review.rule import Hit

FAMILY = "隐私"
LEVEL = Severity.ERROR
_GAP = rf"[ \t\n·•.．\-—{INVISIBLE}　]{{0,3}}"
_SIGN = "[A-HJ-NP-Za-hj-np-z\\dＡ-ＨＪ-ＮＰ-Ｚ]"
_PLATE = late(
    f"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]{_GAP}[A-HJ-NP-Za-hj-np-zＡ-ＨＪ-ＮＰ-Ｚ]{_GAP}"
    f"(?P<sign>{_SIGN}(?:{_GAP}{_SIGN}){{3,5}}[学警港澳挂]?)(?![\\dA-Za-z*＊×])"
)
_LABEL = late(r"车牌|号牌|牌照|车号|驾驶|轿车|货车|客车|摩托车|面包车|越野车|车辆|搭乘|乘坐|停放")
_SHAPE = late(r"[A-Z\d]{5}|[A-Z\d]{4}[学警港澳挂]|[A-HJK][A-Z\d]\d{4}|\d{5}[A-HJK]")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Number plates in full."""
    text = document.text
    for match in _PLATE.finditer(text):
        sign = re.sub(r"[^A-Z\d学警港澳挂]", "", unicodedata.normalize("NFKC", match["sign"]).upper())
        near = text[max(0, match.start() - 14) : match.start()] + text[match.end() : match.end() + 10]
        named = bool(_LABEL.search(near))
        broken = bool(re.search(r"[\s.．\-—]", text[match.start() + 2 : match.end()].strip(" ·-")))
        if _SHAPE.fullmatch(sign) and sum(char.isdigit() for char in sign) >= 2 and (named or not broken):
            level = Severity.ERROR if named or is_case(document) else Severity.WARNING
            yield Hit(match.start(), match.end(), "公开了车牌号码", "删去，写成“某小型轿车”", level=level)
