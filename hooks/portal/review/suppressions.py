"""Suppressions in place: ``<!-- 审校忽略 规则 理由：…… 期限：2027-01-01 复核：某某 -->``.

A suppression covers its own line, or the next one when it stands alone on its line. A reason is mandatory, an expiry is optional; rules of
privacy and of repealed law need a second name (复核). What is unused, expired or without reason is a finding itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass

from portal.model.finding import Finding, Severity, Span
from portal.times import parse_day

_COMMENT = re.compile(r"<!--\s*审校忽略[\s:：]*(?P<rule>[a-z0-9-]*)\s*(?P<rest>.*?)\s*-->", re.DOTALL)
_PART = re.compile(r"(理由|期限|复核)[：:]\s*")
_NEEDS_SECOND = ("pii-", "law-repealed")
EXAMPLE = "<!-- 审校忽略 规则名 理由：写明为什么 期限：2027-01-01 -->"


@dataclass(frozen=True, slots=True)
class Suppression:
    """A suppression: what it covers, on which line, why, until when, and who else has looked."""

    rule: str
    line: int
    covers: int
    reason: str
    until: str
    second: str


def suppressions(text: str) -> list[Suppression]:
    """Every suppression in a text."""
    found = []
    for match in _COMMENT.finditer(text):
        parts = _PART.split(match["rest"])
        named = {name: value.strip(" ，；,;") for name, value in zip(parts[1::2], parts[2::2], strict=True)}
        line = text.count("\n", 0, match.start()) + 1
        end = text.count("\n", 0, match.end()) + 1
        start_of_line = text.rfind("\n", 0, match.start()) + 1
        end_of_line = text.find("\n", match.end())
        alone = not (text[start_of_line : match.start()] + text[match.end() : end_of_line if end_of_line >= 0 else len(text)]).strip()
        found.append(Suppression(match["rule"], line, end + 1 if alone else line, named.get("理由", ""), named.get("期限", ""), named.get("复核", "")))
    return found


def suppress(findings: list[Finding], path: str, text: str, known: Collection[str], today: dt.date) -> list[Finding]:
    """The findings of a file without those that are suppressed, and what is wrong with the suppressions."""
    kept, wrong = list(findings), []
    for one in suppressions(text):
        problem = _problem(one, known, today)
        if problem:
            rule, what, do = problem
            wrong.append(Finding(rule, Span(path, one.line, 1), what, do))
            continue
        covered = [finding for finding in kept if finding.rule == one.rule and finding.span.line in (one.line, one.covers)]
        if not covered:
            what = f"忽略“{one.rule}”没有用上：这里没有这个问题"
            wrong.append(Finding("suppression-unused", Span(path, one.line, 1), what, "删去这条忽略", Severity.WARNING))
        kept = [finding for finding in kept if finding not in covered]
    return kept + wrong


def _problem(one: Suppression, known: Collection[str], today: dt.date) -> tuple[str, str, str] | None:
    if one.rule not in known:
        return "suppression-unknown-rule", f"忽略里写的规则“{one.rule}”不存在", f"写成{EXAMPLE}，规则名见审校结果方括号里的词"
    if not one.reason:
        return "suppression-without-reason", f"忽略“{one.rule}”没有写理由", f"写成{EXAMPLE}"
    if one.until and parse_day(one.until) is None:
        return "suppression-expired", f"忽略“{one.rule}”的期限“{one.until}”不是日期", "写成2027-01-01这样的日期"
    if one.until and one.until < today.isoformat():
        return "suppression-expired", f"忽略“{one.rule}”的期限{one.until}已过", "改正问题，或重新审查后写新的期限"
    if one.rule.startswith(_NEEDS_SECOND) and not one.second:
        return "suppression-without-second", f"忽略“{one.rule}”要有第二个人复核", "在理由后面写“复核：”和复核人"
    return None
