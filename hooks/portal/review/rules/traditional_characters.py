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
from typing import TYPE_CHECKING

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import GAP, Document
from portal.review.rule import Hit
from portal.review.typography import quoted

if TYPE_CHECKING:
    from opencc import OpenCC

FAMILY = "用词"
LEVEL = Severity.WARNING
# Standard characters that the conversion tables treat as variants, most of them used in names.
_STANDARD = frozenset("昇祐甦喆堃淼犇甯镕鎔迺脩頫仝邨龢陞谿鳧喫")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Traditional and Japanese forms outside of titles and quotations."""
    prose = document.prose
    simple = {char: good for char in _rare(prose) if (good := _simple(char))}
    for match in re.finditer(f"[{''.join(simple)}]+", prose) if simple else ():
        if not quoted(prose, match.start()):
            good = "".join(simple[char] for char in match[0])
            yield Hit(match.start(), match.end(), f"“{match[0]}”不是规范汉字", f"改成“{good}”；姓名依法使用的不改", good)


def _rare(prose: str) -> list[str]:
    """The Chinese characters of a text that GB 2312 lacks."""
    if _in_gb2312(prose.replace(GAP, "")):
        return []
    others = set(prose) - set(prose.encode("gb2312", "ignore").decode("gb2312")) - _STANDARD
    return sorted(char for char in others if "\u4e00" <= char <= "\u9fa5")


@functools.lru_cache(maxsize=1024)
def _simple(char: str) -> str:
    """The standard form of a traditional or Japanese character, empty when it has none."""
    simplified = _table("t2s").convert(char)
    new: str = simplified if simplified != char else _table("t2s").convert(_table("jp2t").convert(char))
    return new if new != char and _in_gb2312(new) else ""


@functools.cache
def _table(name: str) -> OpenCC:
    from opencc import OpenCC  # few texts need it, and its tables take longer to read than a text

    return OpenCC(name)


def _in_gb2312(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
