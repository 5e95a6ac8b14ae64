"""简体文稿里有繁体字、日本汉字。

什么：简体文稿里夹了“國”“務”“図”这类字。书名、引文里的不管。
为什么：国家机关以规范汉字为公务用字；夹用的字搜索不到。
错例：
- 做好法律服務工作。
- 制作普法地図。
正例：
- 做好法律服务工作。
- 收藏《說文解字》影印本。
依据：《中华人民共和国国家通用语言文字法》；《通用规范汉字表》
修复：由人核对后改成规范字；姓名依法使用的不改。
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from opencc import OpenCC

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit
from portal.review.typography import quoted

FAMILY = "用词"
LEVEL = Severity.WARNING
# Standard characters that the conversion tables treat as variants, most of them used in names.
_STANDARD = frozenset("昇祐甦喆堃淼犇甯镕鎔迺脩頫仝邨龢陞谿鳧喫")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Traditional and Japanese forms outside of titles and quotations."""
    pattern, simple = _tables()
    prose = document.prose
    for match in pattern.finditer(prose):
        if not quoted(prose, match.start()):
            good = match[0].translate(simple)
            yield Hit(match.start(), match.end(), f"“{match[0]}”不是规范汉字", f"改成“{good}”；姓名依法使用的不改", good)


@functools.cache
def _tables() -> tuple[re.Pattern[str], dict[int, str]]:
    """The characters to find and what they become, from the conversion tables."""
    every = [chr(code) for code in range(0x4E00, 0x9FA6)]
    rare = [char for char in every if not _in_gb2312(char) and char not in _STANDARD]
    simplified = _converted("t2s", rare)
    from_japanese = _converted("t2s", _converted("jp2t", rare))
    pairs = {old: new if new != old else other for old, new, other in zip(rare, simplified, from_japanese, strict=True)}
    found = {old: new for old, new in pairs.items() if new != old and _in_gb2312(new)}
    return re.compile(f"[{''.join(found)}]+"), {ord(old): new for old, new in found.items()}


def _converted(table: str, chars: list[str]) -> list[str]:
    converted: str = OpenCC(table).convert("\n".join(chars))
    return converted.split("\n")


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
