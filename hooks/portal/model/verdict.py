"""What the records of a unit come to: whether it may be published, and why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from portal.digest import digest_value
from portal.model.lean import Lean
from portal.model.signoff import Record
from portal.model.values import plain_value
from portal.times import Moment


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A stage that counts as signed."""

    stage: str
    reviewer: str
    name: str
    time: Moment
    demo: bool


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """A withdrawal in force; ``url`` is the address of the page, ``name`` the person who decided it."""

    unit: str
    url: str
    kind: str
    reason: str
    time: Moment
    target: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Verdict(Lean):
    """Whether a unit may be published.

    Attributes:
        publishable: readers may see it.
        required: stages that it needs, in order.
        signed: the stages that count, in order.
        missing: stages that are still to be signed.
        void: sign-offs that don't count, each with the reason, in Chinese.
        reasons: everything else that stands in the way, in Chinese.
        waits_for: names of those who may sign next.
        emergency: the act that lets it be published before its review, None for none.
        until: when its emergency publication ends or has ended, None without any.
        withdrawal: the withdrawal in force.
        rejected: somebody sent the present content back.
        untrusted: its records contradict one another.
        years: years of figures that it shows.
    """

    unit: str
    kind: str
    title: str
    digest: str
    publishable: bool
    years: frozenset[int] = frozenset()
    required: tuple[str, ...] = ()
    signed: tuple[Signed, ...] = ()
    missing: tuple[str, ...] = ()
    void: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    emergency: Record | None = None
    until: Moment | None = None
    withdrawal: Withdrawal | None = None
    rejected: bool = False
    untrusted: bool = False

    @property
    def taken_down(self) -> bool:
        """Whether it was withdrawn and is not there for reference either."""
        return self.withdrawal is not None and self.withdrawal.kind != "archived"

    @cached_property
    def stamp(self) -> str:
        """Digest of all that it says; kept with it."""
        return digest_value(plain_value(self))[:24]

    @property
    def why(self) -> str:
        """What is missing, in one line."""
        return "；".join([*((f"缺{'、'.join(self.missing)}",) if self.missing else ()), *self.reasons, *self.void])


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many units of each kind are published after full review, and how many still wait."""

    articles: int
    pages: int
    years: int
    waiting: int

    @classmethod
    def of(cls, verdicts: Iterable[Verdict]) -> Tally:
        """Count what the policy wants reviewed; data files rest on what they are part of."""
        units = [one for one in verdicts if one.kind != "data" and one.required]
        done = [one.kind for one in units if one.publishable and not one.missing]
        waiting = sum((not one.publishable or bool(one.missing)) and one.withdrawal is None for one in units)
        return cls(articles=done.count("article"), pages=done.count("page"), years=done.count("year"), waiting=waiting)
