"""SARIF 2.1.0 (OASIS), with columns in UTF-16 code units as forges and editors count them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from portal.model.finding import Finding, Severity
from portal.review.baseline import fingerprint

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(findings: Sequence[Finding], lines: Callable[[str], list[str]]) -> str:
    """One run with a result a finding; baselined ones stay, marked, so that a forge doesn't close and reopen them."""
    rules = sorted({one.rule for one in findings})
    driver = {"name": "portal", "informationUri": "https://docs.oasis-open.org/sarif/", "rules": [{"id": rule} for rule in rules]}
    run = {"tool": {"driver": driver}, "columnKind": "utf16CodeUnits", "results": [_result(one, rules, lines) for one in findings]}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _result(one: Finding, rules: list[str], lines: Callable[[str], list[str]]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": rules.index(one.rule),
        "level": _LEVELS[one.severity],
        "message": {"text": f"{one.what}。怎么改：{one.do}"},
        "locations": [{"physicalLocation": _location(one, lines)}],
        "partialFingerprints": {"portal/v1": fingerprint(one)},
    }
    if one.baselined:
        found |= {"baselineState": "unchanged", "suppressions": [{"kind": "external", "justification": "基线里已有"}]}
    if one.fix and one.span.line:
        change = {"deletedRegion": _region(one, lines), "insertedContent": {"text": one.fix.replacement}}
        found["fixes"] = [{"description": {"text": one.do}, "artifactChanges": [{"artifactLocation": {"uri": one.span.path}, "replacements": [change]}]}]
    return found


def _location(one: Finding, lines: Callable[[str], list[str]]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": one.span.path}}
    return {**place, "region": _region(one, lines)} if one.span.line else place


def _region(one: Finding, lines: Callable[[str], list[str]]) -> dict[str, int]:
    text, span = lines(one.span.path), one.span
    region = {"startLine": span.line, "startColumn": _utf16(text, span.line, span.column or 1)}
    if span.end_line:
        region |= {"endLine": span.end_line, "endColumn": _utf16(text, span.end_line, span.end_column)}
    return region


def _utf16(lines: list[str], line: int, column: int) -> int:
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    return column + sum(ord(char) > 0xFFFF for char in before)
