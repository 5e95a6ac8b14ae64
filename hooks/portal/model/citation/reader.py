"""Reads all citations of a text in order, keeping in mind which law was named last."""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter
from dataclasses import dataclass, field, replace

from portal.late import late
from portal.model.citation.citation import ANAPHORA, BARE, INHERITED, NONE, QUOTED, RELATIVE, TOPIC, Citation, Place
from portal.model.citation.names import BOOKS, TITLE, Named, bare, is_kind_only, quoted
from portal.model.citation.places import FILL, GAPS, places
from portal.model.register import Register

_KINDS = "法典|法|条例|解释|规定|办法|细则|规则|决定|通则"
_ANCHOR = late(
    # The first character stands before the choice, so that the search skips everything else quickly.
    rf"[《第本该同此前](?:(?<=《)|(?<=第)(?=[\s\u3000\ue000]*[（(㈠-㈩⑴-⒇①-⑳零〇一二两三四五六七八九十百千0-9０-９])"
    rf"|(?<=[本该同此])(?<![合共基日根因赞等如由][本该同此])(?P<of>{_KINDS})(?![院官庭人定规治制学医警务域令律])"
    r"|(?<=前)(?<![目以之日事从生提当眼空史]前)[一二两三四几]?(?:款(?![项式待])|条(?![件例规])|项(?!目)))"
)
_SENTENCE = late(r"[。！？\n](?:(?<!\n)|(?<=\n)(?:[ \t\u3000]*\n|(?=\ue000)))")
_BLOCK = late(r"\n[ \t\u3000\ue000]*\n")
_GOES_ON = late(
    rf"{FILL}(?:[，。；：、）)”」』》\]！？,;:.…—\-—]|$|\n|[第之的规所中和及与至到等明要或以予认对作有为是就均也都已未将应可不并定列情适处追执提给依按项款但前后修同])"
)
_LAST_WORD = late(r"(?<![本该同此])[法典例定释](?![院官庭人律治制学])")
_FAR, _TRIES = 3000, 60
# How the title of a law ends that a word such as 本法 or 该条例 may mean.
_CODES = ("法", "法典", "通则", "总则")
_ENDS = {kind: _CODES if kind in ("法", "法典") else (kind,) for kind in ("批复", *_KINDS.split("|"))}
_POINTS = late(rf"(?:[（(]|属于|依[照据]|根据|按照|符合|适用|见)[{GAPS}]*$")
_PARTS = late(rf"{FILL}(?:中的?|的)?{FILL}{BOOKS}?{FILL}(?:中的?|的)?(?={FILL}第)")


@functools.lru_cache(maxsize=16)
def citations(text: str, register: Register) -> tuple[Citation, ...]:
    """Every citation of a text in order.

    Args:
        text: prose; characters that readers don't see may stand there as U+E000, which is skipped like a space.
        register: the statutes that can be named.
    """
    reader = _Reader(text, register)
    reader.read()
    return tuple(_with_topic(text, reader.found))


def _with_topic(text: str, found: list[Citation]) -> list[Citation]:
    """（第三条） or 属于第三条 without a law belongs to the law that the text is about: the first that it names, when it names none more often."""
    named = Counter(one.statute.title for one in found if one.statute and one.form == QUOTED)
    topic = next((one.statute for one in found if one.statute and one.form == QUOTED), None)
    if topic is None or named[topic.title] < max(named.values()):
        return found
    filled, last = [], False
    for one in found:
        last = one.form == NONE and (last if one.place.joined else bool(_POINTS.search(text, max(0, one.start - 8), one.start)))
        filled.append(replace(one, title=topic.title, statute=topic, form=TOPIC) if last else one)
    return filled


