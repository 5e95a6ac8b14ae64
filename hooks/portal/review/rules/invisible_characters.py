"""文字里有看不见的或者不该有的字符。

什么：零宽字符、方向控制符、替换符“\ufffd”、私用区字符、兼容汉字和部首字。
为什么：看起来正常，搜索不到、读屏读不出，复制到别处会变成方框或者乱码。
错例：
- 法律\u200b援助
- 办\ufffd法
- 法\uf9b4导
- ⼈民调解
正例：
- 法律援助
- 法律·援助
依据：GB 18030—2022；《政府网站发展指引》
修复：零宽字符删去、兼容汉字换成通用字是安全的；乱码由人改。
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit

FAMILY = "标点"
LEVEL = Severity.ERROR
_PATTERN = late(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2064\ufeff\ufffc\ufffd"
    "\ue000-\uf8ff\uf900-\ufaff\u2e80-\u2fdf\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+"
)
_DELETED = late("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_JOINED = 0x1F000


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Characters that can't be seen, have no agreed form, or stand for another."""
    text = document.text
    for match in _PATTERN.finditer(text):
        if match[0] == "\u200d" and ord(text[match.start() - 1 : match.start()] or " ") >= _JOINED:
            continue
        codes = "、".join(f"U+{ord(char):04X}" for char in dict.fromkeys(match[0]))
        if _DELETED.fullmatch(match[0]):
            yield Hit(match.start(), match.end(), f"有看不见的字符（{codes}）", "删去", "", safe=True)
            continue
        good = unicodedata.normalize("NFKC", match[0])
        if good != match[0] and "\ufffd" not in good:
            yield Hit(match.start(), match.end(), f"“{match[0]}”是兼容字符（{codes}）", f"改成“{good}”", good, safe=_in_common_use(good))
        elif not all("\ufa0e" <= char <= "\ufa29" for char in match[0]):
            yield Hit(match.start(), match.end(), f"有乱码或者私用区字符（{codes}）", "对照原文改成正确的字")


def _in_common_use(text: str) -> bool:
    """Whether the usual form is simplified too; else a person has to look."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
