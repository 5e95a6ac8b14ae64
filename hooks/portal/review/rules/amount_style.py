"""金额、数量写法不对。

什么：千分位逗号位置不对，“万”“多”“余”重复或错位，货币符号和“元”重复，大写金额末尾缺“整”的只提示。
为什么：金额写错会被当成另一个数。
错例：
- 补助1,2000元。
- 投入300万多元。
- 投入2.5万余元余。
- 罚款￥500元。
- 补助12,000元，赔偿23000元。
正例：
- 补助12,000元。
- 投入300多万元。
- 罚款500元。
- 人民币壹万元整
依据：GB/T 15835—2011《出版物上数字用法》
修复：由人核对后改。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit

FAMILY = "数字"
LEVEL = Severity.WARNING
_GROUP = late(r"\d\d{0,2}(?:,\d+)+(?=(?:\.\d+)?\s?[万亿]?元)")
_GROUPED = late(r"\d{1,3}(?:,\d{3})+")
_OVER = late(r"[多余](?<=[\d.万亿].)")
_VAGUE = late(r"(?P<number>\d(?<![\d.].)[\d.]*)(?P<before>[万亿]?)(?P<over>[多余])(?P<after>[万亿]?)(?P<unit>元|人次?|件|份|册|户|个)")
_AGAIN = late(r"[多余](?=[，。；、\n]|$)")
_SYMBOL = late(r"[￥¥]\s?\d[\d,.]*\s?[万亿]?元|人民币\s?[￥¥]\s?\d")
_CAPITAL = late(r"[壹贰叁肆伍陆柒捌玖][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*元")
_BARE = late(r"(?<![\d.,])\d{5,}(?:\.\d+)?\s?元")
_COMMAS = late(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?\s?元")
_FOLLOWS = tuple("整正零壹贰叁肆伍陆柒捌玖")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Amounts with misplaced separators, words or signs."""
    prose = document.prose
    for match in _GROUP.finditer(prose) if "," in prose else ():
        if not _GROUPED.fullmatch(match[0]):
            yield Hit(match.start(), match.end(), f"“{match[0]}”的千分位不是三位一组", "核对金额，三位一组或者不分组")
    yield from _mixed(prose)
    for match in _VAGUE.finditer(prose) if ("多" in prose or "余" in prose) and _OVER.search(prose) else ():
        yield from _vague(prose, match)
    for match in _SYMBOL.finditer(prose) if "￥" in prose or "¥" in prose else ():
        yield Hit(match.start(), match.end(), f"“{match[0]}”的货币单位写了两遍", "只写“元”")
    for match in _CAPITAL.finditer(prose) if "元" in prose else ():
        if prose[match.end() : match.end() + 1] not in _FOLLOWS:
            yield Hit(match.start(), match.end(), "大写金额到元为止的，后面要写“整”", f"改成“{match[0]}整”", f"{match[0]}整", level=Severity.INFO)


def _mixed(prose: str) -> Iterator[Hit]:
    """Amounts with and without separators in one paragraph."""
    for grouped in _COMMAS.finditer(prose) if "," in prose else ():
        begin, end = prose.rfind("\n", 0, grouped.start()) + 1, prose.find("\n", grouped.end())
        bare = _BARE.search(prose, begin, end if end >= 0 else len(prose))
        if bare:
            yield Hit(bare.start(), bare.end(), f"“{grouped[0]}”分了千分位，“{bare[0]}”没有分", "同一篇里统一写法")
            return


def _vague(prose: str, match: re.Match[str]) -> Iterator[Hit]:
    """``2万余元余`` says it twice, ``300万多元`` in the wrong place."""
    if _AGAIN.match(prose, match.end()):
        yield Hit(match.start(), match.end() + 1, f"“{prose[match.start() : match.end() + 1]}”的约数说了两遍", "留一个“多”或者“余”")
    elif match["before"] and match["number"].endswith("0"):
        good = f"{match['number']}{match['over']}{match['before']}{match['unit']}"
        yield Hit(match.start(), match.end(), f"“{match[0]}”的“{match['over']}”放错了位置", f"改成“{good}”", good, level=Severity.INFO)
