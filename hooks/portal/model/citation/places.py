"""Where in a statute: 编章节, 第N条之M, 款, 项, 目, 但书, in lists and ranges, in any spelling of the numbers."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from portal.late import late
from portal.model.citation.citation import Place
from portal.model.law import from_chinese

GAPS = " \t\u3000\ue000"
FILL = rf"[{GAPS}]*\n?[{GAPS}]*"
_CHINESE, _ARABIC = "零〇一二两三四五六七八九十百千", "0-9０-９"
_CIRCLED = "㈠-㈩⑴-⒇①-⑳"
DIGIT = rf"[{_CHINESE}{_ARABIC}]"
_NUMBER = rf"{DIGIT}(?:{FILL}{DIGIT}){{0,12}}"
_BRACKETED = rf"(?:[（(]{FILL}{_NUMBER}{FILL}[）)]|[{_CIRCLED}])"
_ONE = rf"(?:{_BRACKETED}|{_NUMBER})"
_TO = r"至|到|[—–\-~～－]{1,2}"
_LIST = rf"{_ONE}(?:{FILL}(?:、|和|及|与|或者?|{_TO}){FILL}第?{FILL}{_ONE}|{FILL}{_BRACKETED})*"
_AFTER = r"分编|编(?![号制者委写辑])|章(?!程)|节(?!目|课|日|假|约)|条(?!例|件|款|约)|款(?!项|式|待)|项(?!目)|目(?!标|的|录|前)"
_ELEMENT = late(rf"(?P<di>第{FILL})?(?P<list>{_LIST}){FILL}(?P<kind>{_AFTER})(?:(?<=条){FILL}之{FILL}(?P<sub>{_NUMBER})(?!般|部分|切|旁|次|时|日))?")
_SUB = late(rf"之{FILL}(?P<sub>{_NUMBER})(?!般|部分|切)")
_SPLIT = late(rf"(?P<join>、|和|及|与|或者?|{_TO})?{FILL}第?{FILL}(?P<one>{_ONE})")
_JOIN = late(rf"{FILL}(?P<join>、|[，,](?=第)|以及|及其?|和|与|或者?|并|{_TO}){FILL}(?:同条|该条|同款)?")
_CLAUSE = late(rf"{FILL}(?:的|之)?{FILL}(?P<clause>但书|[前后]半?段|第[一二三]句)")
_DEPTH = {"编": 1, "分编": 2, "章": 3, "节": 4, "条": 5, "款": 6, "项": 7, "目": 8}
_LEVELS = ("article", "sub", "paragraph", "item", "subitem")
_FIELD = {"条": "article", "款": "paragraph", "项": "item", "目": "subitem"}
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_RANGE = frozenset({"至", "到", "—", "——", "–", "-", "~", "～", "－", "--"})
_FILLED = late(FILL)
_FILLING = late(rf"[{GAPS}\n]+")
_IS_ARABIC = late(f"[{_ARABIC}]")
_NOT_DIGITS = late(rf"[^{_CHINESE}{_ARABIC}]")


@functools.lru_cache(maxsize=1024)  # the same few numbers come again and again
def number_of(text: str) -> int:
    """The number in ``（一）``, ``１２``, ``⑶`` or ``二十 三``; 0 when it is none."""
    if len(text) == 1 and not re.match(DIGIT, text):
        return ord(text) - next(ord(first) - 1 for first in "①⑴㈠"[::-1] if ord(text) >= ord(first))
    digits = _NOT_DIGITS.sub("", text).translate(_WIDE)
    return from_chinese(digits) if digits.isdigit() or not re.search(r"\d", digits) else 0


def places(text: str, start: int, base: Place | None = None) -> list[Place]:
    """The places named from ``start`` on, in one unbroken list.

    Args:
        text: the text.
        start: offset of the first character.
        base: the place cited before, whose article a bare 款 or 项 takes.
    """
    found: list[Place] = []
    current, position, kind = base or Place(), start, ""
    while step := _next(text, position, kind if found else ""):
        match, join = step
        kind, before = match.groupdict().get("kind") or kind, kind
        named = _named(current, match, kind)
        if found and not join and _DEPTH[kind] > _DEPTH[before]:
            last = found.pop()
            named[0] = (replace(named[0][0], start=last.start, joined=last.joined, until=last.until), "")
        elif join:
            named[0] = (replace(named[0][0], joined=True), join)
        found += [replace(place, until=True) if sign in _RANGE else place for place, sign in named]
        position = match.end()
        if clause := _CLAUSE.match(text, position):
            position = clause.end()
            found[-1] = replace(found[-1], clause=clause["clause"], end=position)
        current = found[-1]
    return found


def _next(text: str, position: int, kind: str) -> tuple[re.Match[str], str] | None:
    """The next element and the word that joins it; ``kind`` is that of the element before, empty at the beginning."""
    filled = _FILLED.match(text, position)
    match = _ELEMENT.match(text, filled.end() if filled else position)
    if match and number_of(_first(match["list"])) and (match["di"] or (match["kind"] == "项" and not re.match(DIGIT, match["list"]))):
        return match, ""
    joint = _JOIN.match(text, position) if kind else None
    if not joint:
        return None
    if kind == "条" and (again := _SUB.match(text, joint.end())):
        return again, joint["join"]
    match = _ELEMENT.match(text, joint.end())
    if not match or not number_of(_first(match["list"])):
        return None
    bracketed = match["kind"] == "项" and not re.match(DIGIT, match["list"])
    same = match["kind"] == kind and (joint["join"] == "、" or joint["join"] in _RANGE)
    return (match, joint["join"]) if match["di"] or bracketed or same else None


def _first(numbers: str) -> str:
    match = _SPLIT.match(numbers)
    return match["one"] if match else ""


def _named(current: Place, match: re.Match[str], kind: str) -> list[tuple[Place, str]]:
    """The places that one element names, each with the sign that joins it to the one before."""
    if "kind" not in match.re.groupindex:
        return [(replace(current, sub=number_of(match["sub"]), start=match.start(), end=match.end(), until=False, clause=""), "")]
    found: list[tuple[Place, str]] = []
    arabic = bool(_IS_ARABIC.search(match["list"]))
    for one in _SPLIT.finditer(match["list"]):
        start = match.start("list") + one.start("one") if found else match.start()
        place = _at(current, kind, number_of(one["one"]), match, start=start, joined=bool(found), arabic=arabic)
        found.append((place, one["join"] or ""))
    if match["sub"]:
        found[-1] = (replace(found[-1][0], sub=number_of(match["sub"])), found[-1][1])
    return found


def _at(current: Place, kind: str, number: int, match: re.Match[str], *, start: int, joined: bool, arabic: bool) -> Place:
    end, part = match.end(), current.part if 0 < current.end == match.start() else ""
    if kind not in _FIELD:
        return Place(part=part + _FILLING.sub("", match[0]), start=start, end=end, joined=joined)
    name = _FIELD[kind]
    if name == "article":
        return Place(part=part, article=number, arabic=arabic, start=start, end=end, joined=joined)
    kept = {one: getattr(current, one) for one in _LEVELS[: _LEVELS.index(name)]}
    return Place(part=current.part, arabic=current.arabic, start=start, end=end, joined=joined, **{**kept, name: number})
