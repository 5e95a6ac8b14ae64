"""A document once more, without what may hide a fault: signs of emphasis, zero-width characters, blanks and line breaks inside a sentence, full-width digits.

Rules read the text as it was typed. What they miss only because something stands between two characters they find in this second text;
every place in it leads back to the file.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator
from dataclasses import replace

from portal.late import late
from portal.review.document import GAP, Document
from portal.review.folding import HIDDEN, NARROW, SOFT, Folded, after_heading

FAMILIES = frozenset(("数字", "法律", "提法", "数据", "隐私"))
# What these say rests on the whole text: its first mention of something, its other names.
LEFT_OUT = frozenset(("law-short-title-first", "law-numbering-mixed", "law-anaphora-unresolved", "law-unknown", "pii-two-masks", "pii-email"))
ALSO = frozenset(("document-number-brackets", "doubled-punctuation", "repeated-word"))
_WORD = r"\u4e00-\u9fff〇0-9０-９A-Za-zＡ-Ｚａ-ｚ"
_MARKS = "，。；：、《》〈〉“”（）〔〕【】\\[\\]()%％·"
# The first character stands before what must be before it, so that the search skips everything else quickly; an empty line parts, it hides nothing.
_SEAM = late(rf"[{HIDDEN}{GAP}\n](?<=[{_WORD}{_MARKS}][{HIDDEN}{GAP}\n])(?!(?<=\n)\n)[{HIDDEN}{GAP}\n]{{0,11}}(?=[{_WORD}{_MARKS}])")
# One star stands for a hidden character (张*海), four and more for hidden digits.
_EMPHASIS = late(r"(?<!\*)\*{2,3}(?!\*)")
_WIDE = late("[０-９Ａ-Ｚａ-ｚ]")
_EMPTY = late(r"\n[ \t]*\n")
_BLANK = late(r"[ \t\u00a0\u3000\n]")
_ITEM = late(r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．]|第.{1,6}[条章节编]|附件?")
_HAN = late(r"[\u4e00-\u9fff〇〕\]】]")


def wanted(rule: str, family: str) -> bool:
    """Whether a rule reads the second text too."""
    return rule in ALSO or (family in FAMILIES and rule not in LEFT_OUT)


def unhidden(document: Document) -> tuple[Document, Folded] | None:
    """The second text and the way back, None when nothing is hidden. Of the body only paragraphs that hide something are in it."""
    text = document.text
    seams = list(_seams(document))
    touched = sorted([start for start, _ in seams] + [match.start() for match in (_WIDE.finditer(document.prose) if document.has_wide else ())])
    if not touched:
        return None
    pieces, starts, shifts, last, size = [], [0], [0], 0, 0
    for start, end in sorted([*seams, *_untouched(document, touched)]):
        pieces.append(text[last:start])
        size += start - last
        starts.append(size)
        shifts.append(end - size)
        last = end
    joined = "".join([*pieces, text[last:]]).translate(NARROW)
    return replace(document, text=joined), Folded(joined, starts, shifts)


def _untouched(document: Document, touched: list[int]) -> Iterator[tuple[int, int]]:
    """Paragraphs of the body in which nothing is hidden."""
    edges = [document.front_end, *(match.end() for match in _EMPTY.finditer(document.text, document.front_end)), len(document.text)]
    for start, end in itertools.pairwise(edges):
        at = bisect.bisect_left(touched, start)
        if start < end and (at == len(touched) or touched[at] >= end):
            yield start, end


def _seams(document: Document) -> Iterator[tuple[int, int]]:
    text, prose = document.text, document.prose
    for match in _SEAM.finditer(prose):
        start, end = match.span()
        masked = "*" in text[start:end] and not _EMPHASIS.search(text, start, end)
        if not masked and SOFT.fullmatch(text, start, end) and not after_heading(document, start, end) and _joins(prose, text[start:end], start, end):
            yield start, end


def _joins(prose: str, hidden: str, start: int, end: int) -> bool:
    """Blanks part numbers, words of another script and names of things; between two Chinese characters or at a number they part nothing."""
    if not _BLANK.search(hidden):
        return True
    if ("\n" in hidden and _ITEM.match(prose, end)) or _ITEM.fullmatch(prose[prose.rfind("\n", 0, start) + 1 : start].strip(f" \t\u3000{GAP}")):
        return False
    sides = _HAN.match(prose, start - 1), _HAN.match(prose, end)
    return any(sides) and (all(sides) or any(prose[at].isdigit() for at in (start - 1, end)) or "\n" not in hidden)
