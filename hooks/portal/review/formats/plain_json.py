"""The portal's own JSON: one object with ``findings`` and ``summary``."""

from __future__ import annotations

import json
from collections.abc import Sequence

from portal.model.finding import Finding, Severity
from portal.review.formats.about import About


def render(findings: Sequence[Finding], about: About) -> str:
    """All findings, and how many of each severity; also when there are none."""
    summary = {severity.name.lower(): sum(one.severity is severity for one in findings) for severity in sorted(Severity, reverse=True)}
    summary |= {"files": len({one.span.path for one in findings}), "baselined": sum(one.baselined for one in findings)}
    return json.dumps({"findings": [_plain(one) for one in findings], "summary": summary}, ensure_ascii=False, indent=1)


def _plain(one: Finding) -> dict[str, object]:
    fix = {"start": one.fix.start, "end": one.fix.end, "replacement": one.fix.replacement, "safe": one.fix.safe} if one.fix else None
    return {
        "rule": one.rule,
        "severity": one.severity.name.lower(),
        "path": one.span.path,
        "line": one.span.line,
        "column": one.span.column,
        "end_line": one.span.end_line or one.span.line,
        "end_column": one.span.end_column or one.span.column,
        "excerpt": one.excerpt,
        "message": one.what,
        "suggestion": one.do,
        "fix": fix,
        "baselined": one.baselined,
    }
