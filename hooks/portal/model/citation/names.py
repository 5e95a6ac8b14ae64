"""How a text names a law: 《title》 with inner marks, short titles without marks, versions, and short names of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from portal.late import late
from portal.model.citation.places import FILL, GAPS
from portal.model.law import Statute, normal_title
from portal.model.register import Register

TITLE = late(r"《(?P<title>(?:[^《》〈〉]|[〈《<](?:[^《》〈〉<>]|[〈《][^《》〈〉<>]{1,60}[〉》]){1,80}[〉》>]){1,120})》")
LAWLIKE = late(r"(?:法|法典|条例|规定|办法|细则|解释|规则|决定|决议|批复|通则|准则)(?:（[^（）]*）)*$")
_UNLIKE = late(r"(?:方|做|书|用|语|司|执|普|守|学|想|看|说|手|兵|疗|算|魔|佛|与|新|心|文|章|技|笔|打|历|枪|剑|宪法学)法$|^(?:决定|规定|办法|法)$")
_KIND_ONLY = frozenset({"条例", "办法", "规定", "解释", "细则", "规则", "决定", "通则", "批复", "法", "法典"})
_VERSION = late(r"（((?:19|20)\d\d)年?((?:修[订正改])?)(?:本|版|文本|发布)?）$")
_AFTER = late(rf"{FILL}[（(〔\[](?P<inside>[^（()）〔〕\[\]\n]{{2,48}})[）)〕\]]")
_INSIDE = late(r"((?:19|20)\d\d)年?[^，,；;]{0,12}?(修[订正改])|以?下(?:均|统)?简?称|已?(?:被)?(?:废止|失效)|主席令|国务院令|法释")
_ALIAS = late(r"以?下(?:均|统|分别)?简?称(?:为|作)?[：:]?[《“\"「『‘〈]?(?P<alias>[^《》“”\"「」『』‘’〈〉，,；;、。]{1,24})")
_BEFORE = late(
    rf"(?P<word>原来的?|原|旧|现行的?|当时(?:施行|适用|有效)?的?|(?:新)?修[订正改][前后]?的?|新|(?:(?:19|20)\d\d)年?(?:新?修[订正改])?(?:版|本)?[前后]?的?)[{GAPS}]*$"
)
_COUNTRIES = "德国|日本|法国|美国|英国|意大利|瑞士|俄罗斯|韩国|苏联|普鲁士|奥地利|荷兰|加拿大|印度|越南|罗马|欧盟|联合国"
_ABROAD = late(rf"(?:{_COUNTRIES}|台湾(?:地区)?|香港|澳门|民国)[^，。；《》：\n]{{0,6}}$")
_FOREIGN = late(rf"(?:{_COUNTRIES}|台湾|香港|澳门)")
_BODIES = "最高人民法院|最高人民检察院|最高法院?|最高检察?院?|两高|公安部|司法部|国务院|全国人大常委会|全国人民代表大会常务委员会"
_ISSUER = late(rf"(?:{_BODIES})[^，。；《》\n]{{0,16}}$")
BOOKS = r"(?:[总分附]则|(?:总则|物权|合同|人格权|婚姻家庭|继承|侵权责任|污染防治|生态保护|绿色低碳发展|法律责任)[编篇])"
_TAIL = late(rf"(?:[（(](?P<version>(?:19|20)\d\d年?(?:修订|修正|修改)?)本?[）)])?{BOOKS}?(?:中的?|的|之)?$")
_LOCAL = late(r"(?<!中华人民共和)(?<!我)(?<!中)(?<!全)(?:[省市县州区旗]|国|台湾|香港|澳门|日本|民国)$")
_ENDS = frozenset("法典例定则释办细决复议知纪")
_OTHER = late(
    r"(?:条例|规定|办法|细则|解释|规则|[^方司执普]法|决定|合同|协议书?|章程|[公民]约|契约|约定|条款|方案|通知|意见|计划|制度|守则|须知|纪要"
    r"|[判裁]决书?|裁定书?|声明|承诺书|清单|标准|规范)$"
)
_OTHER_ENDS = frozenset("例定法则释同议书程约款案知见划度要明诺单准范")
_PAPER = late(r"[书表单版卷篇论学史报网集]$")
_TAIL_ENDS = frozenset(")）则编篇中的之")
_BLANKS = f"\n{GAPS}"
_BLANK = late(f"[{_BLANKS}]")
_SPACE = late(rf"[{GAPS}\n]+")
_WINDOW = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """A law as a text names it.

    Attributes:
        title: the register's title, or as written.
        statute: the register's entry.
        lawlike: False for contracts, judgments and other papers, whose articles are no citations of law.
        words, version, issuer, aliased: as in ``Citation``.
        start, end: offsets of its words, with version and short name in brackets.
        alias: the short name that the text introduces for it, empty when it introduces none.
    """

    title: str
    statute: Statute | None
    start: int
    end: int
    words: str = ""
    version: str = ""
    lawlike: bool = True
    issuer: bool = False
    aliased: bool = False
    alias: str = ""


def quoted(text: str, match: re.Match[str], register: Register, aliases: Mapping[str, Named]) -> Named:
    """The law that a match of ``TITLE`` names, with what is said of it before and after."""
    title = normal_title(_SPACE.sub("", match["title"]))
    inner = _VERSION.search(title)
    before = text[max(0, match.start() - 24) : match.start()]
    end, version, alias = _brackets(text, match.end())
    version = version or (f"{inner[1]}年{inner[2] or '修订'}" if inner and register.find(title) is None else "") or _before(before)
    known = aliases.get(title)
    statute = known.statute if known else register.find(title) or register.find(_VERSION.sub("", title))
    abroad = bool(_ABROAD.search(before)) and not title.startswith("中华人民共和国")
    lawlike = not abroad and (statute is not None or _is_lawlike(title, register))
    if known:
        lawlike = known.lawlike
    elif abroad:
        statute = None
    name = statute.title if statute else known.title if known else _VERSION.sub("", title)
    issuer = bool(_ISSUER.search(before)) or title.startswith(("最高人民", "国务院", "全国人"))
    return Named(
        title=name,
        statute=statute,
        start=match.start(),
        end=end,
        words=match[0],
        version=version,
        lawlike=lawlike,
        issuer=issuer,
        aliased=known is not None,
        alias=alias,
    )


def is_kind_only(title: str) -> bool:
    """Whether a title in marks is a mere word such as 《条例》, which points back to a law named before."""
    return normal_title(_SPACE.sub("", title)) in _KIND_ONLY


def bare(text: str, end: int, register: Register, aliases: Mapping[str, Named]) -> Named | None:
    """The law whose name without marks ends right before ``end``; one that isn't ``lawlike`` for other papers, None for none."""
    low = max(0, end - _WINDOW)
    window = _BLANK.sub("", text[low:end])
    tail = _TAIL.search(window) if window[-1:] in _TAIL_ENDS else None
    if tail and tail.start() < len(window):
        window, version = window[: tail.start()], tail["version"] or ""
    else:
        version = ""
    if not window or (window[-1] not in _ENDS and not _is_other(window) and not any(window.endswith(one) for one in aliases)):
        return None
    kept = [offset for offset in range(low, end) if text[offset] not in _BLANKS]
    known = next((one for one in sorted(aliases, key=len, reverse=True) if window.endswith(one)), "")
    name = known or register.name_at_end(window)
    if not name:
        return _other(window, kept[len(window) - 1] + 1) if _is_other(window) else None
    start = kept[len(window) - len(name)]
    before = window[: -len(name)]
    end_of_name = kept[len(window) - 1] + 1
    if known:
        was = aliases[known]
        return Named(title=was.title, statute=was.statute, start=start, end=end_of_name, words=name, version=was.version, lawlike=was.lawlike, aliased=True)
    if _LOCAL.search(before) or _ABROAD.search(before) or (name in ("反法", "水法", "预防法") and before[-1:] in "违上下"):
        return _other(window, end_of_name)
    statute = register.find(name)
    title = statute.title if statute else name
    return Named(title=title, statute=statute, start=start, end=end_of_name, words=name, version=version or _before(before))


