"""What a baseline may never excuse."""

from __future__ import annotations

import pytest

from portal.model.finding import Finding, Severity, Span
from portal.review.baseline import fingerprint, mark, written
from portal.review.report import counts

NEVER = ["pii-mobile", "pii-identity-number", "law-repealed", "law-repealed-by-code", "signoff-altered", "signoff-chain-broken", "reviewer-twice"]


def finding(rule: str, path: str = "a.md") -> Finding:
    return Finding(rule, Span(path, 1, 1, 1, 2), "错了", "改对", Severity.ERROR, "词")


@pytest.mark.parametrize(("rule", "path"), [*((rule, "a.md") for rule in NEVER), ("wrong-value", "data/review/policy.yml"), ("wrong-value", "data/review/reviewers.yml")])
def test_neither_written_nor_honoured(rule: str, path: str) -> None:
    """Not taken when a baseline is written, not excused by one that somebody wrote by hand."""
    one = finding(rule, path)
    assert written([one], None) == {}
    assert [found.baselined for found in mark([one], {fingerprint(one): 1})] == [False]


def test_others_are_counted_apart() -> None:
    """The total says how many the baseline knows, and nothing when it knows none."""
    one = finding("some-rule")
    assert counts(mark([one, finding("pii-mobile")], written([one], None))) == "共2处错误，其中1处在基线里，涉及1个文件。"
    assert counts([one]) == "共1处错误，涉及1个文件。"
