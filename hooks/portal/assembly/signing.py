"""Making records of sign-offs: what forbids an act, the signature, the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from portal.assembly.desk import desk_at
from portal.assembly.judging import Bench
from portal.assembly.reviewing import review_at
from portal.assembly.verdicts import bench_at
from portal.digest import digest_bytes
from portal.errors import BlockedError, PortalError
from portal.files import write_atomic
from portal.load.signoffs import record_bytes, record_name
from portal.model.finding import Severity
from portal.model.signoff import REVIEWERS, Record, Reviewer, Stage, warning_key
from portal.model.unit import Unit
from portal.review.report import as_text
from portal.review.verdict import Case
from portal.sshsig import namespace, ssh_sign
from portal.times import Moment

ALL = "全部"


@dataclass(frozen=True, kw_only=True)
class Act:
    """What a person wants to record.

    Attributes:
        action: ``sign``, ``reject``, ``emergency`` or ``withdraw``.
        person: who acts.
        stage: the stage signed or rejected.
        opinion: in the person's words.
        accept: rules whose open warnings the person accepts; ``全部`` for all.
        kind, target: of a withdrawal.
        key: file of the private key (or of the public one, with an agent), None to sign nothing.
    """

    action: str
    person: Reviewer
    stage: Stage | None = None
    opinion: str = ""
    accept: tuple[str, ...] = ()
    kind: str = ""
    target: str = ""
    key: Path | None = None


def open_bench(root: Path, environ: Mapping[str, str]) -> Bench:
    """Read and review the project, ready to judge and to sign.

    Raises:
        BlockedError: a data file that everything rests on can't be used.
        PortalError: the set-up is broken.
    """
    with desk_at(root, environ) as desk:
        review = review_at(desk)
        if review.site is None:
            raise BlockedError(as_text(review.findings, root))
        return bench_at(desk, review.site, review.findings, review.units)


def person_of(bench: Bench, name: str) -> Reviewer:
    """A reviewer by id.

    Raises:
        PortalError: there is none.
    """
    found = bench.site.signoffs.reviewer(name)
    if found is None:
        known = "、".join(one.id for one in bench.site.signoffs.reviewers) or "无"
        raise PortalError(f"审核人名单里没有“{name}”", do=f"名单里有：{known}；新的审核人先登记", path=REVIEWERS)
    return found


def stage_of(bench: Bench, name: str) -> Stage:
    """A stage by name or id.

    Raises:
        PortalError: there is none.
    """
    found = bench.site.signoffs.policy.stage(name)
    if found is None:
        raise PortalError(f"没有“{name}”这一审", do=f"只能写{'、'.join(one.name for one in bench.site.signoffs.policy.stages)}")
    return found


def unit_of(bench: Bench, root: Path, name: str) -> Unit:
    """The unit that a path or an address names.

    Raises:
        PortalError: there is none.
    """
    path = Path(name).resolve()
    inside = path.relative_to(root).as_posix() if path.is_relative_to(root) else name
    for one in (name, inside):
        found = bench.units.get(one) or next((unit for unit in bench.units.values() if unit.url and unit.url == one.lstrip("/")), None)
        if found:
            return found
    faults = [finding.what for finding in bench.findings.get(inside, ())]
    do = f"这个文件有错误，先改好：{faults[0]}" if faults else "写文章、固定页面或者年度数据的文件名，如content/news/2026/2026-01-05-xxx.md"
    raise PortalError(f"“{name}”不是可以送审的内容", do=do)


def obstacles(bench: Bench, unit: Unit, act: Act) -> list[str]:
    """Why an act can't be recorded, in Chinese; empty when it can. A missing signature is none: it is made afterwards."""
    found = [] if act.action in ("reject", "withdraw") else _errors(bench, unit)
    case = bench.case(unit)
    found += [f"审核记录不可信：{one}" for one in case.broken]
    if found:
        return found
    record = draft(bench, unit, act)
    trial = _unsigned(bench.case(unit, (record,)))
    objection = trial.objection(record)
    if objection or act.action not in ("sign", "emergency"):
        return [objection] if objection else []
    if act.action == "emergency":
        return _no_emergency(trial)
    return _out_of_line(trial, record) or _warnings(bench, unit, act)


