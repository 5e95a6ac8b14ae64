"""同一个人用了两种隐名，或者两个人用了同一个隐名。

什么：案例里同一个姓既写“张某”又写“张某某”；或者“张某与张某”这样一个隐名指两个人；或者同一个隐名既是原告又是被告。
为什么：读者分不清谁是谁；拼起来还可能认出真人。
错例：
- ---\\nbasis: real\\n---\\n张某借钱给李某。后来张某某起诉。
- ---\\nbasis: real\\n---\\n彭某之子彭某到场。
正例：
- ---\\nbasis: real\\n---\\n张某甲借钱给李某。后来张某乙起诉。
- ---\\nbasis: real\\n---\\n张某与李某和好。
依据：法释〔2016〕19号第八条
修复：一个人从头到尾一个写法；同姓的写“张某甲”“张某乙”。
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
_MASK = late(rf"(?P<first>{SURNAME})某(?P<more>某|[甲乙丙丁戊])?(?![某\u4e00-\u9fff]{{0,3}}(?:公司|厂|店))")
_TWICE = late(rf"(?P<name>{SURNAME}某某?)(?:与|和|、|诉|之[父母子女妻夫]|的[父母儿女妻丈][亲子儿夫]?)(?P=name)(?![某甲乙丙丁])")
_SIDE = late(rf"(?P<side>原告|被告|申请人|被申请人)(?:人)?(?P<name>{SURNAME}某[某甲乙丙丁]?)(?![\u4e00-\u9fff]{{0,3}}(?:公司|厂|店))")
_AGAINST = {"原告": "被告", "被告": "原告", "申请人": "被申请人", "被申请人": "申请人"}


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Masks of one surname that don't keep people apart."""
    if not is_case(document) or "某" not in document.prose:
        return
    seen: dict[str, str] = {}
    for match in _MASK.finditer(document.prose):
        form = match["more"] or ""
        earlier = seen.setdefault(match["first"], form)
        if {earlier, form} == {"", "某"}:
            seen[match["first"]] = "乙"
            what = f"“{match['first']}某”和“{match['first']}某某”都有，分不清是不是一个人"
            yield Hit(match.start(), match.end(), what, "是一个人的统一写法；是两个人的写甲、乙")
    for match in _TWICE.finditer(document.prose):
        yield Hit(match.start(), match.end(), f"两个人都写成“{match['name']}”", "写成甲、乙，分开两个人")
    yield from _both_sides(document.prose)


def _both_sides(text: str) -> Iterator[Hit]:
    sides: dict[str, str] = {}
    for match in _SIDE.finditer(text):
        if sides.setdefault(match["name"], match["side"]) == _AGAINST[match["side"]]:
            what = f"“{match['name']}”既是{sides[match['name']]}又是{match['side']}"
            yield Hit(match.start("name"), match.end("name"), what, "两个人用了同一个隐名的，写成甲、乙")
            sides[match["name"]] = match["side"]
