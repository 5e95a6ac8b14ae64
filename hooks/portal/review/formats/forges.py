"""Annotations on a change: GitHub and Gitea workflow commands, GitLab Code Quality."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from portal.model.finding import Finding, Severity
from portal.review.baseline import fingerprint

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITLAB = {Severity.ERROR: "blocker", Severity.WARNING: "minor", Severity.INFO: "info"}


def github(findings: Sequence[Finding], lines: Callable[[str], list[str]]) -> str:
    """One ``::error file=…::`` line a finding."""
    return "\n".join(_command(one) for one in findings if not one.baselined)


def _command(one: Finding) -> str:
    places = {"file": one.span.path, "line": one.span.line, "col": one.span.column, "endLine": one.span.end_line, "title": one.rule}
    said = ",".join(f"{name}={_property(str(value))}" for name, value in places.items() if value)
    return f"::{_GITHUB[one.severity]} {said}::{_data(f'{one.what}。怎么改：{one.do}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(findings: Sequence[Finding], lines: Callable[[str], list[str]]) -> str:
    """A Code Quality report."""
    report = [
        {
            "description": f"{one.what}。怎么改：{one.do}",
            "check_name": one.rule,
            "fingerprint": f"{fingerprint(one)}-{number}",
            "severity": _GITLAB[one.severity],
            "location": {"path": one.span.path, "lines": {"begin": one.span.line or 1}},
        }
        for number, one in enumerate(findings)
        if not one.baselined
    ]
    return json.dumps(report, ensure_ascii=False, indent=1)
