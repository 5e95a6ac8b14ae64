"""公开了个人手机号码。

什么：文中有11位手机号码。前面写着“手机”“电话”“联系人”等，或者紧挨着人名的，是错误；单独一串数字的，是警告。带+86、空格、连字符、全角、换行的也算。
为什么：手机号码能直接找到人，是个人信息；单位公开的热线和办公电话应当登记后使用。
错例：
- 联系电话：138 0000 0000
- 请找张测试（13800000000）。
正例：
- 拨打12348咨询。
- 涉案金额13800000000元。
- 手机号138****0000已隐去。
依据：《中华人民共和国个人信息保护法》第二十五条
修复：删去；要留单位电话的，写座机或热线，并登记到data/review/public_numbers.yml。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.privacy.identity import is_identity
from portal.review.privacy.names import beside_a_name
from portal.review.privacy.numbers import OTHER_NUMBER, Number, counted, labelled, numbers, runs, words_before
from portal.review.rule import Hit

FAMILY = "隐私"
LEVEL = Severity.ERROR
_LABEL = late(r"手机|电话|联系方式|联系人|致电|拨打|拨通|微信|支付宝|热线|短信|咨询|来电|tel|phone|mobile|whatsapp", re.IGNORECASE)
_SHAPE = late(r"(?:0086|86)?(1[3-9]\d{9})")
_DO = "删去，换成单位座机或热线12348；确是单位对外公开的号码，登记到data/review/public_numbers.yml"


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Mobile numbers, told from amounts and codes by the words around them."""
    for name in re.finditer(r"(?<!\d)1[3-9]\d{9}(?!\d)", document.path):
        yield Hit(0, 0, f"文件名里的{name[0][:3]}********像是手机号码", "改文件名，换成日期和拼音", level=Severity.WARNING)
    text = document.text
    taken = [(one.start, one.end) for one in numbers(text, 18) if is_identity(one.digits, facts.today)]
    for number in numbers(text, 11, 13, 15) if runs(text) else ():
        shape = _SHAPE.fullmatch(number.digits)
        inside = any(start < number.end and number.start < end for start, end in taken)
        if shape and not inside and shape[1] not in facts.public_numbers:
            level = _level(text, number)
            if level:
                taken.append((number.start, number.end))
                yield Hit(number.start, number.end, f"公开了手机号码{shape[1][:3]}********", _DO, level=level)


def _level(text: str, number: Number) -> Severity | None:
    if counted(text, number):
        return None
    before = words_before(text, number.start)
    if labelled(before, _LABEL, OTHER_NUMBER) or beside_a_name(text, number.start, number.end):
        return Severity.ERROR
    glued = number.start > 0 and text[number.start - 1].isascii() and text[number.start - 1].isalnum()
    return Severity.WARNING if number.tidy and not glued and not OTHER_NUMBER.search(before[-8:]) else None
