"""公开了银行卡号。

什么：写明是卡号、账号的16至19位数字，并且能通过银行卡的校验；没有写明、但以62开头又能通过校验的，是警告。
为什么：银行卡号是金融账户信息，属于敏感个人信息。
错例：
- 银行卡号：6200 0000 0000 0000 000
- 把钱转到6200000000000000000。
- 工资卡6200000000000000000
正例：
- 银行卡号6200************000已隐去。
- 案卷流水号6200000000000000000。
- 卡号6200000000000000001（校验不对的示例）。
依据：《中华人民共和国个人信息保护法》第二十八条
修复：删去整个号码。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.privacy.identity import is_identity, is_luhn
from portal.review.privacy.numbers import OTHER_NUMBER, counted, labelled, numbers, words_before
from portal.review.rule import Hit

FAMILY = "隐私"
LEVEL = Severity.ERROR
_LABEL = late(r"卡号|银行卡|工资卡|一卡通|存折|储蓄卡|信用卡|借记卡|社保卡|账号|帐号|账户|帐户|开户|汇款|转账|收款|尾号")
_DO = "删去整个号码；单位收款账户以缴款通知书为准，不在文章里写"


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Card numbers whose check digit is right."""
    last = 0
    for number in numbers(document.text, 19, 18, 17, 16):
        if number.start < last or "X" in number.digits or not is_luhn(number.digits):
            continue
        if is_identity(number.digits, facts.today) or counted(document.text, number):
            continue
        before = words_before(document.text, number.start)
        if labelled(before, _LABEL, OTHER_NUMBER):
            level = Severity.ERROR
        elif number.digits.startswith("62") and number.tidy and not OTHER_NUMBER.search(before):
            level = Severity.WARNING
        else:
            continue
        last = number.end
        yield Hit(number.start, number.end, f"公开了银行卡号{number.digits[:4]}********", _DO, level=level)
