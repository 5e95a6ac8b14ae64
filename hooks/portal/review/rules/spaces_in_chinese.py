"""汉字、标点之间有空格。

什么：句子里汉字之间、标点旁边有空格；汉字和数字之间有空格的只提示。标题里分开两句口号的空格、人名表里和分开几项（如“电话：”）的空格、电头后面的空格不管。
为什么：空格会把词断开，搜索不到；公文汉字和数字之间不空格。
错例：
- 全市开展法律 援助工作，成效明显。
- 今天 ，召开会议。
- 共办理 12 件案件。
正例：
- 第一条　为了规范工作，制定本办法。
- 弘扬宪法精神 建设法治国家
- 张测试 李测试 王测试
- 联系人：普法股 电话：0000-0000000，传真：0000-0000000。
- 测试网讯 自4月起，测试县司法局开展宣传。
依据：GB/T 9704—2012《党政机关公文格式》
修复：标点旁边的安全，删去；汉字之间的由人看。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import GAP, Document
from portal.review.rule import Hit
from portal.review.typography import is_han, kind_at, quoted

FAMILY = "标点"
LEVEL = Severity.WARNING
_BLANKS = " \u00a0\u3000\t"
_PATTERN = late(f"[{_BLANKS}]+")
_AFTER = "，。；：、！？”）》"
_BEFORE = "“（《"
_BREAKS = late("[，。；：、！？“”（）《》\\s" + GAP + "]")
_NUMBER = late(r"[\"“]?第.{1,10}[条章节编款项](?:之[一二三四五六七八九十]{1,2})?|[一二三四五六七八九十]{1,3}[、.]?|附件?\d*|注|[（(].{1,3}[）)]")
_RUNNING = ("paragraph", "list", "quote")
_SHORT_NAME = 4
_FIELD = late(r"[\u4e00-\u9fff]{2,6}：|(?:上午|下午|晚上)(?:\d|[:：])")
_LEDE = late(r"^[^，。；：]{0,16}[讯电](?:（[^（）\n]{2,30}）)?$")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Blanks between Chinese characters and marks."""
    prose = document.prose
    for match in _PATTERN.finditer(prose) if any(blank in prose for blank in _BLANKS) else ():
        start, end = match.span()
        left, right = prose[start - 1 : start] if start else "", prose[end : end + 1]
        if not left or not right or left in "\n" + GAP or right in "\n" + GAP:
            continue
        if (right in _AFTER and (is_han(left) or left.isdigit())) or (left in _BEFORE and is_han(right)) or (left in "，、；" and is_han(right)):
            yield Hit(start, end, "标点旁边有空格", "删去空格", "", safe=True)
        elif is_han(left) and is_han(right):
            if kind_at(document, start) in _RUNNING and _within_sentence(prose, start, end):
                yield Hit(start, end, f"“{left}”和“{right}”之间有空格", "删去词语中间的空格", "")
        elif (is_han(left) and right.isdigit()) or (left.isdigit() and is_han(right)):
            numbered = _NUMBER.fullmatch(prose[prose.rfind("\n", 0, start) + 1 : start].strip())
            if not numbered and kind_at(document, start) in _RUNNING:
                yield Hit(start, end, "汉字和数字之间有空格", "删去空格", "", level=Severity.INFO)


def _within_sentence(prose: str, start: int, end: int) -> bool:
    """Whether a blank stands inside a sentence, and doesn't part names, slogans, or a number from its heading."""
    begin, stop = prose.rfind("\n", 0, start) + 1, prose.find("\n", end)
    line = prose[begin : stop if stop >= 0 else len(prose)]
    if not any(mark in line[end - begin :] for mark in "，。；") or quoted(prose, start) or _NUMBER.fullmatch(line[: start - begin].strip(" \t\u3000" + GAP)):
        return False
    before = _BREAKS.split(prose[begin:start])[-1]
    after = _BREAKS.split(prose[end : begin + len(line)])[0]
    if _FIELD.match(line, end - begin) or _LEDE.search(line, 0, start - begin):
        return False
    slogans = len(before) == len(after) > _SHORT_NAME - 1
    names = line.count(" ") + line.count("\u3000") > 1 and max(len(before), len(after)) <= _SHORT_NAME
    return not slogans and not names and not (len(before) == 1 and start - begin == 1)
