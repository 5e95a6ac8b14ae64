"""公开了公民身份号码。

什么：文中有能通过校验的18位公民身份号码，或者写明是身份证号的15位、18位数字。夹着空格、连字符、全角数字、换行的也算；文头、注释、代码、链接里的也算。
为什么：身份号码是个人信息，公开后可以被用来冒名贷款、注册，收不回来。
错例：
- 申请人身份证号１１９９９９１９０００１０１００２ｘ。
- 公民身份号码 119999 19000101 0003
- 身份证号119999199002301234。
正例：
- 申请时带上居民身份证，号码为18位。
- 身份证号1199**********0003已隐去。
- 统一社会信用代码114306810063123450。
依据：《中华人民共和国个人信息保护法》第二十五条
修复：删去整个号码；确需区分的，写“身份号码略”。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.privacy.identity import is_identity, like_identity
from portal.review.privacy.numbers import OTHER_NUMBER, Number, counted, labelled, numbers, words_before
from portal.review.rule import Hit

FAMILY = "隐私"
LEVEL = Severity.ERROR
_LABEL = late(r"身份证|身份号码|身份証|证件号|公民身份|身份编号")
# Nothing but a few words may part these from digits that are no possible number: an account may follow a card too.
_CALLED = late(r"(?:身份证|身份号码|公民身份)(?:号码|号)?[^账卡户编案文\d]{0,4}$")
_SHAPE = late(r"\d{15}|\d{17}[\dX]")
_DO = "删去整个号码，不要只删几位；已经发布过的，同时从历史版本和公众号里撤下"
_ELSE = "确实不是身份号码的，换一个说法"


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Valid identity numbers anywhere, and others that the text calls so."""
    for name in numbers(document.path, 18):
        if is_identity(name.digits, facts.today):
            yield Hit(0, 0, "文件名里有公民身份号码", "改文件名，换成日期和拼音")
    last = 0
    for number in numbers(document.text, 18, 15):
        if number.start >= last:
            hit = _judge(document.text, number, facts)
            if hit:
                last = hit.end
                yield hit


def _judge(text: str, number: Number, facts: Facts) -> Hit | None:
    if is_identity(number.digits, facts.today):
        return Hit(number.start, number.end, "公开了公民身份号码", _DO)
    before = words_before(text, number.start)
    if not labelled(before, _LABEL, OTHER_NUMBER):
        return None
    if not like_identity(number.digits, facts.today):
        called = number.tidy and _SHAPE.fullmatch(number.digits) and _CALLED.search(before) and not counted(text, number)
        return Hit(number.start, number.end, "像身份证号，但地区或者出生日期不可能", f"{_DO}；{_ELSE}", level=Severity.WARNING) if called else None
    if len(number.digits) == 15:
        return Hit(number.start, number.end, "公开了15位的公民身份号码", _DO)
    return Hit(number.start, number.end, "像身份证号，但校验码不对", f"{_DO}；{_ELSE}", level=Severity.WARNING)
