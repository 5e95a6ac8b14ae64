"""隐去姓名不彻底，只换掉中间一个字。

什么：姓名写成“姓+某+名”“姓+*+名”这样只隐去一个字的形式；案例里是错误，其他是警告。
为什么：三个字露出两个，熟人一看就知道是谁，等于没有隐去。
错例：
- 原告张某海与被告李某花系邻居。
- 获救人李*明，男。
正例：
- 原告张某与被告李某甲系邻居。
- 张某某向法院起诉，张某明知对方有错。
- 手机号138****0000已隐去。
依据：法释〔2016〕19号第八条
修复：写成“张某”；同姓的写“张某甲”“张某乙”。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.privacy.names import SURNAME
from portal.review.privacy.setting import is_case
from portal.review.rule import Hit

FAMILY = "隐私"
LEVEL = Severity.WARNING
# Characters of given names. Those of the second group also begin words that may follow 张某, so they need a sign after them.
_SURE = (
    "海花芳娜娟艳霞桂英玉兰斌鹏辉波婷梅燕琴莲凤秀珍萍涛洋磊敏伟丽勇秋春冬香菊荣贤翠银莉佳欣怡梓涵浩宇轩晨阳俊杰鑫雪琳颖倩蕾薇"
    "虹彬毅林松柏峰岩龙虎豪根贵福寿祥瑞仁义礼智娥姣娇媛嫦莹晶蓉芝芬茂泉湘楚岳辰宏雄武军伦坤乾淑"
)
_UNSURE = (
    "明强超刚飞平成建国文华立志学永光新清正才安红发继胜达开进利全友云静庆元德长江生胤宝金中民东南西北星月旺兴喜良和健康振奇群"
    "青山水田石木火土大小斯如意思远望"
)
_AFTER = r"[\s，,。；;：:、！？!?）)》”|]|$"
_MORE = (
    r"与|诉|起诉|申请|要求|和|及|的|在|向|系|称|因|将|于|到|为|对|把|被|以|从|又|也|却|均|则|未|不|是|之|提出|表示|认为|驾驶|死亡|受伤|已|现|曾"
    r"|说|手机|电话|家[住里中]"
)
_NAME = late(
    rf"[某*＊×ＸX](?:(?<=某)(?:[{_SURE}](?={_AFTER}|{_MORE})|[{_UNSURE}](?={_AFTER}|与|诉|和(?!解)))|(?<!某)[{_SURE}{_UNSURE}](?={_AFTER}|{_MORE}))"
)
_SURNAME_BEFORE = late(rf"{SURNAME}$")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Names with only the middle character hidden; a form in quotation marks is spoken of, not used."""
    level = Severity.ERROR if is_case(document) else Severity.WARNING
    text = document.text
    for match in _NAME.finditer(text):
        first = _SURNAME_BEFORE.search(text, max(0, match.start() - 2), match.start())
        if first and not _emphasis(text, first.start()) and not _spoken_of(text, first.start(), match.end()):
            name = first[0] + match[0]
            yield Hit(first.start(), match.end(), f"“{name}”只隐去了一个字，容易认出是谁", f"写成“{first[0]}某”，同姓的加甲、乙", level=level)


def _spoken_of(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] == "“" and text[end : end + 1] == "”"


def _emphasis(text: str, start: int) -> bool:
    """Whether the star may be Markdown's: a Chinese character or a star stands before, and the line has another star."""
    before = text[start - 1 : start]
    end = text.find("\n", start)
    line = text[text.rfind("\n", 0, start) + 1 : end if end >= 0 else len(text)]
    return "*" in text[start : start + 3] and line.count("*") > 1 and (before == "*" or "\u4e00" <= before <= "\u9fff")
