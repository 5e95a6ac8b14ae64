"""The packs of words over a text: one pass of an automaton, then guards for the few candidates that it finds.

Spaces, soft line breaks and zero-width characters inside a word don't hide it (``review.folding``).
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.manual import Manual
from portal.model.pack import Entry, Pack
from portal.review.boundaries import stands_alone
from portal.review.document import Document
from portal.review.folding import folded
from portal.review.law.reading import seeming_day
from portal.review.quotations import is_statute, quoted, registered_titles
from portal.review.rule import Hit

_END = "。！？!?；;\n\ue000"
_SENTENCE = late(rf"[^{_END}]*")
_REACH = 120
_EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class _Word:
    pack: Pack
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    words: tuple[_Word, ...]


@dataclass(frozen=True, slots=True)
class _Automaton:
    search: AhoCorasick
    words: list[tuple[_Word, ...]]


@functools.lru_cache(maxsize=8)
def _automaton(packs: tuple[Pack, ...]) -> _Automaton | None:
    words: dict[str, tuple[_Word, ...]] = {}
    for pack in packs:
        for entry in pack.entries:
            words[entry.wrong] = (*words.get(entry.wrong, ()), _Word(pack, entry))
            for allowed in entry.allow:
                words.setdefault(allowed, ())
    return _Automaton(AhoCorasick(list(words)), list(words.values())) if words else None


@functools.lru_cache(maxsize=2048)
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Every form of a pack that stands in a document without excuse, in order of place."""
    automaton = _automaton(facts.packs)
    if automaton is None:
        return
    fold = folded(document)
    reading = _Reading(fold.text, document, facts)
    last = 0
    for candidate in _candidates(automaton, fold.text):
        if candidate.start < last:
            continue
        word = next((word for word in candidate.words if reading.applies(word, candidate)), None)
        if word is not None:
            last = candidate.end
            yield _hit(word, *fold.origin(candidate.start, candidate.end))


def _candidates(automaton: _Automaton, text: str) -> list[_Candidate]:
    """Forms in order of place, longer ones first; none that lies inside an allowed word."""
    found = [_Candidate(start, end, automaton.words[which]) for which, start, end in automaton.search.find_matches_as_indexes(text, overlapping=True)]
    allowed = [(one.start, one.end) for one in found if not one.words]
    kept = [one for one in found if one.words and not _inside(one.start, one.end, allowed)]
    return sorted(kept, key=lambda one: (one.start, -one.end))


def _inside(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(left <= start and end <= right for left, right in spans)


class _Reading:
    """A folded text and what is known about it; the costly parts are found when first asked for."""

    def __init__(self, text: str, document: Document, facts: Facts) -> None:
        self.text = text
        self.prose = document.prose
        self.facts = facts
        self.document = document

    @functools.cached_property
    def day(self) -> dt.date:
        return seeming_day(self.document, self.facts)

    @functools.cached_property
    def quoted(self) -> list[tuple[int, int]]:
        return [(0, len(self.text))] if is_statute(self.prose) else quoted(self.text)

    @functools.cached_property
    def titles(self) -> list[tuple[int, int]]:
        return registered_titles(self.text, self.facts)

    def applies(self, word: _Word, at: _Candidate) -> bool:
        """Whether an entry speaks at a place: nothing excuses it there."""
        pack, entry = word.pack, word.entry
        if not entry.holds_on(self.day) or (pack.quotable and _inside(at.start, at.end, self.quoted)):
            return False
        if (entry.guard or pack.unless) and not self._guarded(pack, entry, at):
            return False
        if entry.boundary and not stands_alone(self.text, at.start, at.end, entry.right):
            return False
        return not _inside(at.start, at.end, self.titles)

    def _guarded(self, pack: Pack, entry: Entry, at: _Candidate) -> bool:
        left = max(self.text.rfind(sign, max(0, at.start - _REACH), at.start) for sign in _END) + 1 or max(0, at.start - _REACH)
        match = _SENTENCE.match(self.text, at.end, at.end + _REACH)
        sentence = self.text[left : match.end() if match else at.end]
        if pack.unless and _regex(pack.unless).search(sentence):
            return False
        start, end = at.start - left, at.end - left
        return not entry.guard or any(found.start() <= start and end <= found.end() for found in _regex(entry.guard).finditer(sentence))


def _hit(word: _Word, start: int, end: int) -> Hit:
    pack, entry = word.pack, word.entry
    what = f"“{entry.wrong}”是错别字" if pack.typo and entry.severity is Severity.ERROR else f"“{entry.wrong}”不宜这样写"
    single = entry.choices[0] if len(entry.choices) == 1 else None
    safe = pack.typo and entry.severity is Severity.ERROR and single is not None
    return Hit(start, end, what, _remedy(entry), single, safe=safe, level=entry.severity, rule=pack.id)


def _remedy(entry: Entry) -> str:
    advice = "或".join(f"“{choice}”" for choice in entry.choices)
    return "；".join(part for part in (f"改为{advice}" if advice else "", entry.note) if part) or "删去，或换一种说法"


def pack_manuals(facts: Facts) -> list[Manual]:
    """What people read about each pack, in the form of a rule's manual."""
    return [_manual(pack) for pack in facts.packs]


def _manual(pack: Pack) -> Manual:
    telling = [entry for entry in pack.entries if entry.right][:_EXAMPLES] or list(pack.entries[:_EXAMPLES])
    number = len({entry.wrong for entry in pack.entries})
    return Manual(
        id=pack.id,
        family=pack.family,
        level=pack.level,
        title=pack.title,
        what=f"词包里登记了{number}个写法，正文里出现就报；照录法条、书名，或者上下文说明用得对的，不报。" if number else "词包里还没有登记写法。",
        why=pack.why,
        wrong=tuple(f"{entry.wrong_example or entry.wrong}（{_remedy(entry)}）" for entry in telling),
        right=tuple(entry.right_example or entry.choices[0] for entry in telling if entry.right_example or entry.right),
        basis=pack.source,
        fix="只有一种正确写法的，可以用portal check --fix自动改；其余由编辑改。" if pack.typo else "由编辑改。",
    )
