"""Sign-offs: who may review, what the policy demands, what was recorded, and what follows for a unit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from portal.digest import digest_value
from portal.model.finding import Finding
from portal.model.patterns import SLUG, SLUG_SHAPE
from portal.model.schema import Spec
from portal.times import Moment

KINDS = ("article", "page", "year", "data")
ACTIONS = ("sign", "reject", "emergency", "withdraw")
WITHDRAWALS = ("removed", "merged", "archived")
POLICY, REVIEWERS, FOLDER = "data/review/policy.yml", "data/review/reviewers.yml", "data/signoffs"
_STAGE = Spec(doc="审次的名称，如一审")


@dataclass(frozen=True, kw_only=True)
class Key:
    """An SSH public key of a reviewer and when it counts."""

    # Its shape is left to the check of reviewers: a private key put here by mistake must not be printed, as a value that doesn't fit is.
    public: Annotated[str, Spec(doc="公钥文件（.pub）里的那一整行，如ssh-ed25519 AAAA…")]
    valid_from: Annotated[dt.date | None, Spec(doc="从哪一天起有效")] = None
    valid_until: Annotated[dt.date | None, Spec(doc="有效到哪一天")] = None
    revoked: Annotated[bool, Spec(doc="密钥丢失或者泄露就写true，用它签的一律不算")] = False

    @property
    def material(self) -> str:
        """Type and Base64 without the comment: what makes two keys the same."""
        return " ".join(self.public.split()[:2])

    def holds_on(self, day: dt.date) -> bool:
        """Whether a signature of that day counts."""
        return not self.revoked and _within(day, self.valid_from, self.valid_until)


@dataclass(frozen=True, kw_only=True)
class Reviewer:
    """A person who may sign."""

    id: Annotated[str, Spec(doc="英文代号，写进审核记录，定了不改", pattern=SLUG, shape=SLUG_SHAPE)]
    name: Annotated[str, Spec(doc="姓名，印在文章末尾", max_length=20)]
    stages: Annotated[tuple[Annotated[str, _STAGE], ...], Spec(doc="可以签哪几审", min_items=1, unique=True)]
    duty: Annotated[str, Spec(doc="职务")] = ""
    valid_from: Annotated[dt.date | None, Spec(doc="从哪一天起可以签")] = None
    valid_until: Annotated[dt.date | None, Spec(doc="可以签到哪一天（调离时填）")] = None
    keys: Annotated[tuple[Key, ...], Spec(doc="SSH公钥")] = ()
    demo: Annotated[bool, Spec(doc="演示用的假人，页面上标明“演示”")] = False

    def holds_on(self, day: dt.date) -> bool:
        """Whether the person may sign on that day."""
        return _within(day, self.valid_from, self.valid_until)


@dataclass(frozen=True, kw_only=True)
class Reviewers:
    """``data/review/reviewers.yml``."""

    reviewers: Annotated[tuple[Reviewer, ...], Spec(doc="全部审核人")]


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage of the review."""

    id: Annotated[str, Spec(doc="英文名，用在记录的文件名里", pattern=SLUG, shape=SLUG_SHAPE)]
    name: Annotated[str, _STAGE]
    role: Annotated[str, Spec(doc="由谁审，如股室负责人")]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What some units need; an empty condition fits all. The first rule that fits counts."""

    stages: Annotated[tuple[Annotated[str, _STAGE], ...], Spec(doc="要经过哪几审；[]表示不用审", unique=True)]
    kinds: Annotated[
        tuple[Annotated[str, Spec(doc="article文章，page固定页面，year年度数据，data数据文件", choices=KINDS)], ...], Spec(doc="哪些种类", unique=True)
    ] = ()
    columns: Annotated[tuple[Annotated[str, Spec(doc="栏目英文名")], ...], Spec(doc="哪些栏目", unique=True)] = ()
    risk: Annotated[str, Spec(doc="high只管重要稿件（真实案例，或者文头写了risk: high的）", choices=("high",))] = ""
    signatures: Annotated[bool | None, Spec(doc="是否必须有数字签名；不写就照全局的")] = None
    max_age_days: Annotated[int | None, Spec(doc="签字几天内有效；不写就照全局的", minimum=0)] = None


@dataclass(frozen=True, kw_only=True)
class Demand:
    """What one unit needs: stages in order, signatures, and the greatest age of a sign-off in days (0: any)."""

    stages: tuple[str, ...]
    signatures: bool
    max_age_days: int


@dataclass(frozen=True, kw_only=True)
class Policy:
    """``data/review/policy.yml``."""

    stages: Annotated[tuple[Stage, ...], Spec(doc="全部审次，按次序", min_items=1)]
    rules: Annotated[tuple[Rule, ...], Spec(doc="哪些内容要经过哪几审，从上往下第一条合适的算；都不合适就要经过全部审次")] = ()
    signatures: Annotated[bool, Spec(doc="是否必须有数字签名")] = False
    same_person: Annotated[bool, Spec(doc="一个人可不可以签同一内容的两审；正规的审核不可以")] = False
    max_age_days: Annotated[int, Spec(doc="签字几天内有效，0表示不限", minimum=0)] = 0
    emergency_stage: Annotated[str, Spec(doc="谁可以批准应急发布：能签这一审的人；不写就是最后一审")] = ""
    emergency_days: Annotated[int, Spec(doc="应急发布以后几天内要补审，过了就撤下", minimum=1, maximum=30)] = 3
    withdraw_stage: Annotated[str, Spec(doc="谁可以撤稿：能签这一审的人；不写就是最后一审")] = ""

    def stage(self, name: str) -> Stage | None:
        """A stage by its name or id."""
        return next((one for one in self.stages if name in (one.name, one.id)), None)

    def demand(self, kind: str, column: str = "", risk: str = "") -> Demand:
        """What a unit of this kind, column and risk needs."""
        everything = Rule(stages=tuple(one.name for one in self.stages))
        rule = next((one for one in self.rules if _fits(one, kind, column, risk)), everything)
        return Demand(
            stages=tuple(one.name for one in self.stages if one.name in rule.stages),
            signatures=self.signatures if rule.signatures is None else rule.signatures,
            max_age_days=self.max_age_days if rule.max_age_days is None else rule.max_age_days,
        )

    @property
    def urgent_stage(self) -> str:
        """Whoever may sign this stage may publish in an emergency."""
        return self.emergency_stage or self.stages[-1].name

    @property
    def takedown_stage(self) -> str:
        """Whoever may sign this stage may withdraw."""
        return self.withdraw_stage or self.stages[-1].name


def _fits(rule: Rule, kind: str, column: str, risk: str) -> bool:
    return (not rule.kinds or kind in rule.kinds) and (not rule.columns or column in rule.columns) and (not rule.risk or risk == rule.risk)


def _within(day: dt.date, first: dt.date | None, last: dt.date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


@dataclass(frozen=True, kw_only=True)
class Record:
    """One act of one person on one unit, as it stands in its file; never changed afterwards.

    Attributes:
        unit: path of the unit.
        digest: digest of what readers would see at that time.
        action: one of :data:`ACTIONS`.
        stage: the stage signed or rejected; empty for other acts.
        reviewer: id of the person.
        time: when, by the clock of the person's computer.
        opinion: in the person's words; the reason of a rejection, withdrawal or emergency.
        warnings: keys of the warnings that the person accepted.
        rules: version of the rules that had found them.
        after: ids of the unit's newest records that the person saw, sorted: the links of the chain.
        kind, target: of a withdrawal: one of :data:`WITHDRAWALS`, and the address that a merged page leads to.
        id: SHA-256 of the file.
        path: the file.
        signature: the SSH signature beside it, empty for none.
    """

    unit: str
    digest: str
    action: str
    stage: str
    reviewer: str
    time: Moment
    opinion: str = ""
    warnings: tuple[str, ...] = ()
    rules: str = ""
    after: tuple[str, ...] = ()
    kind: str = ""
    target: str = ""
    id: str = ""
    path: str = ""
    signature: str = ""


@dataclass(frozen=True, kw_only=True)
class Signoffs:
    """Everything about sign-offs that was read.

    Attributes:
        records: by unit, in order of time.
        damaged: by folder of a unit: what is wrong with files that are no sound records.
        states: digest of the files of a unit's records, by unit.
    """

    policy: Policy
    reviewers: tuple[Reviewer, ...] = ()
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    damaged: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def none(cls) -> Signoffs:
        """A policy that demands nothing, and nobody to sign: for sites that a test makes by hand."""
        return cls(policy=Policy(stages=(Stage(id="none", name="无", role=""),), rules=(Rule(stages=()),)))

    def reviewer(self, name: str) -> Reviewer | None:
        """A person by id."""
        return next((one for one in self.reviewers if one.id == name), None)


def unit_folder(unit: str) -> str:
    """Folder of a unit's records below :data:`FOLDER`: ``news__2026__2026-01-05-slug``."""
    return re.sub(r"\.[a-z]+$", "", unit.removeprefix("content/")).replace("/", "__")


def warning_key(finding: Finding) -> str:
    """What a reviewer accepts: the rule and a digest of the words, so that another warning of that rule isn't accepted with it."""
    return f"{finding.rule}:{digest_value([finding.excerpt, finding.what])[:8]}"
