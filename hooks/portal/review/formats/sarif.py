"""SARIF 2.1.0 (OASIS), with columns in UTF-16 code units as forges and editors count them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from portal.model.finding import Finding, Severity
from portal.model.manual import Manual
from portal.review.baseline import fingerprint
from portal.review.formats.about import About, message

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(findings: Sequence[Finding], about: About) -> str:
    """One run with a result a finding; baselined ones stay, marked, so that a forge doesn't close and reopen them."""
    rules = sorted({one.rule for one in findings})
    driver: dict[str, Any] = {"name": "portal", "rules": [_rule(rule, about) for rule in rules]}
    if about.home:
        driver["informationUri"] = about.home
    run = {"tool": {"driver": driver}, "columnKind": "utf16CodeUnits", "results": [_result(one, rules, about) for one in findings]}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(rule: str, about: About) -> dict[str, Any]:
    manual = about.manuals.get(rule)
    if manual is None:
        return {"id": rule}
    described: dict[str, Any] = {
        "id": rule,
        "shortDescription": {"text": manual.title},
        "fullDescription": {"text": manual.what or manual.title},
        "help": _help(manual),
        "defaultConfiguration": {"level": _LEVELS[manual.level]},
    }
    return described | ({"helpUri": f"{about.home}rules/index.html#{rule}"} if about.home else {})


def _help(manual: Manual) -> dict[str, str]:
    text = "\n".join(f"{name}：{said}" for name, said in manual.parts)
    return {"text": text, "markdown": "\n\n".join(f"**{name}** {said}" for name, said in manual.parts)}


def _result(one: Finding, rules: list[str], about: About) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": rules.index(one.rule),
        "level": _LEVELS[one.severity],
        "message": {"text": message(one)},
        "locations": [{"physicalLocation": _location(one, about)}],
        "partialFingerprints": {"portal/v1": fingerprint(one)},
    }
    if one.baselined:
        found |= {"baselineState": "unchanged", "suppressions": [{"kind": "external", "justification": "基线里已有"}]}
    if one.fix and one.span.line:
        change = {"deletedRegion": _region(one, about), "insertedContent": {"text": one.fix.replacement}}
        found["fixes"] = [{"description": {"text": one.do}, "artifactChanges": [{"artifactLocation": {"uri": one.span.path}, "replacements": [change]}]}]
    return found


def _location(one: Finding, about: About) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": one.span.path}}
    return {**place, "region": _region(one, about)} if one.span.line else place


def _region(one: Finding, about: About) -> dict[str, int]:
    text, span = about.lines(one.span.path), one.span
    region = {"startLine": span.line, "startColumn": _utf16(text, span.line, span.column or 1)}
    if span.end_line:
        region |= {"endLine": span.end_line, "endColumn": _utf16(text, span.end_line, span.end_column)}
    return region


def _utf16(lines: list[str], line: int, column: int) -> int:
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    return column + sum(ord(char) > 0xFFFF for char in before)
