"""Findings as text for a person at the keyboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from portal.model.finding import Finding, Severity
from portal.model.masking import PRIVACY, masked_line

_NEAR = 24
_FOLDED = 4


def as_text(findings: list[Finding], root: Path, texts: Mapping[str, str] | None = None, *, whole: bool = False) -> str:
    """Every line that has findings, once, with the places marked, and what to do; then a count.

    The gravest stand last, where they are seen when a long list has run through the window.

    Args:
        findings: in order of place.
        root: the project's folder, where lines are read.
        texts: what isn't to be read from there, by path.
        whole: the whole project is checked; many hints of one rule on one file then become one line.
    """
    groups = [list(found) for _, found in groupby(findings, lambda one: (one.span.path, one.span.line))]
    files = _Files(root, texts or {}, findings)
    folded: list[list[str]] = []
    if whole:
        folded, groups = _folded(groups)
    groups.sort(key=lambda found: max(0 if one.baselined else one.severity for one in found))
    blocks = [*folded, *(list(_lines(found, files)) for found in groups)]
    return "\n\n".join([*("\n".join(one) for one in blocks), "\n".join(_summary(findings))])


def counts(findings: list[Finding]) -> str:
    """``2处错误，1处警告，涉及2个文件``; ``没有发现问题`` when there are none."""
    if not findings:
        return "没有发现问题。"
    numbers = [(severity, sum(one.severity is severity for one in findings)) for severity in sorted(Severity, reverse=True)]
    said = "，".join(f"{number}处{severity.label}" for severity, number in numbers if number)
    known = sum(one.baselined for one in findings)
    return f"共{said}，{f'其中{known}处在基线里，' if known else ''}涉及{len({one.span.path for one in findings})}个文件。"


def _summary(findings: Sequence[Finding]) -> Iterator[str]:
    yield counts(list(findings))
    mendable = [one for one in findings if one.fix and one.fix.safe]
    if mendable:
        paths = {one.span.path for one in mendable}
        yield f"其中{len(mendable)}处可以自动改：portal check --fix {paths.pop() if len(paths) == 1 else '文件'}"


def _folded(groups: list[list[Finding]]) -> tuple[list[list[str]], list[list[Finding]]]:
    """One line for each rule that has many hints on one file, and the findings that are left."""
    hints: dict[tuple[str, str], list[Finding]] = {}
    for one in (one for found in groups for one in found if one.severity is Severity.INFO):
        hints.setdefault((one.rule, one.span.path), []).append(one)
    many = {key: found for key, found in hints.items() if len(found) >= _FOLDED}
    lines = [
        [f"{found[0].span}: 提示 {found[0].what}［{rule}］", f"    共{len(found)}处，这是首处；portal check {path}看明细"]
        for (rule, path), found in many.items()
    ]
    left = [[one for one in found if one.severity is not Severity.INFO or (one.rule, one.span.path) not in many] for found in groups]
    return lines, [found for found in left if found]


class _Files:
    """Lines of the files that findings name, without the personal data that was found anywhere in them."""

    def __init__(self, root: Path, texts: Mapping[str, str], findings: Sequence[Finding]) -> None:
        self._root, self._texts = root, texts
        self._private = [one for one in findings if one.rule.startswith(PRIVACY)]
        self._read: dict[str, list[str]] = {}

    def line(self, path: str, number: int) -> str:
        """A line by its number from 1; empty when there is none."""
        if path not in self._read:
            try:
                text = self._texts[path] if path in self._texts else (self._root / path).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                text = ""
            self._read[path] = text.split("\n")
        lines = self._read[path]
        private = (one for one in self._private if one.span.path == path)
        return masked_line(lines[number - 1], number, private) if 0 < number <= len(lines) else ""


def _lines(found: Sequence[Finding], files: _Files) -> Iterator[str]:
    span = found[0].span
    line = files.line(span.path, span.line)
    if line.strip():
        yield f"    │ {_marked(line, [one for one in found if one.span.end_line])}"
    for one in found:
        yield f"{one.span}: {one.severity.label} {one.what}［{one.rule}］{'（基线里已有）' if one.baselined else ''}"
        yield f"    怎么改：{one.do}"


def _marked(line: str, found: Sequence[Finding]) -> str:
    """The line with the words concerned in 【】; what stands far from them is left out."""
    shown, at = "", len(line) - len(line.lstrip())
    for start, end in _places(line, found):
        shown += f"{_gap(line[at:start], first=not shown)}【{line[start:end]}】"
        at = end
    rest = line[at:].rstrip()
    return shown + (rest if len(rest) <= _reach(shown) else f"{rest[: _reach(shown)]}……")


def _reach(shown: str) -> int:
    return _NEAR if shown else 4 * _NEAR


def _gap(text: str, *, first: bool) -> str:
    if len(text) <= 2 * _NEAR:
        return text
    return f"{'' if first else text[:_NEAR]}……{text[-_NEAR:]}"


def _places(line: str, found: Sequence[Finding]) -> list[tuple[int, int]]:
    """Places in a line, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for span in sorted(one.span for one in found):
        start, end = span.column - 1, span.end_column - 1 if span.end_line == span.line else len(line)
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged
