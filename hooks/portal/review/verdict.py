"""Whether a unit may be published: what its records say, under the policy, at a time. Nothing is read or written here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from portal.model.signoff import Demand, Record, Reviewer, Signoffs, unit_folder
from portal.model.unit import Unit
from portal.model.verdict import Signed, Verdict, Withdrawal
from portal.review.chain import Chain
from portal.times import Moment

_AHEAD = dt.timedelta(days=1)  # clocks of two computers differ


@dataclass(frozen=True, kw_only=True)
class Case:
    """A unit with everything that is needed to judge it.

    Attributes:
        unit: what stands in the files now.
        signoffs: policy, people and all records.
        records: those of this unit; others than the stored ones when an act is tried out.
        signers: for each record with a signature the key that made it, empty when the signature is not genuine.
        warnings: keys of the warnings that are open.
        rules: version of the rules that found them.
        now: the time of judging.
    """

    unit: Unit
    signoffs: Signoffs
    records: tuple[Record, ...]
    signers: Mapping[str, str]
    warnings: frozenset[str]
    rules: str
    now: Moment

    @cached_property
    def demand(self) -> Demand:
        """What the policy demands of this unit."""
        return self.signoffs.policy.demand(self.unit.kind, self.unit.column, self.unit.risk)

    @cached_property
    def chain(self) -> Chain:
        """The records as they refer to one another."""
        return Chain.of(self.records)

    @cached_property
    def broken(self) -> tuple[str, ...]:
        """Why no record of this unit can be relied on; empty when they can."""
        return (*self.signoffs.damaged.get(unit_folder(self.unit.path), ()), *self.chain.faults)

    @cached_property
    def ordered(self) -> tuple[Record, ...]:
        """The records in order of time; those of one second in the order of the chain."""
        return tuple(sorted(self.records, key=lambda one: (one.time, len(self.chain.before(one.id)), one.id)))

    @cached_property
    def sound(self) -> tuple[Record, ...]:
        """Records that their person was entitled to make, in order."""
        return () if self.broken else tuple(one for one in self.ordered if not self.objection(one))

    def objection(self, record: Record) -> str:
        """Why a record has no force, in Chinese; empty when it has."""
        person = self.signoffs.reviewer(record.reviewer)
        if person is None:
            return f"“{record.reviewer}”不在审核人名单里"
        if record.time.at > self.now.at + _AHEAD:
            return "签字的时间还没有到"
        if not person.holds_on(record.time.day):
            return f"{person.name}在签字那天没有审核资格"
        return self._stage_objection(record, person) or self._signature_objection(record, person)

    def _stage_objection(self, record: Record, person: Reviewer) -> str:
        policy = self.signoffs.policy
        needed = {"emergency": policy.urgent_stage, "withdraw": policy.takedown_stage}.get(record.action, record.stage)
        if needed in person.stages:
            return ""
        if record.action == "emergency":
            return f"{person.name}不能批准应急发布（要由能签{needed}的人批准）"
        return f"{person.name}不能撤稿（要由能签{needed}的人撤）" if record.action == "withdraw" else f"{person.name}不能签{needed or '这一审'}"

    def _signature_objection(self, record: Record, person: Reviewer) -> str:
        if not record.signature:
            return "没有数字签名" if self.demand.signatures else ""
        material = self.signers.get(record.id, "")
        if not material:
            return "数字签名验证不过，可能是伪造的，或者记录被改动过"
        key = next((one for one in person.keys if one.material == material), None)
        if key is None:
            return f"数字签名的密钥不是{person.name}登记的"
        if sum(one.material == material for other in self.signoffs.reviewers for one in other.keys) > 1:
            return "数字签名的密钥登记了不止一次，分不清是谁签的"
        if not key.holds_on(record.time.day):
            return f"{person.name}的密钥{'已经作废' if key.revoked else '在签字那天不在有效期内'}"
        return ""

    def rejected(self, record: Record) -> bool:
        """Whether the content that a record approves was rejected or withdrawn, and the person didn't know of it or acted before."""
        against = (one for one in self.sound if one.action == "reject" and one.digest == record.digest)
        gone = (one for one in self.sound if one.action == "withdraw" and one.kind != "archived")
        return any(one.id not in self.chain.before(record.id) for one in (*against, *gone))

    def shortfall(self, record: Record) -> str:
        """Why a sign-off doesn't count for what stands in the files now, in Chinese; empty when it does."""
        objection = self.objection(record)
        if objection:
            return objection
        if record.digest != self.unit.digest:
            return "签字以后内容有改动"
        if self.rejected(record):
            return "后来被退回或者撤下"
        age = (self.now.at - record.time.at).days
        if self.demand.max_age_days and age > self.demand.max_age_days:
            return f"签字已过{age}天，超过{self.demand.max_age_days}天"
        if record.rules == self.rules and not self.warnings <= set(record.warnings):
            return "有警告没有写明接受"
        return ""

    @cached_property
    def counted(self) -> tuple[Record, ...]:
        """Sign-offs that count, each taken alone; newest first."""
        found = [one for one in self.sound if one.action == "sign" and one.stage in self.demand.stages and not self.shortfall(one)]
        return tuple(reversed(found))

    def line(self, stages: tuple[str, ...], since: str = "") -> tuple[Record, ...] | None:
        """Sign-offs of all these stages in order, each made in knowledge of the one before, by different persons; None when there are none.

        Args:
            stages: in order.
            since: only sign-offs made in knowledge of the record with this id.
        """
        return self._line(stages, (), since)

    def _line(self, stages: tuple[str, ...], taken: tuple[Record, ...], since: str) -> tuple[Record, ...] | None:
        if not stages:
            return taken
        for one in self.counted:
            known = self.chain.before(one.id)
            follows = (not taken or taken[-1].id in known) and (not since or since in known)
            fresh = self.signoffs.policy.same_person or one.reviewer not in {other.reviewer for other in taken}
            if one.stage == stages[0] and follows and fresh:
                found = self._line(stages[1:], (*taken, one), since)
                if found is not None:
                    return found
        return None

    @cached_property
    def best(self) -> tuple[Record, ...]:
        """The longest line from the first stage on."""
        stages = self.demand.stages
        return next(found for number in range(len(stages), -1, -1) if (found := self.line(stages[:number])) is not None)

    @cached_property
    def withdrawal(self) -> Record | None:
        """The withdrawal in force; each holds until every stage was signed anew after it, which is how a page is published again.

        What took the page away (removed or merged, the newer of the two) wins over an archiving made before or after it: archiving publishes nothing.
        """
        stages = self.demand.stages
        acts = (one for one in reversed(self.sound) if one.action == "withdraw")
        held = [one for one in acts if not stages or self.line(stages, since=one.id) is None]
        return next((one for one in held if one.kind != "archived"), held[0] if held else None)

    @cached_property
    def rejections(self) -> tuple[Record, ...]:
        """Acts that sent the present content back."""
        return tuple(one for one in self.sound if one.action == "reject" and one.digest == self.unit.digest)

    @cached_property
    def first_emergency(self) -> Record | None:
        """The first act that published the present content in an emergency: its days count from it, so that repeating it gains nothing."""
        return next((one for one in self.sound if one.action == "emergency" and one.digest == self.unit.digest), None)

    @cached_property
    def until(self) -> Moment | None:
        """When the emergency publication of the present content ends or has ended."""
        first, days = self.first_emergency, self.signoffs.policy.emergency_days
        return Moment(first.time.at + dt.timedelta(days=days), has_time=True) if first else None

    @cached_property
    def emergency(self) -> Record | None:
        """The act that lets the present content be published before its review is complete; content that somebody has rejected gets none."""
        over = self.rejections or self.until is None or self.now.at > self.until.at
        return None if over else self.first_emergency


