"""The 审校单: one printable page an article with its findings in context, for the person who signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import jinja2

from portal.model.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the source with what was found on it."""

    number: int
    pieces: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article's sheet."""

    path: str
    errors: int
    warnings: int
    hints: int
    lines: tuple[SheetLine, ...]
    general: tuple[Finding, ...]


def sheets_html(env: jinja2.Environment, texts: Mapping[str, str], findings: Sequence[Finding], day: str, site_name: str) -> str:
    """Sheets of all files that were looked at, each on a page of its own.

    Args:
        env: templates with autoescape.
        texts: the source of every file by path.
        findings: what was found.
        day: the day of the review, in words.
        site_name: printed at the top.
    """
    sheets = [_sheet(path, text, [one for one in findings if one.span.path == path]) for path, text in texts.items()]
    return env.get_template("review/sheet.html").render(sheets=sheets, day=day, site_name=site_name)


def _sheet(path: str, text: str, findings: list[Finding]) -> Sheet:
    numbers = {severity: sum(one.severity is severity for one in findings) for severity in Severity}
    lines = tuple(
        SheetLine(number, _pieces(line, number, findings), tuple(one for one in findings if one.span.line == number))
        for number, line in enumerate(text.rstrip("\n").split("\n"), 1)
    )
    general = tuple(one for one in findings if not one.span.line)
    return Sheet(path, numbers[Severity.ERROR], numbers[Severity.WARNING], numbers[Severity.INFO], lines, general)


def _pieces(line: str, number: int, findings: list[Finding]) -> tuple[tuple[str, str], ...]:
    """The line cut into pieces, those concerned with their severity."""
    here = [one for one in findings if one.span.line == number and one.span.end_line]
    ends = [one.span.end_column - 1 if one.span.end_line == number else len(line) for one in here]
    spans = sorted((one.span.column - 1, end, one.severity.name.lower()) for one, end in zip(here, ends, strict=True))
    pieces: list[tuple[str, str]] = []
    at = 0
    for start, end, severity in spans:
        if start >= at:
            pieces += [(line[at:start], ""), (line[start:end], severity)]
            at = end
    return tuple(piece for piece in [*pieces, (line[at:], "")] if piece[0])
