"""The 审校单: an office form for each text, with its findings in place, for the people who sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import jinja2

from portal.model.finding import Finding, Severity
from portal.model.masking import masked_line
from portal.model.signoff import Stage
from portal.pages.sheet_lines import Mark, Shown, body_line, circled, front_line, plain_line
from portal.times import chinese_day, parse_moment

_HEAD = ("title", "date", "source", "author")


@dataclass(frozen=True, kw_only=True)
class Office:
    """What all sheets of a print have in common.

    Attributes:
        name: of the site.
        day: of the review, in words.
        rules: version of the rules.
        titles: Chinese title of every rule by id.
        columns: label of every column by id.
        stages: of the review, in order.
        digests: digest of what is signed, by path.
    """

    name: str
    day: str
    rules: str
    titles: Mapping[str, str]
    columns: Mapping[str, str]
    stages: Sequence[Stage]
    digests: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with the number that its mark bears."""

    number: str
    finding: Finding
    title: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A printed line with what was found on it."""

    shown: Shown
    found: tuple[Numbered, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One text's form."""

    path: str
    title: str
    column: str
    date: str
    source: str
    author: str
    digest: str
    counts: tuple[tuple[str, int], ...]
    general: tuple[Numbered, ...]
    lines: tuple[SheetLine, ...]


def sheets_html(env: jinja2.Environment, texts: Mapping[str, str], findings: Sequence[Finding], office: Office) -> str:
    """Sheets of all files that were looked at, each beginning on a page of its own.

    Args:
        env: templates with autoescape.
        texts: the source of every file by path.
        findings: what was found, in order of place.
        office: what the sheets have in common.
    """
    sheets = [_sheet(path, text, [one for one in findings if one.span.path == path], office) for path, text in texts.items()]
    return env.get_template("review/sheet.html").render(sheets=sheets, office=office)


def _sheet(path: str, text: str, findings: list[Finding], office: Office) -> Sheet:
    lines = [masked_line(line, number, findings) for number, line in enumerate(text.rstrip("\n").split("\n"), 1)]
    front = _front_lines(lines) if path.endswith(".md") else 0
    head = {key: value for key in _HEAD for line in lines[:front] if (value := _value(line, key))}
    numbered = [Numbered(circled(number), one, office.titles.get(one.rule, "")) for number, one in enumerate(findings, 1)]
    moment = parse_moment(head.get("date", ""))
    parts = path.split("/")
    return Sheet(
        path=path,
        title=head.get("title", parts[-1]),
        column=office.columns.get(parts[1], "固定页面") if parts[0] == "content" and len(parts) > 2 else "",
        date=chinese_day(moment.day) if moment else head.get("date", ""),
        source=head.get("source", ""),
        author=head.get("author", ""),
        digest=office.digests.get(path, "")[:12],
        counts=tuple((level.label, sum(one.severity is level for one in findings)) for level in sorted(Severity, reverse=True)),
        general=tuple(one for one in numbered if not 0 < one.finding.span.line <= len(lines)),
        lines=tuple(_lines(lines, front, numbered, body_line if path.endswith(".md") else plain_line)),
    )


def _front_lines(lines: Sequence[str]) -> int:
    """How many lines the front matter has, with its fences."""
    if lines[0].rstrip() != "---":
        return 0
    return next((number + 1 for number, line in enumerate(lines) if number and line.rstrip() == "---"), 0)


def _value(line: str, key: str) -> str:
    name, colon, value = line.partition(":")
    return value.strip(" \t\"'") if colon and name == key else ""


def _lines(lines: Sequence[str], front: int, numbered: Sequence[Numbered], body: Callable[[str, Sequence[Mark]], Shown | None]) -> list[SheetLine]:
    findings = [one.finding for one in numbered]
    printed = []
    for number, line in enumerate(lines, 1):
        here = tuple(one for one in numbered if one.finding.span.line == number)
        marks = [mark for at, one in enumerate(findings, 1) if (mark := _mark(one, at, number, len(line)))]
        if number <= front and not marks and line.partition(":")[0] in _HEAD:
            continue
        shown = (front_line if number <= front else body)(line, marks)
        if shown:
            printed.append(SheetLine(shown, here))
    return printed


def _mark(one: Finding, at: int, number: int, length: int) -> Mark | None:
    """Where a finding concerns a line; one without an end stands at its beginning."""
    span = one.span
    if span.line == number:
        start = min(max(span.column - 1, 0), length)
        end = start if not span.end_line else span.end_column - 1 if span.end_line == number else length
        return Mark(start, max(start, min(end, length)), one.severity, at)
    return None
