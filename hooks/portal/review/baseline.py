"""The baseline: findings that old content had when the review began. They stay visible and marked, and may only become fewer.

Personal data, repealed law and whatever concerns the sign-offs themselves never get used to: a baseline neither takes nor excuses them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from portal.digest import digest_value
from portal.errors import PortalError
from portal.model.finding import Finding
from portal.model.signoff import POLICY, REVIEWERS

_NEVER = ("pii-", "law-repealed", "signoff-", "reviewer-")


def may_stay(finding: Finding) -> bool:
    """Whether a baseline may know a finding."""
    return not finding.rule.startswith(_NEVER) and finding.span.path not in (POLICY, REVIEWERS)


def fingerprint(finding: Finding) -> str:
    """What identifies a finding when lines move: rule, file and the words concerned, or the message when there are none."""
    words = re.sub(r"\s+", "", finding.excerpt or finding.what)
    return digest_value([finding.rule, finding.span.path, words])[:20]


def mark(findings: list[Finding], baseline: Mapping[str, int]) -> list[Finding]:
    """Mark findings that the baseline knows, at most as many of each as it counts."""
    left = Counter(baseline)
    marked = []
    for one in findings:
        key = fingerprint(one)
        known = left[key] > 0 and may_stay(one)
        left[key] -= known
        marked.append(replace(one, baselined=True) if known else one)
    return marked


def written(findings: list[Finding], before: Mapping[str, int] | None) -> dict[str, int]:
    """The baseline to write.

    Args:
        findings: all findings of today.
        before: the baseline that stands, None for the first one.

    Raises:
        PortalError: today has findings that the standing baseline doesn't know: it may only shrink.
    """
    today = Counter(fingerprint(one) for one in findings if may_stay(one))
    if before is not None:
        grown = today - Counter(before)
        if grown:
            raise PortalError(f"基线只能减少，不能增加：有{sum(grown.values())}个新问题", do="先改正新问题，再写基线", path="data/review/baseline.json")
    return dict(sorted(today.items()))
