"""发文字号写法不对。

什么：发文字号的年份用了〔〕以外的括号，或者年份不是四位，或者加了“第”、编了虚位。案号、产权证号除外。
为什么：发文字号是文件的身份证号，写法不对就查不到文件。
错例：
- 根据汨司发[2026]12号文件。
- 根据汨政办函（2026）3号文件。
- 根据汨司发〔2026〕第12号文件。
- 根据汨司发〔26〕12号文件。
- 根据汨司发〔2026年〕12号文件。
正例：
- 根据汨司发〔2026〕12号文件。
- 湖南省汨罗市人民法院（2026）湘0681民初123号民事判决书。
- 司法部公告（2026年）第12号。
依据：GB/T 9704—2012《党政机关公文格式》7.2.5
修复：四位年份的安全；两位年份由人补全。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit
from portal.review.typography import is_han

FAMILY = "标点"
LEVEL = Severity.ERROR
_PATTERN = late(r"[\[［(（【〔﹝{《] ?(?P<year>(?:19|20)\d{2}|\d{2}) ?年?[\]］)）】〕﹞}》] ?(?P<ordinal>第?) ?(?P<number>\d{1,5}) ?号")
_KINDS = "发办函令通告呈请批复电传纪决任议规综字文党政督组宣"
_FIRM = "发办函令通告呈请批复电传规"


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Numbers of official documents with other brackets, short years, or 第."""
    prose = document.prose
    for match in _PATTERN.finditer(prose) if "号" in prose else ():
        before = prose[max(match.start() - 2, 0) : match.start()].rstrip()
        kind = before[-1:]
        good = f"〔{_half(match['year'])}〕{int(match['number'])}号"
        if not is_han(kind) or ("年" in match[0] and match[0][0] in "(（") or (match[0] == good and len(match["year"]) == 4):
            continue
        only_ordinal = match[0][0] == "〔" and bool(match["ordinal"])
        if only_ordinal and kind not in _FIRM:
            continue
        level = Severity.ERROR if kind in _KINDS else Severity.WARNING
        if len(match["year"]) == 2:
            yield Hit(match.start(), match.end(), "发文字号的年份要写全", "写成四位年份，用六角括号〔〕", level=level)
        else:
            yield Hit(match.start(), match.end(), f"发文字号写成了“{match[0]}”", f"改成“{good}”", good, safe=level is Severity.ERROR, level=level)


def _half(digits: str) -> str:
    return str(int(digits)).zfill(len(digits))
