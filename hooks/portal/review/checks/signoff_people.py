"""Reviewers and policy: stages that exist, persons who are different persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from portal.model.finding import Finding, Severity, Span
from portal.model.signoff import POLICY, REVIEWERS
from portal.model.site import Site


def check(site: Site) -> Iterator[Finding]:
    """The two files against one another and against the columns."""
    yield from _people(site)
    policy, columns = site.signoffs.policy, {one.id for one in site.columns}
    stages = [one.name for one in policy.stages]
    named = [*(name for rule in policy.rules for name in rule.stages), *([policy.emergency_stage] if policy.emergency_stage else [])]
    for name in sorted(set(named) - set(stages)):
        yield Finding("signoff-unknown-stage", Span(POLICY), f"没有“{name}”这一审", f"只能写stages里的：{'、'.join(stages)}")
    for column in sorted({one for rule in policy.rules for one in rule.columns} - columns):
        yield Finding("signoff-unknown-column", Span(POLICY), f"没有栏目“{column}”，这条规则不起作用", f"只能写：{'、'.join(sorted(columns))}")
    if policy.same_person:
        do = "改成same_person: false；人手确实不够的，写明理由报分管领导同意"
        yield Finding("signoff-same-person-allowed", Span(POLICY), "一个人可以签两审，三审就不是三个人审", do, Severity.INFO)


def _people(site: Site) -> Iterator[Finding]:
    people = site.signoffs.reviewers
    stages = {one.name for one in site.signoffs.policy.stages}
    keys = [key.material for one in people for key in one.keys]
    for what, values in (("代号", [one.id for one in people]), ("姓名", [one.name for one in people]), ("公钥", keys)):
        for value, number in Counter(values).items():
            if number > 1:
                do = "一个人只登记一次，一把钥匙只归一个人；同名的人在姓名后面加股室"
                yield Finding("reviewer-twice", Span(REVIEWERS), f"{what}“{value[:40]}”登记了{number}次", do)
    for one in people:
        for name in sorted(set(one.stages) - stages):
            yield Finding("signoff-unknown-stage", Span(REVIEWERS), f"{one.name}可以签“{name}”，没有这一审", f"只能写：{'、'.join(sorted(stages))}")
