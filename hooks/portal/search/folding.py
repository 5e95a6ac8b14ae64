"""Text as it is compared: width, case, punctuation, spaces and book marks don't matter, nor how the number of an article is written.

``overrides/scripts/search-engine.js`` folds queries in the same way; a browser test compares the two.
"""

from __future__ import annotations

import re
import unicodedata

from portal.model.law import from_chinese

_DROPPED = re.compile(r"[\W_]+")
_NUMERALS = "〇零一二两三四五六七八九"
_COUNTED = re.compile(f"第([{_NUMERALS}十百千]{{1,9}})([条款项])")
_BARE = re.compile(f"[{_NUMERALS}]+")
_DIGITS = str.maketrans(_NUMERALS, "001223456789")


def fold(text: str) -> str:
    """Letters and digits only, each in NFKC and lower case, without punctuation, spaces and signs."""
    bare = _DROPPED.sub("", text)
    if not unicodedata.is_normalized("NFKC", bare):
        bare = _DROPPED.sub("", "".join(unicodedata.normalize("NFKC", char) for char in bare))
    return bare.lower()


def arabic(folded: str) -> str:
    """A folded text with 第一千零四十三条 as 第1043条; 款 and 项 likewise."""
    return _COUNTED.sub(_with_digits, folded) if "第" in folded else folded


def arabic_parts(folded: str) -> list[str]:
    """The stretches of ``arabic(folded)`` that differ from ``folded``, each from 第 to its unit."""
    return [_with_digits(match) for match in _COUNTED.finditer(folded)] if "第" in folded else []


def _with_digits(match: re.Match[str]) -> str:
    numeral = match[1]
    value = numeral.translate(_DIGITS) if _BARE.fullmatch(numeral) else str(from_chinese(numeral))
    return f"第{value}{match[2]}"
