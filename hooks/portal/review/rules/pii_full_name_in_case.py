"""案例里像是写了真实姓名。

什么：案例里后面跟着“与”“诉”“系”“称”“之子”“，男”等词、看上去是完整姓名的字。
为什么：案例要隐去当事人姓名；情景案例用甲、乙，更不会和真人重名。
错例：
- ---\\nbasis: real\\n---\\n张测试与李测试系邻居。
- ---\\nbasis: real\\n---\\n原告王测试，男，汉族。
- ---\\nbasis: real\\n---\\n当事人王测试到司法所求助。
正例：
- ---\\nbasis: real\\n---\\n张某与李某系邻居。
- ---\\nbasis: real\\n---\\n双方与公司系合同关系，李某称不知情。
依据：法释〔2016〕19号第八条
修复：写成“张某”，或者甲、乙。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.privacy.names import GIVEN, NAME, SURNAME, is_word
from portal.review.privacy.setting import is_case
from portal.review.rule import Hit

FAMILY = "隐私"
LEVEL = Severity.WARNING
_ROLE = "原告|被告|申请人|上诉人|当事人|受援人|被害人|受害人|嫌疑人|证人|村民|居民|市民|丈夫|妻子|儿子|女儿|父亲|母亲|邻居|老板|员工|老人|死者|与|诉|和"
_AFTER = (
    r"与|诉|(?<![关联体派])系(?![统列数])|(?<![声宣简俗名职尊号自])称|之[父母子女妻夫]|[，,、（(][男女]"
    r"|（?化名|向[\u4e00-\u9fff]{0,8}(?:起诉|申请|借|求助)|因[^。\n]{0,10}纠纷"
)
_NAME = late(rf"{NAME}(?={_AFTER})")
_CALLED = late(
    rf"(?:{_ROLE.removesuffix('|与|诉|和')}|工人|职工|哥哥|姐姐|弟弟|妹妹)(?P<name>{SURNAME}(?:{GIVEN}){{2}})(?=[，。；、（）]|到(?![位达底期案])|来|在|向|因|说|被|的|家|独居|申请|起诉|不服|$)"
)
_BEFORE = late(rf"(?:\A|[^\u4e00-\u9fff]|{_ROLE})$")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Full names in cases, known by the word after them."""
    if not is_case(document):
        return
    for match in _NAME.finditer(document.prose):
        if not is_word(match[0]) and _BEFORE.search(document.prose, max(0, match.start() - 4), match.start()):
            yield Hit(match.start(), match.end(), f"“{match[0]}”像是真实姓名", "写成“姓+某”，情景案例写甲、乙")
    for match in _CALLED.finditer(document.prose):
        if not is_word(match["name"]):
            yield Hit(match.start("name"), match.end("name"), f"“{match['name']}”像是真实姓名", "写成“姓+某”，情景案例写甲、乙")