def _is_lawlike(title: str, register: Register) -> bool:
    """Whether an unknown title ends like a statute's, or is one whose last character is wrong."""
    if _FOREIGN.match(title):
        return False
    if LAWLIKE.search(title):
        return title not in _KIND_ONLY and not _UNLIKE.search(title)
    return title[:-1] in register.stems and not _PAPER.search(title)


def _is_other(window: str) -> bool:
    """Whether a text ends with a word for a paper; the last character tells most texts that don't, much faster than the expression."""
    return window[-1] in _OTHER_ENDS and bool(_OTHER.search(window))


def _other(window: str, end: int) -> Named:
    return Named(title="", statute=None, start=end, end=end, words=window[-2:], lawlike=False)


def _brackets(text: str, position: int) -> tuple[int, str, str]:
    """What stands in brackets after a title: the offset behind, the version, the short name."""
    version = alias = ""
    for _ in range(2):
        match = _AFTER.match(text, position)
        inside = _SPACE.sub("", match["inside"]) if match else ""
        said = _INSIDE.search(inside)
        if not match or not said:
            break
        position = match.end()
        version = version or (f"{said[1]}年{said[2]}" if said[1] else "")
        named = _ALIAS.search(inside)
        alias = alias or (named["alias"] if named else "")
    return position, version, alias


def _before(text: str) -> str:
    match = _BEFORE.search(text)
    word = match["word"] if match else ""
    return word.removesuffix("的") if word != "新" else ""
