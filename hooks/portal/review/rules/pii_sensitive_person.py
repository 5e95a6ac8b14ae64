"""把姓名和敏感身份写在一起。

什么：社区矫正对象、吸毒戒毒人员、刑满释放人员、艾滋病人、精神障碍患者、性侵受害人等称呼后面紧跟完整姓名；或者姓名后面写“因吸毒”“感染艾滋病”。
为什么：这些身份是敏感个人信息，公开会毁掉一个人的生活；社区矫正对象的身份信息依法应当保密。
错例：
- 社区矫正对象王测试，认罪态度较好。
- 李测试因吸毒被强制隔离戒毒。
- 被强奸的李小测到司法所求助。
- 王测试被诈骗3万元。
正例：
- 社区矫正对象王某在矫正期间表现良好。
- 对社区矫正对象严格管理，帮助戒毒人员回归社会。
- 社区矫正对象管理规定。
依据：《中华人民共和国社区矫正法》第五十四条；《中华人民共和国个人信息保护法》第二十八条
修复：姓名写成“姓+某”，不写能认出本人的细节。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.privacy.names import NAME, is_word
from portal.review.rule import Hit

FAMILY = "隐私"
LEVEL = Severity.ERROR
_WORDS = ("矫正", "吸毒", "戒毒", "刑满", "帮教", "艾滋", "精神", "性侵", "强奸", "猥亵", "家暴", "受害人", "受害者", "被害人", "服刑", "诈骗", "被骗", "拐卖")
_KIND = (
    "矫正对象|矫正人员|吸毒人员|戒毒人员|涉毒人员|刑满释放人员|刑释人员|服刑人员|帮教对象|艾滋病(?:人|患者|感染者|病人)|精神障碍患者|精神病(?:人|患者)"
    "|受害人|被害人|受害者|性侵(?:女孩|女童|儿童)|强奸(?:女孩|妇女)|猥亵(?:女孩|女童|儿童)"
)
_AFTER = r"[\s，,。；;：:、（(）)“”]|因|在|被|于|的|与|向|说|称|系|是|曾|表示|现|已|户|家|遭|到(?![位达底期案])|$"
_NAMED = late(rf"(?:{_KIND})[ \t：:“\"]?(?P<name>{NAME})(?={_AFTER})")
_BOUND = late(
    rf"(?P<name>{NAME})(?:，|,)?(?:曾|系|是|为|因|多次|长期|被|[男女]，){{1,3}}"
    r"(?:吸毒|涉毒|吸食毒品|感染艾滋病|患艾滋病|患有?精神[病障]|社区矫正对象|刑满释放人员|吸毒人员|戒毒人员|强制隔离戒毒|性侵|强奸|猥亵|(?<=被)(?:诈骗|骗走|骗取))"
)
_HARMED = late(rf"[被遭](?:强奸|性侵|猥亵|家暴|拐卖|诈骗)的(?:妇女|女子|女孩|老人)?(?P<name>{NAME})(?={_AFTER})")
# Each pattern with words of which one must stand in the text.
_NEEDED = {
    _NAMED: (
        *("矫正对象", "矫正人员", "毒人员", "释放人员", "刑释人员", "服刑人员", "帮教对象", "艾滋病", "精神障碍", "精神病"),
        *("受害人", "被害人", "受害者", "性侵", "强奸", "猥亵"),
    ),
    _BOUND: ("吸毒", "涉毒", "毒品", "艾滋病", "精神病", "精神障", "矫正对象", "刑满", "戒毒", "性侵", "强奸", "猥亵", "被诈骗", "被骗"),
    _HARMED: ("强奸的", "性侵的", "猥亵的", "家暴的", "拐卖的", "诈骗的"),
}


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Full names beside words that nobody may be called in public."""
    if not any(word in document.prose for word in _WORDS):
        return
    for pattern, words in _NEEDED.items():
        for match in pattern.finditer(document.prose) if any(word in document.prose for word in words) else ():
            glued = pattern is _BOUND and "\u4e00" <= document.prose[match.start() - 1 : match.start()] <= "\u9fff"
            if not glued and not is_word(match["name"]):
                yield Hit(match.start("name"), match.end("name"), f"“{match['name']}”和敏感身份写在一起", "姓名写成“姓+某”，再删去能认出本人的细节")
