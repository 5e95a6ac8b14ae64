"""Quotations of statutes, compared with the wording when the project keeps it in ``data/laws/texts``."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from portal.late import late
from portal.model.citation.citation import Citation
from portal.model.citation.reader import citations
from portal.model.register import Register
from portal.review.document import GAP, Document
from portal.review.rule import Hit

_QUOTATION = late(rf"[{GAP} \n]*(?:已?(?:明确)?规定|明确|指出)[{GAP} \n]*[：:，,]?[{GAP} \n]*“(?P<words>[^“”]{{8,2000}})”")
_SIGNS = late(rf"[\s{GAP}\u3000，。；：、！？“”‘’（）()《》〈〉]")
_SAME = 0.9


def differing(document: Document, register: Register) -> Iterator[Hit]:
    """Quotations that are nearly, but not quite, the article's words."""
    for start, end, citation, likeness, difference in _compared(document, register):
        if _SAME <= likeness < 1:
            what = f"引文与《{citation.title}》第{citation.article}条原文不一致：{difference}"
            yield Hit(start, end, what, "对照原文改正；不是原话的，去掉引号")


def _compared(document: Document, register: Register) -> Iterator[tuple[int, int, Citation, float, str]]:
    """Quotations whose article's wording is kept: offsets, citation, likeness from 0 to 1, and the difference in words."""
    if not register.texts:
        return
    for citation in citations(document.prose, register):
        place = citation.place
        wording = register.texts.get(citation.title, {}).get((place.article, place.sub), "")
        match = _QUOTATION.match(document.prose, citation.end) if wording else None
        if match:
            likeness, difference = _likeness(match["words"], wording)
            yield match.start("words"), match.end("words"), citation, likeness, difference


def _likeness(words: str, wording: str) -> tuple[float, str]:
    """How much of a quotation stands in the article in one piece, and what doesn't; punctuation doesn't count."""
    quoted, original = _SIGNS.sub("", words), _SIGNS.sub("", wording)
    if quoted in original:
        return 1, ""
    blocks = [one for one in SequenceMatcher(None, quoted, original, autojunk=False).get_matching_blocks() if one.size]
    if not blocks:
        return 0, ""
    low = max(0, blocks[0].b - blocks[0].a)
    window = original[low : blocks[-1].b + blocks[-1].size + len(quoted) - blocks[-1].a - blocks[-1].size]
    matcher = SequenceMatcher(None, quoted, window, autojunk=False)
    changes = [f"“{quoted[a:b]}”应为“{window[c:d]}”" for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return matcher.ratio(), "，".join(changes[:3])