def _errors(bench: Bench, unit: Unit) -> list[str]:
    errors = [one for one in bench.findings.get(unit.path, ()) if one.severity is Severity.ERROR]
    return [f"有错误没有改：{one.span}：{one.what}［{one.rule}］" for one in errors]


def _warnings(bench: Bench, unit: Unit, act: Act) -> list[str]:
    warnings = [one for one in bench.findings.get(unit.path, ()) if one.severity is Severity.WARNING]
    left = [one for one in warnings if ALL not in act.accept and one.rule not in act.accept]
    return [f"有警告没有改：{one.span}：{one.what}；改好，或者看过以后加--accept {one.rule}写明接受" for one in left]


def _unsigned(case: Case) -> Case:
    """The same case as if no signature were needed, with warnings left to :func:`_warnings`."""
    policy = case.signoffs.policy
    eased = replace(policy, signatures=False, rules=tuple(replace(one, signatures=None) for one in policy.rules))
    return replace(case, signoffs=replace(case.signoffs, policy=eased), warnings=frozenset())


def _no_emergency(case: Case) -> list[str]:
    """Why an act of emergency would publish nothing."""
    if case.rejections:
        return ["这份内容被退回过，不能应急发布；照意见改好再报"]
    if case.emergency is None and case.until:
        return [f"这份内容的应急期{case.until.text}已满，不能再次应急发布；请走完{'、'.join(case.demand.stages)}"]
    return []


def _out_of_line(case: Case, record: Record) -> list[str]:
    """Whether a sign-off would come too early, or from a person who has signed another stage."""
    stages = case.demand.stages
    if record.stage not in stages:
        return [f"按审核制度，这项内容不需要{record.stage}"]
    at = stages.index(record.stage)
    earlier, line = case.line(stages[:at]), case.line(stages[: at + 1])
    if earlier is None:
        return [f"前面的审次还没有签完，现在不能签{record.stage}"]
    if line is None or line[-1] != record:
        return ["同一个人不能签同一内容的两审"]
    return []


def already(bench: Bench, unit: Unit, act: Act) -> bool:
    """Whether the stage of a sign-off counts as signed already."""
    return act.action == "sign" and act.stage is not None and act.stage.name in {one.stage for one in bench.case(unit).best}


def draft(bench: Bench, unit: Unit, act: Act) -> Record:
    """The record of an act, not yet signed or written."""
    case = bench.case(unit)
    warnings = [one for one in bench.findings.get(unit.path, ()) if one.severity is Severity.WARNING]
    newest = max((one.time for one in case.records), default=bench.site.now)
    record = Record(
        unit=unit.path,
        digest=unit.digest,
        action=act.action,
        stage=act.stage.name if act.stage else "",
        reviewer=act.person.id,
        time=Moment(max(bench.site.now.at, newest.at), has_time=True),
        opinion=act.opinion,
        warnings=tuple(sorted({warning_key(one) for one in warnings if ALL in act.accept or one.rule in act.accept})),
        rules=bench.rules,
        after=case.chain.heads,
        kind=act.kind,
        target=act.target,
    )
    return replace(record, id=digest_bytes(record_bytes(record)))


def write(root: Path, bench: Bench, units: Sequence[Unit], act: Act) -> list[Record]:
    """Record an act that nothing forbids on some units: on all of them or on none.

    Raises:
        PortalError: a signature could not be made, or doesn't count.
    """
    records = [draft(bench, unit, act) for unit in units]
    if act.key and records:
        signatures = ssh_sign([record_bytes(one) for one in records], act.key, namespace(bench.site.identity.domain))
        records = [replace(one, signature=text) for one, text in zip(records, signatures, strict=True)]
    for unit, record in zip(units, records, strict=True):
        objection = bench.case(unit, (record,)).objection(record)
        if objection:
            raise PortalError(f"没有记录：{objection}", do="用--key写明自己的私钥；公钥要先登记，一把钥匙只归一个人", path=REVIEWERS)
    for record in records:
        data = record_bytes(record)
        path = root / record_name(record, act.stage.id if act.stage else "", data)
        if record.signature:
            write_atomic(path.with_name(f"{path.name}.sig"), record.signature.encode("utf-8"))
        write_atomic(path, data)
    return records
