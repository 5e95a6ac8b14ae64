"""可能认出未成年人。

什么：写出未成年人的完整姓名（“学生张测试”“张测试（12岁）”），或者讲一个具体的孩子时写出学校和班级。案例里、涉及侵害和案件的是错误，其他是警告。
为什么：未成年人的姓名、住所、就读学校以及其他可能识别身份的信息，未经本人和监护人同意不得公开；涉案的一律不得公开。
错例：
- 张测试（12岁）被同学欺负。
- 被害人小某，就读于甲乙镇中心小学四年级2班。
- 李测试系未成年人，由父亲代为起诉。
- 年仅9岁的张小测被欺负。
- 未成年被告人王测试
正例：
- 检察官走进市第一中学高一3班讲授法治课。
- 市司法局局长张测试为学生上法治课。
- 未成年人张某由母亲抚养。
- 学生高度关注，学生代表宣读倡议书。
依据：《中华人民共和国未成年人保护法》第一百零三条
修复：姓名写“某某”或“小某”，不写学校、班级、村组。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.privacy.names import NAME, is_word
from portal.review.privacy.setting import is_case, paragraphs
from portal.review.rule import Hit

FAMILY = "隐私"
LEVEL = Severity.ERROR
_WORDS = ("未成年", "学生", "同学", "儿童", "小学", "中学", "幼儿园", "岁", "女童", "男童", "年级")
_CHILD = "未成年(?:被告人|被害人|犯罪嫌疑人|学生|人)|小学生|中学生|初中生|高中生|学生代表|学生|留守儿童|儿童|女童|男童|幼女|幼童|学童"
_AFTER = r"[\s，,。；;：:、（(）)“”]|因|在|被|于|的|与|向|说|称|系|是|曾|表示|发言|宣读|激动|荣获|获得|遭|受|$"
_CALLED = late(rf"(?:{_CHILD})(?P<name>{NAME})(?={_AFTER})")
_AGED = late(
    rf"(?P<name>{NAME})(?:[（(，,][男女]?[，,]?(?:今年|时年|年仅|年方)?|今年|年仅|才|刚满)"
    r"(?:[1-9]|1[0-7]|[１-９]|１[０-７]|十[一二三四五六七]?|[一二三四五六七八九])周?岁"
)
_OF_AGE = late(rf"(?:(?<!\d)(?:[1-9]|1[0-7])周?岁|班)的(?:小?(?:男|女)孩|孩子|小?学生|少年|少女|儿子|女儿)?(?P<name>{NAME})(?={_AFTER})")
_SAID = late(
    rf"(?P<name>{NAME})(?:，|,)?(?:[男女]，)?(?:系|是|为|就读于|在读于)[^，。；\n]{{0,12}}?(?:未成年|小学生|中学生|在校学生|小学|中学|幼儿园|留守儿童)"
)
# Each pattern with words of which one must stand in the text.
_NEEDED = {
    _CALLED: ("生", "童", "未成年", "幼女"),
    _AGED: ("岁",),
    _SAID: ("未成年", "小学", "中学", "在校学生", "幼儿园", "留守儿童"),
    _OF_AGE: ("岁的", "班的"),
}
_CLASS = late(
    r"(?<!某)(?:小学|中学|学校|幼儿园|一中|二中|三中|完小)[^，。；\n某]{0,6}?"
    r"(?:[一二三四五六七八九1-9]年级|[初高][一二三]|[大中小]班)(?:[（(]?[一二三四五六七八九\d]{1,3}[）)]?班)?"
    r"|(?<!某)(?:小学|中学|一中|二中)[一二三四五六七八九\d]{1,4}班"
)
_ONE = late(r"被害人|受害人|化名|[\u4e00-\u9fff]某|小某|涉案|被抚养人|(?:被告|原告|申请)人?之[子女]")
_OLDER = ("大", "留", "医", "军")  # 大学生, 留学生, 医学生, 军校学生 are no children
_HARM = late(r"被告|性侵|猥亵|强奸|欺凌|霸凌|虐待|遗弃|拐卖|拐骗|受害|被害|嫌疑|涉案|起诉|抚养|监护权|离婚|判决|判处|盗窃|抢劫|吸毒|赔偿|欺负|家暴|纠纷")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Names of children, and schools with classes where one child is spoken of."""
    if not any(word in document.prose for word in _WORDS):
        return
    case = is_case(document)
    for start, end in paragraphs(document):
        text = document.prose[start:end]
        if any(word in text for word in _WORDS):
            grave = case or bool(_HARM.search(text))
            yield from _named(text, start, grave)
            yield from _placed(text, start, case)


def _named(text: str, base: int, grave: bool) -> Iterator[Hit]:
    for pattern, words in _NEEDED.items():
        for match in pattern.finditer(text) if any(word in text for word in words) else ():
            before = text[match.start() - 1 : match.start()]
            if not is_word(match["name"]) and not (before in _OLDER if pattern is _CALLED else pattern is not _OF_AGE and "\u4e00" <= before <= "\u9fff"):
                level = Severity.ERROR if grave or pattern is _AGED else Severity.WARNING
                do = "隐去姓名；正面报道确需实名的，先取得本人和监护人的书面同意"
                yield Hit(base + match.start("name"), base + match.end("name"), f"“{match['name']}”像是未成年人的姓名", do, level=level)


def _placed(text: str, base: int, case: bool) -> Iterator[Hit]:
    if case or _ONE.search(text):
        for match in _CLASS.finditer(text):
            yield Hit(base + match.start(), base + match.end(), f"写出学校和班级“{match[0]}”，能认出是哪个孩子", "删去学校和班级，写“某学校”")
