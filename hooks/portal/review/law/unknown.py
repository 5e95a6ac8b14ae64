"""Titles that aren't in the register: which of them claim to be national statutes, and which are slips of the pen."""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from portal.late import late
from portal.model.citation.citation import QUOTED, Citation
from portal.model.register import Register, loose

_NATION = "中华人民共和国"
_LOCAL = late(r"[省市县州旗盟镇乡]|自治区|特区|(?:^|[^地社片])区")
_KINDS = ("法典", "法", "条例", "办法", "规定", "细则", "规则", "解释", "决定", "通则", "准则", "批复")
_MEANT = late(r"[一二三四五六七八九十\d（）省市县区州]|暂行|试行|实施|草案|补充|修正|管理")
_LAW = late(r"[^办方做书用语司执普看说手兵疗算魔佛]法$|法典$")
_MOST, _LONG = 2, 8


def is_unknown(citation: Citation) -> bool:
    """Whether the text names a law in marks that the register lacks."""
    return citation.form == QUOTED and citation.statute is None and not citation.aliased and bool(citation.title) and not citation.place.joined


def claims_to_be_national(title: str) -> bool:
    """Whether a title can only be that of a national law, of which the register has all."""
    return (title.startswith(_NATION) or not _LOCAL.search(title)) and bool(_LAW.search(title)) and len(title) <= 30


def is_local(title: str) -> bool:
    """Whether a title names a province, city, county or other place, or is a court's or a ministry's paper."""
    return bool(_LOCAL.search(title)) and not title.startswith(_NATION)


@functools.lru_cache(maxsize=256)
def slip(title: str, register: Register) -> str:
    """The only title of the register that differs in one or two characters, empty when there is none or the difference means something."""
    bare = loose(title.removeprefix(_NATION))
    if _LOCAL.search(bare) or len(bare) < 3:
        return ""
    letters, kind = Counter(bare), _kind_of(bare)
    near = set()
    for name in (one for length in range(len(bare) - _MOST, len(bare) + _MOST + 1) for one in _names(register).get(length, ())):
        if (kind and name.kind != kind) or len(letters.keys() - name.letters) > _MOST or sum((letters - Counter(name.text)).values()) > _MOST:
            continue
        distance = _distance(bare, name.text)
        if 0 < distance <= (1 if len(bare) < _LONG else _MOST) and not _meant(bare, name.text):
            near.add((distance, name.title))
    closest = {one for distance, one in near if distance == min(near)[0]}
    return closest.pop() if len(closest) == 1 else ""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of the register without the signs that people write in one way or the other, and the title that it stands for."""

    text: str
    kind: str
    letters: frozenset[str]
    title: str


@functools.lru_cache(maxsize=4)
def _names(register: Register) -> dict[int, list[_Name]]:
    """The names of the register by their length."""
    found: dict[int, list[_Name]] = {}
    for name, statute in register.items():
        text = loose(name.removeprefix(_NATION))
        found.setdefault(len(text), []).append(_Name(text, _kind_of(text), frozenset(text), statute.title))
    return found


@functools.lru_cache(maxsize=256)
def nearest(title: str, register: Register, likeness: float = 0.6) -> str:
    """Up to two titles of the register that are at least so much like ``title``, in words; empty when none is."""
    found = get_close_matches(title, register.titles, n=2, cutoff=likeness)
    return "是不是" + "或".join(f"《{one}》" for one in found) + "？" if found else ""


def _kind_of(title: str) -> str:
    return next((kind for kind in _KINDS if re.sub(r"（.*", "", title).endswith(kind)), "")


def _distance(one: str, other: str) -> int:
    """Changed, added and missing characters; two that changed places count once."""
    if len(one) == len(other):
        wrong = [at for at in range(len(one)) if one[at] != other[at]]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1 and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]:
            return 1
        if len(wrong) <= _MOST:
            return len(wrong)
    operations = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for tag, a, b, c, d in operations if tag != "equal")


def _meant(one: str, other: str) -> bool:
    """Whether the difference has a meaning of its own (暂行, 管理, numbers), so that it may be another statute."""
    operations = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    changed = [one[a:b] + " " + other[c:d] for tag, a, b, c, d in operations if tag != "equal"]
    whole = [one[max(0, a - 1) : b + 1] for tag, a, b, _, _ in operations if tag in ("delete", "insert")]
    return any(_MEANT.search(text) for text in changed) or any(re.search(r"暂行|试行|实施", text) for text in whole)
