"""Citations of a document, and what its words say about the time they speak of."""

from __future__ import annotations

import datetime as dt
import functools
import re

from portal.late import late
from portal.model.citation.citation import Citation
from portal.model.citation.reader import citations
from portal.model.facts import Facts
from portal.review.document import GAP, Document

# The first character stands before the choice, so that the search skips everything else quickly.
_END = late(r"[。！？\n](?:(?<!\n)|(?<=\n)(?:[ \t]*\n|(?=\ue000)))")
_PARAGRAPH = late(rf"\n[ \t{GAP}]*\n")
_DAY = late(
    r"([12](?<!\d.)(?:(?<=1)9|(?<=2)0)\d\d)(?:年(?:(\d{1,2})月(?:(\d{1,2})日)?)?|-(\d{2})-(\d{2})(?!\d))"
    r"(?!修|版|[^，。；（）]{0,8}(?:通过|公布|颁布|施行|修[订正改]))"
)
_STATUTE_LINE = late(rf"^[ \t\u3000{GAP}]*第[零〇一二三四五六七八九十百千]+条[ \t\u3000{GAP}]", re.MULTILINE)
_WHOLE_STATUTE = 3
_MODERN = "2010"


def cited(document: Document, facts: Facts) -> tuple[Citation, ...]:
    """Every citation of the document; none in the text of a statute itself, whose 本法 and 第三条 are its own."""
    return () if is_statute(document.prose) else citations(document.prose, facts.statutes)


@functools.lru_cache(maxsize=8)
def is_statute(prose: str) -> bool:
    """Whether a text is a statute: at least three lines begin with 第N条 and a space."""
    return len(_STATUTE_LINE.findall(prose)) >= _WHOLE_STATUTE


def sentence(prose: str, start: int) -> tuple[int, str]:
    """The sentence around an offset, and where it begins."""
    low = max(0, start - 400)
    begin = max((match.end() for match in _END.finditer(prose, low, start)), default=low)
    far = min(len(prose), start + 1000)
    end = _END.search(prose, start, far)
    return begin, prose[begin : end.start() if end else far]


def paragraph(prose: str, start: int) -> str:
    """The paragraph around an offset."""
    low = max(0, start - 2000)
    begin = max((match.end() for match in _PARAGRAPH.finditer(prose, low, start)), default=low)
    far = min(len(prose), start + 4000)
    end = _PARAGRAPH.search(prose, start, far)
    return prose[begin : end.start() if end else far]


def days(text: str) -> list[str]:
    """Days, months and years that a text tells of, as ISO text that compares; days on which statutes were made are left out."""
    found = []
    for match in _DAY.finditer(text):
        year, month, day = match[1], match[2] or match[4] or "12", match[3] or match[5] or "31"
        found.append(f"{year}-{int(month):02}-{int(day):02}")
    return found


@functools.lru_cache(maxsize=8)
def latest_day(prose: str) -> str:
    """The last day that a text tells of, empty when it tells of none: it can't have been written long before."""
    return max(days(prose), default="")


def day_of(document: Document, facts: Facts) -> dt.date:
    """The day on which the text speaks: that of its front matter, else that of the review."""
    return document.date or facts.today


def seeming_day(document: Document, facts: Facts) -> dt.date:
    """The day of a text; one without a date seems to be as old as the last day it tells of, if that is no history."""
    latest = "" if document.date else latest_day(document.prose)
    if latest < _MODERN:
        return day_of(document, facts)
    try:
        return min(dt.date.fromisoformat(latest), facts.today)
    except ValueError:
        return min(dt.date(int(latest[:4]), 12, 31), facts.today)


def written_before(document: Document, day: str) -> bool:
    """Whether an undated text tells only of days before ``day``, so that it may well be older."""
    return document.date is None and "" < latest_day(document.prose) < day
