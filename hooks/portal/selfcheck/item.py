"""An item of the self-check, and the answer to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.selfcheck.given import Given

VETO, POINTS, HINT = "veto", "points", "hint"
LEVELS = {VETO: "否决", POINTS: "失分", HINT: "提示"}
OFFICIAL, OWN, UNVERIFIED = "official", "own", "unverified"
BASES = {OFFICIAL: "依据可查", OWN: "本站自己的规定", UNVERIFIED: "原文待核对"}
FAIL, ADVICE, SKIPPED, PASS = "fail", "hint", "skipped", "pass"
RESULTS = {FAIL: "不通过", ADVICE: "提示", SKIPPED: "未查", PASS: "通过"}


@dataclass(frozen=True, order=True, slots=True)
class Evidence:
    """Where something is, as ``file:line`` of the built site or of the project, and what, in Chinese."""

    place: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was seen.

    Attributes:
        faults: what contradicts the item.
        hints: what a person should look at.
        note: what was measured, also when all is well.
        skipped: why nothing was judged, empty when it was.
    """

    faults: tuple[Evidence, ...] = ()
    hints: tuple[Evidence, ...] = ()
    note: str = ""
    skipped: str = ""

    @classmethod
    def of(cls, faults: Iterable[Evidence], note: str = "") -> Outcome:
        """Faults alone."""
        return cls(faults=tuple(faults), note=note)


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something that is asked of a site.

    Attributes:
        id: stable name.
        group: topic, in Chinese.
        title: what is asked, in Chinese.
        source: document and article.
        basis: whether the source says so in a text that could be read, the site itself has promised it, or nobody has verified it.
        level: what a fault costs.
        do: what to do about faults.
        check: looks at a site.
    """

    id: str
    group: str
    title: str
    source: str
    do: str
    check: Callable[[Given], Outcome] = field(repr=False)
    basis: str = OFFICIAL
    level: str = POINTS

    def __post_init__(self) -> None:
        assert self.basis != UNVERIFIED or self.level == HINT, f"{self.id}: what nobody has verified can't fail"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An item and what was seen."""

    item: Item
    outcome: Outcome

    @property
    def result(self) -> str:
        """``fail``, ``hint``, ``skipped`` or ``pass``."""
        if self.outcome.skipped:
            return SKIPPED
        if self.outcome.faults and self.item.level != HINT:
            return FAIL
        return ADVICE if self.outcome.faults or self.outcome.hints else PASS

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Faults first."""
        return (*self.outcome.faults, *self.outcome.hints)
