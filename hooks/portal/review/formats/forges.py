"""Annotations on a change: GitHub and Gitea workflow commands, GitLab Code Quality."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from portal.model.finding import Finding, Severity
from portal.review.baseline import fingerprint
from portal.review.formats.about import About, message

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITLAB = {Severity.ERROR: "blocker", Severity.WARNING: "minor", Severity.INFO: "info"}


def github(findings: Sequence[Finding], about: About) -> str:
    """One ``::error file=…::`` line a finding."""
    return "\n".join(_command(one, about) for one in findings if not one.baselined)


def _command(one: Finding, about: About) -> str:
    span = one.span
    places = {"file": span.path, "line": span.line, "col": span.column, "endLine": span.end_line}
    places |= {"endColumn": span.end_column if span.end_line == span.line else 0, "title": about.name(one.rule)}
    said = ",".join(f"{name}={_property(str(value))}" for name, value in places.items() if value)
    return f"::{_GITHUB[one.severity]} {said}::{_data(message(one))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(findings: Sequence[Finding], about: About) -> str:
    """A Code Quality report."""
    report = [
        {
            "description": message(one),
            "check_name": one.rule,
            "fingerprint": mark,
            "severity": _GITLAB[one.severity],
            "location": {"path": one.span.path, "lines": {"begin": one.span.line or 1}},
        }
        for one, mark in _numbered(findings)
        if not one.baselined
    ]
    return json.dumps(report, ensure_ascii=False, indent=1)


def _numbered(findings: Sequence[Finding]) -> Iterator[tuple[Finding, str]]:
    """Fingerprints that differ, and stay the same whatever else is found: those of the same words are counted."""
    seen: Counter[str] = Counter()
    for one in findings:
        mark = fingerprint(one)
        seen[mark] += 1
        yield one, f"{mark}-{seen[mark]}"
