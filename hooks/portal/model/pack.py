"""Packs of words: misspellings and terms to avoid, one topic a file in ``data/review/terms/``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from portal.model.finding import Severity
from portal.model.patterns import SLUG, SLUG_SHAPE
from portal.model.schema import Spec

LEVELS = ("error", "warning", "info")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A form that shouldn't stand in a text.

    Several entries of a pack may share a form: the first whose guard lets it through speaks.
    """

    wrong: Annotated[str, Spec(doc="不该出现的写法，至少两个字", max_length=30)]
    right: Annotated[str, Spec(doc="该用的写法；有几种用／隔开，没有就不写")] = ""
    level: Annotated[str, Spec(doc="error拦发布，warning要有人认可，info只提示", choices=LEVELS)]
    note: Annotated[str, Spec(doc="给编辑看的说明")] = ""
    guard: Annotated[str, Spec(doc="守卫：在这句话里能匹配到、并且盖住这个写法的正则才报")] = ""
    boundary: Annotated[bool, Spec(doc="只在两头都是词的边界时才报，防止跨词误报；两个字的写法应当写true")] = False
    allow: Annotated[tuple[str, ...], Spec(doc="包含这个写法、但是正确的长词，如民工写[农民工]")] = ()
    since: Annotated[dt.date | None, Spec(doc="从哪天起的文章才查")] = None
    until: Annotated[dt.date | None, Spec(doc="到哪天为止的文章才查")] = None
    wrong_example: Annotated[str, Spec(doc="应当报出的例子；写法自己就报得出时不必写")] = ""
    right_example: Annotated[str, Spec(doc="不应当报的例子")] = ""

    @property
    def severity(self) -> Severity:
        """The level as findings know it."""
        return Severity[self.level.upper()]

    @property
    def choices(self) -> tuple[str, ...]:
        """The right forms."""
        return tuple(self.right.split("／")) if self.right else ()

    def holds_on(self, day: dt.date) -> bool:
        """Whether texts of that day are checked."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, kw_only=True, eq=False)  # compared and hashed by identity: an automaton is kept for each set of packs
class Pack:
    """A file in ``data/review/terms/``; its id is the id of the rule."""

    id: Annotated[str, Spec(doc="规则的英文名，定了不改", pattern=SLUG, shape=SLUG_SHAPE)]
    title: Annotated[str, Spec(doc="规则的名称", max_length=30)]
    family: Annotated[str, Spec(doc="哪一类规则", choices=("用词", "提法"))]
    enabled: Annotated[bool, Spec(doc="false则整包不用")] = True
    typo: Annotated[bool, Spec(doc="是不是错别字；是，只有一个正形的错误可以自动改")] = False
    quotable: Annotated[bool, Spec(doc="法条原文、引文和书名号里是否照录不查")] = False
    unless: Annotated[str, Spec(doc="这句话里匹配到这个正则就不报，如不得|禁止")] = ""
    why: Annotated[str, Spec(doc="为什么不该这样写")]
    source: Annotated[str, Spec(doc="依据")]
    entries: Annotated[tuple[Entry, ...], Spec(doc="词条")]

    @property
    def level(self) -> Severity:
        """The highest level of its entries."""
        return max((entry.severity for entry in self.entries), default=Severity.INFO)
