"""What is wrong with one citation: pure judgements, used by the rules for prose and by the check of front matter."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from portal.late import late
from portal.model.citation.citation import INHERITED, NONE, RELATIVE, TOPIC, Citation
from portal.model.finding import Severity
from portal.model.law import Statute, to_chinese
from portal.model.register import Register
from portal.times import chinese_day, parse_day

_WAITING = "待核实"
_CODE = "中华人民共和国民法典"
BOOKS = {
    "婚姻法": "第五编婚姻家庭",
    "收养法": "第五编婚姻家庭",
    "继承法": "第六编继承",
    "民法通则": "第一编总则",
    "民法总则": "第一编总则",
    "担保法": "第二编物权（担保物权）和第三编合同（保证合同）",
    "合同法": "第三编合同",
    "物权法": "第二编物权",
    "侵权责任法": "第七编侵权责任",
}
PAST = late(
    r"原来|旧法|旧《|当时|彼时|(?<![诉讼仲裁追取得])时效|修[订正改]前|历史|废止|失效|取代|替代|代替|曾|前身|沿革|(?:施行|实施|出台|生效)之?前|新旧|过渡|溯及|行为时|演变"
    r"|编入|纳入|整合|吸收|合并|升格|并入|统一|自此|1[89]\d\d年|新中国|首部|第一部|此前|以前|更名|上升为|同步?停止"
)
COMING = late(r"尚未施行|起施行|起正式施行|将于|即将|施行后|施行以后|待.{0,12}施行|公布|通过|表决|起草|征求意见")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong, what to do, and how much it weighs."""

    what: str
    do: str
    level: Severity


@dataclass(frozen=True, slots=True)
class _Part:
    """A kind of part of an article: where its number stands in a shape, its name, how it is cited, up to which number there are none."""

    index: int
    name: str
    written: str
    undivided: int
    do: str


_PARAGRAPH = _Part(0, "款", "第{}款", 1, "分了项的，写“第（×）项”")
_ITEM = _Part(1, "项", "第（{}）项", 0, "另起一段的，写“第×款”")


def repealed(statute: Statute, day: dt.date) -> Verdict | None:
    """A statute that isn't in force any more on ``day``; one that still was is worth a warning."""
    if statute.status != "已废止":
        return None
    gone = f"自{_in_words(statute.repealed_on)}起废止" if statute.repealed_on else "已废止"
    book = BOOKS.get(statute.short, "")
    instead = f"现行的是《{statute.replaced_by}》{book}" if statute.replaced_by else "现行的规定请查国家法律法规数据库"
    level = Severity.ERROR if statute.sure else Severity.WARNING
    if statute.repealed_on and day.isoformat() < statute.repealed_on:
        return Verdict(f"《{statute.title}》{gone}，文章发布时还有效", f"{instead}；在文中注明，或更新文章并写update_note", Severity.WARNING)
    return Verdict(f"《{statute.title}》{gone}", f"{instead}，换成它的条文；确要说旧法，写成“原《{statute.short}》”", level)


def not_yet(statute: Statute, day: dt.date) -> Verdict | None:
    """A statute that isn't in force on ``day``. An amended one was in force before in its older text, whatever its row says."""
    early = bool(statute.effective) and day.isoformat() < statute.effective
    if not early or (statute.amended and statute.status != "尚未施行"):
        return None
    what = f"《{statute.title}》自{_in_words(statute.effective)}起施行，文章发布时还没有施行"
    return Verdict(what, "改引发布时有效的规定，或在同一句里写明何时起施行", _level(statute, Severity.ERROR))


def article_out_of_range(citation: Citation, register: Register, today: dt.date) -> Verdict | None:
    """An article, or an inserted article (第N条之M), that the statute doesn't have."""
    statute, place = citation.statute, citation.place
    if statute is None or not place.article or not statute.articles or not _judged(citation):
        return None
    if place.article > statute.articles:
        what = f"《{statute.title}》只有{statute.articles}条，没有第{to_chinese(place.article)}条"
    elif place.sub and statute.title in register.shapes and (place.article, place.sub) not in register.shapes[statute.title]:
        what = f"《{statute.title}》没有第{to_chinese(place.article)}条之{to_chinese(place.sub)}"
    else:
        return None
    return Verdict(what, "对照法律原文改正条号", _trusted(statute, today))


def paragraph_out_of_range(citation: Citation, register: Register, today: dt.date) -> Verdict | None:
    """A paragraph (款) that the article doesn't have."""
    return _part_out_of_range(citation, register, today, citation.place.paragraph, _PARAGRAPH)


def item_out_of_range(citation: Citation, register: Register, today: dt.date) -> Verdict | None:
    """An item (项) that the article doesn't have."""
    return _part_out_of_range(citation, register, today, citation.place.item, _ITEM)


def _part_out_of_range(citation: Citation, register: Register, today: dt.date, number: int, part: _Part) -> Verdict | None:
    shape = _shape(citation, register) if number else None
    if citation.statute is None or shape is None or number <= shape[part.index]:
        return None
    count = shape[part.index]
    has = f"不分{part.name}" if count <= part.undivided else f"只有{count}{part.name}"
    what = f"《{citation.statute.title}》{_numbered(citation)}{has}，没有{part.written.format(to_chinese(number))}"
    return Verdict(what, f"对照法律原文改正；{part.do}", _trusted(citation.statute, today))


def _in_words(text: str) -> str:
    day = parse_day(text)
    return chinese_day(day) if day else text


def excused(text: str, before: str, pattern: re.Pattern[str]) -> bool:
    """Whether the sentence says why it names this statute, or 原 or 旧 stands right before it."""
    return bool(pattern.search(text)) or before.rstrip("\ue000 《").endswith(("原", "旧"))


def _judged(citation: Citation) -> bool:
    return citation.form not in (NONE, RELATIVE) and not citation.is_old and citation.statute is not None and citation.statute.status != "已废止"


def _shape(citation: Citation, register: Register) -> tuple[int, int] | None:
    if citation.statute is None or not citation.place.article or not _judged(citation):
        return None
    shapes = register.shapes.get(citation.statute.title, {})
    return shapes.get((citation.place.article, citation.place.sub))


def _numbered(citation: Citation) -> str:
    sub = f"之{to_chinese(citation.place.sub)}" if citation.place.sub else ""
    return f"第{to_chinese(citation.place.article)}条{sub}"


def _level(statute: Statute, level: Severity) -> Severity:
    return Severity.INFO if statute.status == _WAITING else level


def _trusted(statute: Statute, today: dt.date) -> Severity:
    """Only a law whose row was compared with its source within a year may block; other rows are known to lag behind."""
    if statute.status == _WAITING or not statute.as_of:
        return Severity.INFO
    return Severity.ERROR if statute.is_law and statute.is_fresh(today) else Severity.WARNING


def is_inherited(citation: Citation) -> bool:
    """Whether the text doesn't name the law right before the place."""
    return citation.form in (INHERITED, NONE, RELATIVE, TOPIC)
