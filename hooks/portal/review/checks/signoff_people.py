"""Reviewers and policy: stages that exist and that somebody can sign, persons who are different persons, keys that are public ones."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator

from portal.late import late
from portal.model.finding import Finding, Severity, Span
from portal.model.signoff import KINDS, POLICY, REVIEWERS, Demand, Key, Reviewer
from portal.model.site import Site

_PRIVATE = late(r"PRIVATE KEY|b3BlbnNzaC1rZXktdj")  # the second begins the private keys of OpenSSH
_FIELDS = {"ssh-ed25519": 2, "ssh-rsa": 3, "ecdsa-sha2-nistp256": 3, "ecdsa-sha2-nistp384": 3, "ecdsa-sha2-nistp521": 3}
_ED25519 = 32


def check(site: Site) -> Iterator[Finding]:
    """The two files against one another and against the columns."""
    yield from _people(site)
    yield from _keys(site)
    yield from _signable(site)
    policy, columns = site.signoffs.policy, {one.id for one in site.columns}
    stages = [one.name for one in policy.stages]
    named = [*(name for rule in policy.rules for name in rule.stages), *filter(None, (policy.emergency_stage, policy.withdraw_stage))]
    for name in sorted(set(named) - set(stages)):
        yield Finding("signoff-unknown-stage", Span(POLICY), f"没有“{name}”这一审", f"只能写stages里的：{'、'.join(stages)}")
    for column in sorted({one for rule in policy.rules for one in rule.columns} - columns):
        yield Finding("signoff-unknown-column", Span(POLICY), f"没有栏目“{column}”，这条规则不起作用", f"只能写：{'、'.join(sorted(columns))}")
    if policy.same_person:
        do = "改成same_person: false；人手确实不够的，写明理由报分管领导同意"
        yield Finding("signoff-same-person-allowed", Span(POLICY), "一个人可以签两审，三审就不是三个人审", do, Severity.INFO)


def _people(site: Site) -> Iterator[Finding]:
    people = site.signoffs.reviewers
    stages = [one.name for one in site.signoffs.policy.stages]
    keys = [key.material for one in people for key in one.keys]
    for what, values in (("代号", [one.id for one in people]), ("姓名", [one.name for one in people]), ("公钥", keys)):
        for value, number in Counter(values).items():
            if number > 1:
                do = "一个人只登记一次，一把钥匙只归一个人；同名的人在姓名后面加股室"
                yield Finding("reviewer-twice", Span(REVIEWERS), f"{what}“{value[:40]}”登记了{number}次", do)
    for one in people:
        for name in sorted(set(one.stages) - set(stages)):
            yield Finding("signoff-unknown-stage", Span(REVIEWERS), f"{one.name}可以签“{name}”，没有这一审", f"只能写：{'、'.join(stages)}")


def _keys(site: Site) -> Iterator[Finding]:
    """Keys that no signature can match. None of them is printed: what stands there may be secret."""
    for one in site.signoffs.reviewers:
        for key in one.keys:
            if _PRIVATE.search(key.public):
                do = "作废这把私钥，重新做一把，登记.pub文件里的那一行；已经提交的，版本库里一直留着"
                yield Finding("reviewer-private-key", Span(REVIEWERS), f"{one.name}的公钥写的是私钥：这是私钥，已经泄露，请作废重做", do)
            elif not _readable(key):
                do = "把.pub文件里的一整行原样粘贴进来，以ssh-ed25519、ssh-rsa或ecdsa开头，不要断开"
                yield Finding("reviewer-key-unreadable", Span(REVIEWERS), f"{one.name}的公钥不完整，读不出来", do)


def _readable(key: Key) -> bool:
    """Whether a key is whole: its kind, then the fields that such a key has, and nothing else (RFC 4253, 6.6)."""
    kind, _, rest = key.public.partition(" ")
    try:
        blob = base64.b64decode(rest.partition(" ")[0], validate=True)
    except ValueError:
        return False
    fields, at = [], 0
    while at < len(blob):
        size = int.from_bytes(blob[at : at + 4], "big")
        fields.append(blob[at + 4 : at + 4 + size])
        at += 4 + size
    whole = at == len(blob) and len(fields) == _FIELDS.get(kind) and fields[0] == kind.encode() and all(fields)
    return whole and (kind != "ssh-ed25519" or len(fields[1]) == _ED25519)


def _signable(site: Site) -> Iterator[Finding]:
    """Stages that something needs and that nobody can sign today; persons who can't because they have no key."""
    demands = _demands(site)
    needed = sorted({(stage, one.signatures) for one in demands for stage in one.stages})
    for stage in [one.name for one in site.signoffs.policy.stages]:
        signed = [signatures for name, signatures in needed if name == stage]
        if signed and not any(_may_sign(site, one, stage, max(signed)) for one in site.signoffs.reviewers):
            do = "给在任的人写上这一审" + ("，并登记他的公钥" if max(signed) else "")
            yield Finding("signoff-stage-without-person", Span(REVIEWERS), f"目前没有人能签{stage}，要它的内容都发布不了", do)
    with_keys = {stage for stage, signatures in needed if signatures}
    for one in site.signoffs.reviewers:
        stages = [stage for stage in one.stages if stage in with_keys and _may_sign(site, one, stage, False)]
        if stages and not _may_sign(site, one, stages[0], True):
            what = f"{one.name}没有能用的公钥，签不了{'、'.join(stages)}"
            yield Finding("reviewer-without-key", Span(REVIEWERS), what, "把他的公钥（.pub文件里的那一行）登记进keys", Severity.WARNING)


def _demands(site: Site) -> list[Demand]:
    """Everything that the policy may demand of a unit of this site."""
    policy = site.signoffs.policy
    articles = [policy.demand("article", column.id, risk) for column in site.columns for risk in ("", "high")]
    return [*articles, *(policy.demand(kind) for kind in KINDS if kind != "article")]


def _may_sign(site: Site, person: Reviewer, stage: str, signatures: bool) -> bool:
    day = site.now.day
    able = not signatures or any(key.holds_on(day) and _readable(key) for key in person.keys)
    return able and stage in person.stages and person.holds_on(day)