def judge(case: Case) -> Verdict:
    """The verdict on a unit."""
    unit, stages, best = case.unit, case.demand.stages, case.best
    missing = stages[len(best) :]
    gone = case.withdrawal
    open_ = gone is None or gone.kind == "archived"
    emergency = case.emergency if missing else None
    reasons = [f"审核记录不可信：{one}" for one in case.broken]
    reasons += [] if open_ or gone is None else [f"{gone.time.text}撤稿（{_name(case, gone)}）：{gone.opinion}"]
    reasons += list(_rejections(case)) if missing else []
    return Verdict(
        unit=unit.path,
        kind=unit.kind,
        title=unit.title,
        digest=unit.digest,
        years=unit.years,
        publishable=open_ and not case.broken and (not missing or emergency is not None),
        required=stages,
        signed=tuple(_signed(case.signoffs, one) for one in best),
        missing=missing,
        void=tuple(_void(case, missing)) if missing and not case.broken else (),
        reasons=tuple(reasons),
        waits_for=tuple(_next(case, missing[0])) if missing and open_ and not case.broken else (),
        emergency=emergency,
        until=case.until if missing else None,
        withdrawal=_withdrawal(case, gone) if gone else None,
        rejected=bool(missing and case.rejections and not best),
        untrusted=bool(case.broken),
    )


def _withdrawal(case: Case, record: Record) -> Withdrawal:
    name = _name(case, record)
    return Withdrawal(
        unit=record.unit, url=case.unit.url, kind=record.kind, reason=record.opinion, time=record.time, target=record.target, name=name
    )


def _name(case: Case, record: Record) -> str:
    person = case.signoffs.reviewer(record.reviewer)
    return person.name if person else record.reviewer


def _signed(signoffs: Signoffs, record: Record) -> Signed:
    person = signoffs.reviewer(record.reviewer)
    assert person is not None  # a record of nobody is not sound
    return Signed(stage=record.stage, reviewer=person.id, name=person.name, time=record.time, demo=person.demo)


def _void(case: Case, missing: tuple[str, ...]) -> Iterable[str]:
    """For each missing stage the newest sign-off that doesn't count, and why."""
    for stage in missing:
        record = next((one for one in reversed(case.ordered) if one.action == "sign" and one.stage == stage), None)
        if record:
            why = case.shortfall(record) or "前面的审次不算数，或者同一个人签了两审"
            yield f"{stage}（{_name(case, record)}，{record.time.text}）不算：{why}"


def _rejections(case: Case) -> Iterable[str]:
    return (f"{one.stage}退回（{_name(case, one)}）：{one.opinion}" for one in case.rejections)


def _next(case: Case, stage: str) -> Iterable[str]:
    """Names of those who may sign a stage now and have not signed another."""
    taken = set() if case.signoffs.policy.same_person else {one.reviewer for one in case.best}
    return (one.name for one in case.signoffs.reviewers if stage in one.stages and one.id not in taken and one.holds_on(case.now.day))