@dataclass
class _Reader:
    """The state while a text is read: what was found, the law and the place named last, the latest law of each kind, short names of the text's own."""

    text: str
    register: Register
    found: list[Citation] = field(default_factory=list)
    latest: dict[str, Named] = field(default_factory=dict)
    aliases: dict[str, Named] = field(default_factory=dict)
    last: Named | None = None
    place: Place | None = None
    _bares: dict[int, Named | None] = field(default_factory=dict)

    def read(self) -> None:
        """Go through the text once."""
        position = 0
        while match := _ANCHOR.search(self.text, position):
            if match[0] == "《":
                position = self._quoted(match)
            elif match[0] == "第":
                position = self._place(match.start())
            elif match["of"]:
                position = self._anaphora(match)
            else:
                position = self._relative(match)

    def _quoted(self, anchor: re.Match[str]) -> int:
        match = TITLE.match(self.text, anchor.start())
        if not match:
            return anchor.end()
        if is_kind_only(match["title"]) and match["title"] not in self.aliases:
            return self._back(match["title"], match.start(), match.end(), match[0], QUOTED)
        named = quoted(self.text, match, self.register, self.aliases)
        if named.alias:
            self.aliases[named.alias] = named
            self._bares.clear()
        self._remember(named)
        return self._emit(named, QUOTED, named.end, alone=True)

    def _place(self, start: int) -> int:
        named = self._bare(start)
        if named:
            if named.lawlike:
                self._remember(named)
            else:
                self.last = named
            return self._emit(named, BARE, start) if named.lawlike else self._skip(start)
        law = self.last if self.last and not _SENTENCE.search(self.text, self.last.end, start) else None
        base = self.place if law else None
        found = places(self.text, start, base)
        if not found:
            return start + 1
        end = found[-1].end
        if law and not law.lawlike:
            return end
        if found[0].article and _GOES_ON.match(self.text, end):
            self._cite(found, law, INHERITED if law else NONE, "", found[0].start)
        return end

    def _bare(self, end: int) -> Named | None:
        """The law named right before a place; asked again for every word that points back to it."""
        if end not in self._bares:
            self._bares[end] = bare(self.text, end, self.register, self.aliases)
        return self._bares[end]

    @functools.cached_property
    def _last_words(self) -> list[int]:
        return [match.end() for match in _LAST_WORD.finditer(self.text)]

    def _anaphora(self, match: re.Match[str]) -> int:
        if found := _BACK_LAW.match(self.text, match.end()):
            return found.end()
        return self._back(match["of"], match.start(), match.end(), match[0], ANAPHORA)

    def _back(self, kind: str, start: int, end: int, words: str, form: str) -> int:
        """A word that points back to the nearest law of its kind."""
        law = self._antecedent(kind, start)
        if law is None and form == QUOTED:
            return end
        title, statute, version = (law.title, law.statute, law.version) if law else ("", None, "")
        named = Named(title=title, statute=statute, start=start, end=end, words=words, version=version, aliased=True)
        if law:
            self.last = named
        return self._emit(named, form, end, alone=form == ANAPHORA and kind == "法")

    def _antecedent(self, kind: str, start: int) -> Named | None:
        if kind in self.latest:
            return self.latest[kind]
        ends = _ENDS.get(kind, (kind,))
        last = bisect.bisect_right(self._last_words, start)
        for end in reversed(self._last_words[max(bisect.bisect_right(self._last_words, start - _FAR), last - _TRIES) : last]):
            named = self._bare(end)
            if named and named.lawlike and named.title.endswith(ends):
                return named
        return None

    def _relative(self, match: re.Match[str]) -> int:
        law = self.last if self.last and self.place and not _BLOCK.search(self.text, self.last.end, match.start()) else None
        place = self.place if law else None
        end = match.end()
        at = Place(article=place.article if place else 0, sub=place.sub if place else 0, start=match.start(), end=end)
        following = places(self.text, end, at)
        if law is None or law.lawlike:
            self._cite([at], law, RELATIVE, match[0], match.start())
        return following[-1].end if following else end

    def _emit(self, named: Named, form: str, start: int, *, alone: bool = False) -> int:
        """Cite the places that follow a law's name, or the law itself when none does."""
        parts = _PARTS.match(self.text, start)
        found = places(self.text, parts.end() if parts else start)
        if found and found[0].article == 0 and not found[0].part:
            found = []
        if found:
            if named.lawlike:
                self._cite(found, named, form, named.words, named.start)
            return found[-1].end
        if alone and named.lawlike:
            self._cite([Place(start=named.start, end=named.end)], named, form, named.words, named.start)
        return max(named.end, start, named.start + 1)

    def _skip(self, start: int) -> int:
        found = places(self.text, start)
        return found[-1].end if found else start + 1

    def _remember(self, named: Named) -> None:
        self.last, self.place = named, None
        if named.lawlike:
            title = named.title.partition("（")[0]
            self.latest.update((kind, named) for kind, ends in _ENDS.items() if title.endswith(ends))

    def _cite(self, found: list[Place], law: Named | None, form: str, words: str, start: int) -> None:
        for number, place in enumerate(found):
            self.found.append(
                Citation(
                    title=law.title if law else "",
                    statute=law.statute if law else None,
                    place=place,
                    form=form if number == 0 or form == NONE else INHERITED if form == RELATIVE else form,
                    words=words,
                    version=law.version if law else "",
                    issuer=bool(law and law.issuer),
                    aliased=bool(law and law.aliased),
                    start=start if number == 0 else place.start,
                    end=place.end,
                )
            )
        self.place = found[-1]


_BACK_LAW = late(r"(?:典型|定|律师|宝|例外)")
