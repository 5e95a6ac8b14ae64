"""Stretches where a text repeats the words of a statute or names a document."""

from __future__ import annotations

import re

from portal.late import late
from portal.model.facts import Facts
from portal.model.law import normal_title

_TITLE = late(r"《([^《》\n]{2,80}(?:《[^《》\n]{2,60}》[^《》\n]{0,20})?)》")
_SAYS = r"(?:规定|明确|指出|载明|要求|如下)[了的]?[：:，,]?"
_CITED = late(
    rf"(?:》|法|条例|办法)(?:[（(][^（）()\n]{{0,20}}[）)])?第[零〇一二三四五六七八九十百千\d]+条[^。；\n“]{{0,30}}?{_SAYS}(?P<words>“[^”]*”|[^。\n“]*)"
)
_ARTICLE = late(r"^[\s\u3000\ue000]*第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十])?[\s\u3000\ue000]", re.MULTILINE)
_STATUTE = 5


def quoted(text: str) -> list[tuple[int, int]]:
    """Titles in 《》, and the words after “《…》第…条规定”."""
    return [match.span() for match in _TITLE.finditer(text)] + [match.span("words") for match in _CITED.finditer(text)]


def registered_titles(text: str, facts: Facts) -> list[tuple[int, int]]:
    """Titles of statutes in the register."""
    return [match.span() for match in _TITLE.finditer(text) if normal_title(match[1]) in facts.statutes]


def is_statute(text: str) -> bool:
    """Whether the text is itself a statute or a regulation: it has articles."""
    return sum(1 for _ in zip(_ARTICLE.finditer(text), range(_STATUTE), strict=False)) == _STATUTE
