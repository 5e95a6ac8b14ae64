"""Digits as people hide them: full-width, spaced, hyphenated, wrapped over lines, with invisible characters between.

A run is a stretch of digits with nothing but separators between them. Its folded form has half-width digits only; ``offsets`` leads
back to the text. A number is a part of a run that begins and ends where the writer left a gap, so that no rule sees eleven digits in
the middle of twenty.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from portal.late import late

INVISIBLE = "\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff"
SEPARATOR = rf"[\s\-.．>·•‐‑‒–—−－﹣{INVISIBLE}_~`\\]|\*{{1,2}}(?!\*)"
_RUN = late(rf"\d(?:(?:{SEPARATOR}){{0,12}}[\dxXｘＸ]){{10,}}")
_TAGS = late(r"&(?:[a-z]{2,6}|#\d{2,5}|#x[0-9a-f]{2,4});|</?[a-z]{1,6}\s?/?>|<!--[^>\d]{0,8}-->", re.IGNORECASE)
_NOT_A_GAP = late(f"[{INVISIBLE}]+")
_SHAPES = {(3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (4, 4, 3), (4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 8, 4), (6, 13)}
_ASIDE = late(r"[\s|*_`\"'“”<>\[\]（）()：:=，,、/]+")


@dataclass(frozen=True, slots=True)
class Number:
    """Some digits of a text.

    Attributes:
        digits: half-width, ``X`` in upper case, without separators.
        start, end: where they stand in the text.
        tidy: whether they read as one number even without a word that names it: unbroken, in usual groups, or alone in their run.
    """

    digits: str
    start: int
    end: int
    tidy: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of digits and separators.

    Attributes:
        folded: its digits.
        offsets: for each of them its place in the text.
        starts: indexes in ``folded`` where a group of digits begins, and its length at the end.
        kinds: the kinds of separators in it.
    """

    folded: str
    offsets: tuple[int, ...]
    starts: tuple[int, ...]
    kinds: frozenset[str]

    def numbers(self, length: int) -> Iterator[Number]:
        """Every number of so many digits, beginning and ending between groups."""
        for at, first in enumerate(self.starts[:-1]):
            if first + length in self.starts[at + 1 :]:
                end = self.starts.index(first + length, at)
                shape = tuple(self.starts[one + 1] - self.starts[one] for one in range(at, end))
                alone = length == len(self.folded) and len(self.kinds) == 1 and "." not in self.kinds
                tidy = len(shape) == 1 or shape in _SHAPES or alone
                yield Number(self.folded[first : first + length], self.offsets[first], self.offsets[first + length - 1] + 1, tidy)


@functools.lru_cache(maxsize=4)
def runs(text: str) -> tuple[Run, ...]:
    """Every stretch of at least eleven digits; kept, because each rule about numbers asks for it."""
    # A blank of the same length keeps every offset.
    bare = _TAGS.sub(lambda match: " " * len(match[0]), text) if "&" in text or "<" in text else text
    return tuple(_run(match[0], match.start()) for match in _RUN.finditer(bare))


def _run(text: str, base: int) -> Run:
    folded: list[str] = []
    offsets: list[int] = []
    starts = [0]
    for match in re.finditer(r"[\dxXｘＸ]", text):
        gap = _NOT_A_GAP.sub("", text[offsets[-1] + 1 - base : match.start()]) if offsets else ""
        if gap or (folded and folded[-1] == "X"):
            starts.append(len(folded))
        folded.append("X" if match[0] in "xXｘＸ" else str(unicodedata.decimal(match[0])))
        offsets.append(base + match.start())
    kinds = frozenset(" " if char.isspace() else "." if char in ".．" else "-" for char in _NOT_A_GAP.sub("", re.sub(r"[\dxXｘＸ]", "", text)))
    return Run("".join(folded), tuple(offsets), (*starts, len(folded)), kinds)


def numbers(text: str, *lengths: int) -> Iterator[Number]:
    """Every number of these lengths in a text."""
    for run in runs(text):
        for length in lengths:
            yield from run.numbers(length)


def words_before(text: str, start: int, length: int = 14) -> str:
    """The last characters before a place, Markdown signs, punctuation and spaces left out; a full stop ends them."""
    near = re.split(r"[。；;！？]|\n[ \t]*\n", text[max(0, start - 3 * length) : start])[-1]
    return _ASIDE.sub("", near)[-length:]


def labelled(before: str, label: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether a word that names the number stands before it and no word that names something else stands nearer."""
    named = [match.end() for match in label.finditer(before)]
    return bool(named) and max((match.end() for match in other.finditer(before)), default=-1) < named[-1]


OTHER_NUMBER = late(
    r"〔|ISBN|ISSN|GB/?T?|备案|公网安备|流水|编号|序列|信用代码|机构代码|案号|文号|订单|单号|许可证|执业证|(?<![份照官])证号|证书|登记号|受理号|工单|发票|票号|批号|条码|编码|合同号"
    r"|金额|人民币|[￥¥№]|共计|合计|总额|总计|统一代码|户数|产值|收入|支出|资金|示例号",
    re.IGNORECASE,
)
_UNIT = late(r"[ \t]*(?:元|[万亿][^一-龥]?|号(?!码)|份|件|条|人|户|册|吨|公里|平方|字|次|个|千瓦|美元|立方|亩|[％%〕])")


def counted(text: str, number: Number) -> bool:
    """Whether a unit follows, so that the digits are an amount, or something glues them to an address or a code."""
    return bool(_UNIT.match(text, number.end)) or (number.start > 0 and text[number.start - 1] in "._/=＝￥¥〔#")
