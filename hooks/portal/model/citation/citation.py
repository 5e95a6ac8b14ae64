"""A citation as it stands in a text, and the part of it that says where in the statute."""

from __future__ import annotations

from dataclasses import dataclass, field

from portal.model.law import Statute

QUOTED, BARE, ANAPHORA, INHERITED, TOPIC, RELATIVE, NONE = "quoted", "bare", "anaphora", "inherited", "topic", "relative", "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A place in a statute; numbers are 0 where nothing is said.

    Attributes:
        part: book, chapter, section as written, ``第三章第一节``.
        article, sub: ``第二百八十六条之一`` is 286, 1.
        paragraph, item, subitem: 款, 项, 目.
        clause: ``但书``, ``前段``, ``后段``.
        arabic: the article's number is written with Arabic digits.
        until: it closes a range (第一条至第三条).
        joined: it continues a list or range, so the law is named before it.
        start, end: offsets.
    """

    part: str = ""
    article: int = 0
    sub: int = 0
    paragraph: int = 0
    item: int = 0
    subitem: int = 0
    clause: str = ""
    arabic: bool = False
    until: bool = False
    joined: bool = False
    start: int = 0
    end: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """One statute, or one place in it, as cited.

    Attributes:
        title: the register's title when it is known, else as written; empty when nothing names the law.
        statute: the register's entry, None when the law is unknown or foreign to the register.
        place: where in the statute; all zero when only the law is named.
        form: ``quoted`` 《民法典》, ``bare`` 民法典, ``anaphora`` 该法, ``inherited`` from the same sentence, ``topic``
            （第三条） in a text about one law, ``relative`` 前款, or ``none``.
        words: the law as written, ``《民法典》``, ``该法``; empty when inherited.
        version: ``2023年修订``, ``原``, ``旧``, ``现行``, ``修订前`` …, empty when the text doesn't say.
        issuer: whether the body that issued it stands right before the title.
        aliased: the words are a short name that the text itself has introduced.
        start, end: offsets; ``start`` is that of the law's words when they stand right before the place.
    """

    title: str = ""
    statute: Statute | None = None
    place: Place = field(default_factory=Place)
    form: str = NONE
    words: str = ""
    version: str = ""
    issuer: bool = False
    aliased: bool = False
    start: int = 0
    end: int = 0

    @property
    def article(self) -> int:
        """Number of the article, 0 when none is cited."""
        return self.place.article

    @property
    def is_old(self) -> bool:
        """Whether the text says that it means a version that is no longer in force."""
        if self.version[:4].isdigit() and self.statute:
            return self.version[:4] not in (self.statute.amended[:4], self.statute.effective[:4], self.statute.adopted[:4]) or "前" in self.version
        return self.version.startswith(("原", "旧", "当时", "修订前", "修正前", "修改前"))
