"""公开了个人电子邮箱。

什么：文中有不是政府域名（.gov.cn）的电子邮箱，也没有登记成单位邮箱；案例里的是错误。
为什么：个人邮箱是个人信息，也会招来垃圾邮件；单位邮箱应当统一公布。
错例：
- 材料发到zhangceshi@mail.invalid。
- 邮箱ｚｈａｎｇ＠ｍａｉｌ.invalid。
正例：
- 邮箱sfj@miluo.gov.cn。
- 举例：name@example.com。
依据：《中华人民共和国个人信息保护法》第二十五条
修复：换成单位邮箱；单位邮箱填在data/bureau.yml。
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.privacy.setting import is_case
from portal.review.rule import Hit

FAMILY = "隐私"
LEVEL = Severity.WARNING
_WORD = "A-Za-z0-9Ａ-Ｚａ-ｚ０-９"
_DOMAIN = late(rf"[@＠﹫(（\[](?:(?<=[@＠﹫])|(?<=[(（\[])[Aa][Tt][)）\]])[ \t]*[{_WORD}\-]+(?:[ \t]*[.．][ \t]*[{_WORD}\-]+)+")
_AT = late(r"[(（\[][Aa][Tt][)）\]]")
_LOCAL = late(rf"[{_WORD}._%+\-]+[ \t]*$")
_LONGEST = 70
_FREE = late(r"(?:[@.]gov\.cn|[@.]example(?:\.(?:com|cn|org|net))?)$")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Addresses that don't belong to a government domain."""
    text = document.text
    if not any(sign in text for sign in "@＠﹫") and not _AT.search(text):
        return
    for domain in _DOMAIN.finditer(text):
        local = _LOCAL.search(text, max(0, domain.start() - _LONGEST), domain.start())
        plain = unicodedata.normalize("NFKC", f"{local[0]}{domain[0]}" if local else "").lower()
        mail = re.sub(r"[(\[]at[)\]]", "@", re.sub(r"\s", "", plain))
        if local and not _FREE.search(mail) and mail not in facts.public_mails and not mail.startswith("git@"):
            level = Severity.ERROR if is_case(document) else None
            yield Hit(local.start(), domain.end(), "公开了不是政府域名的电子邮箱", "换成单位的.gov.cn邮箱，或者删去", level=level)
