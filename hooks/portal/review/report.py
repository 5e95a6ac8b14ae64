"""Findings as text for a person at the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from portal.model.finding import Finding, Severity

_WIDEST = 100


def as_text(findings: list[Finding], root: Path) -> str:
    """Every finding with its place, the line it stands on, and what to do; then a count.

    Args:
        findings: in the order in which they are to be printed.
        root: the project's folder, where the lines are read.
    """
    lines = [line for one in findings for line in _lines(one, root)]
    return "\n".join([*lines, counts(findings)])


def counts(findings: list[Finding]) -> str:
    """``2处错误，1处警告，涉及2个文件``; ``没有发现问题`` when there are none."""
    if not findings:
        return "没有发现问题。"
    numbers = [(severity, sum(one.severity is severity for one in findings)) for severity in sorted(Severity, reverse=True)]
    said = "，".join(f"{number}处{severity.label}" for severity, number in numbers if number)
    return f"共{said}，涉及{len({one.span.path for one in findings})}个文件。"


def _lines(one: Finding, root: Path) -> Iterator[str]:
    yield f"{one.span}: {one.severity.label} {one.what}［{one.rule}］"
    source = _source_line(one, root)
    if source:
        yield f"    │ {source}"
    yield f"    怎么改：{one.do}"


def _source_line(one: Finding, root: Path) -> str:
    try:
        text = (root / one.span.path).read_text(encoding="utf-8") if one.span.line else ""
    except (OSError, UnicodeDecodeError):
        return ""
    lines = text.split("\n")
    line = lines[one.span.line - 1].strip() if one.span.line <= len(lines) else ""
    return line if len(line) <= _WIDEST else f"{line[:_WIDEST]}……"
