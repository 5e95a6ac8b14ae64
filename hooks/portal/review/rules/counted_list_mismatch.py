r"""说的项数和列出的项数不一样。

什么：“以下三项”后面列了四项，“两个方面”后面有“三是”。
为什么：多半是增删内容后没有改总数，读者会怀疑漏了内容。
错例：
- 提交以下三项材料：申请表、身份证明、经济状况证明、授权书。
- 抓好三个方面：一是学习，二是督导，三是考核，四是整改。
- 做到四个坚持：坚持学习、坚持宣传、坚持检查。
- 提交以下两项材料：（1）申请表；（2）身份证明；（3）授权书。
- 符合下列两种情形之一的：\n（一）未成年人；\n（二）老年人；\n（三）残疾人。
正例：
- 提交以下三项材料：申请表、身份证明和经济状况证明。
- 抓好三个方面：一是学习，二是督导，三是考核。
- 三年内完成：建设、验收。
- 第七十条　保证人应当履行以下义务：\n（一）遵守规定；\n（二）及时报告。
依据：文稿前后一致
修复：由人核对。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.law import from_chinese
from portal.review.document import GAP, Document
from portal.review.enumerations import ordinals
from portal.review.rule import Hit

FAMILY = "结构"
LEVEL = Severity.WARNING
_MEASURES = "个方面|大方面|大类|方面|项|点|种|类|条|个(?!月|小时|工作日|星期|百分|自然)|步|大"
_COUNT = late(rf"(?P<number>[二两三四五六七八九十1-9]\d?)(?P<measure>{_MEASURES})[^，。；：\n\d、（“{GAP}]{{0,12}}(?P<end>[：:]|。\s*\n)")
_LEADS = ("以下", "下列", "如下", "下面")
_STOP = late(r"[。；！？\n]")
_BRACKETED = late(r"（[^（）]*）|“[^“”]*”|《[^《》]*》")
_ALSO = late(r"以及|或者|[和及与或]")
_LINE = late(r"[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+\S")
_INLINE = late(r"(?:^|[。；，：、]\s?)(?:[（(](?P<paren>[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|(?P<number>\d{1,2})(?:[．、]|\.(?!\d)))")
_SAME_WORD = late(r"(?P<number>[二两三四五六七八九十])个(?P<word>[\u4e00-\u9fff]{2})”?：(?P<list>[^：。；！？\n“”（）《》]{4,160})[。；]")
_FEWEST = 2


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Counts that the following list doesn't keep."""
    for match in _SAME_WORD.finditer(document.prose) if "：" in document.prose else ():
        yield from _repeated(match)
    for match in _COUNT.finditer(document.prose):
        before = document.prose[max(match.start() - 2, 0) : match.start()]
        if before[-1:] in tuple("第零〇一二三四五六七八九十百千每0123456789.前后余多几其首某") or before == "以上":
            continue
        stated = from_chinese(match["number"])
        counted = _counted(document, match, before in _LEADS)
        if counted and stated not in counted:
            what = f"说的是{match['number']}{match['measure']}，列出来的是{'或'.join(str(number) for number in sorted(counted))}项"
            yield Hit(match.start("number"), match.end("measure"), what, "核对项数，改总数或者补删列项")


def _repeated(match: re.Match[str]) -> Iterator[Hit]:
    """``四个坚持：坚持学习、坚持宣传、坚持检查`` names each of its items by the same word."""
    items = re.split("[、，]", match["list"])
    if len(items) >= _FEWEST and all(match["word"] in item for item in items) and len(items) != from_chinese(match["number"]):
        what = f"说的是{match['number']}个{match['word']}，列出来的是{len(items)}个"
        yield Hit(match.start("number"), match.end("word"), what, "核对项数，改总数或者补删列项")


def _counted(document: Document, match: re.Match[str], announced: bool) -> set[int]:
    """The possible numbers of items after a count, empty when there is no list to be sure of."""
    marked = _by_ordinals(document, match)
    if marked:
        return marked
    rest = document.prose[match.end() :]
    if match["end"] not in "：:" or rest[:1] == "\n" or rest[:2] == " \n":
        return _by_lines(document, match.end()) if announced or match["end"] in "：:" else set()
    return _inline(document.prose, match.end()) or _by_commas(document.prose, match.end()) if announced else _inline(document.prose, match.end())


def _by_ordinals(document: Document, match: re.Match[str]) -> set[int]:
    """How far 一是、（一）、1. count on from the first mark after the count."""
    number, kind, last = 0, "", match.end()
    for mark in ordinals(document):
        if mark.start < match.end():
            continue
        if not number:
            if mark.number != 1 or document.prose[match.end() : mark.start].strip(" \u3000\n" + GAP):
                break
            kind = mark.kind
        if mark.kind == kind:
            if mark.number != number + 1 or "\n#" in document.text[last : mark.start]:
                break
            number, last = mark.number, mark.end
    return {number} if number >= _FEWEST else set()


def _by_lines(document: Document, start: int) -> set[int]:
    """The number of items of the Markdown list that follows."""
    lines = document.text[start:].lstrip("\n ").split("\n") if document.markdown else []
    first = next(iter(lines), "")
    if not _LINE.match(first):
        return set()
    indent = len(first) - len(first.lstrip())
    count = 0
    for line in lines:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            if not _LINE.match(line):
                break
            count += 1
    return {count} if count >= _FEWEST else set()


def _inline(prose: str, start: int) -> set[int]:
    """How far （一）, （1） or 1. count on within the paragraph, from its first words."""
    stop = prose.find("\n", start)
    number, kind = 0, ""
    for match in _INLINE.finditer(prose[start : stop if stop >= 0 else len(prose)]):
        name = match.lastgroup or ""
        value = from_chinese(match[name])
        if not number and (match.start() or value != 1):
            return set()
        kind = kind or name
        if name == kind:
            if value != number + 1:
                break
            number = value
    return {number} if number >= _FEWEST else set()


def _by_commas(prose: str, start: int) -> set[int]:
    """Items parted by 、 within one clause; a word for “and” may or may not part the last one."""
    stop = _STOP.search(prose, start)
    clause = prose[start : stop.start() if stop else len(prose)]
    parallel = clause if "，" not in clause else ""
    bare = _BRACKETED.sub("", parallel)
    items = bare.split("、")
    if GAP in bare or len(items) < _FEWEST or any(_ALSO.search(item) for item in items[:-1]):
        return set()
    return {len(items), len(items) + 1} if _ALSO.search(items[-1]) else {len(items)}
