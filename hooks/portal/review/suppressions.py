"""Suppressions in place: ``<!-- 审校忽略 规则 理由：…… 期限：2027-01-01 复核：某某 -->``, in front matter and data files ``# 审校忽略 规则 理由：……``.

A suppression covers its own line, or the next one when it stands alone on its line. The rule is named by its id or by its Chinese title.
A reason is mandatory, an expiry is optional; rules of privacy and of repealed law need a second name (复核). What is unused, expired or
without reason is a finding itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from portal.late import late
from portal.model.comments import stretches
from portal.model.finding import Finding, Severity, Span
from portal.review.document import Document
from portal.review.wording import did_you_mean
from portal.times import parse_day

_COMMENT = late(r"<!--\s*审校忽略(?P<said>.*?)-->", re.DOTALL)
_FRONT_COMMENT = late(r"(?:^|(?<=[ \t]))#[ \t]*审校忽略(?P<said>.*)$", re.MULTILINE)
_PART = late(r"(理由|期限|复核)[：:]\s*")
_AROUND_NAME = " \t\n:：，,；;。“”\"'`[]［］【】〔〕「」"
_NEEDS_SECOND = ("pii-", "law-repealed")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A suppression: the rule as written, on which line it stands, which one it covers, why, until when, and who else has looked."""

    rule: str
    line: int
    covers: int
    reason: str
    until: str
    second: str


def suppressions(text: str, path: str = "") -> list[Suppression]:
    """Every suppression in a text; ``path`` tells whether it is a data file."""
    return [_read(text, match) for match in _comments(text, path)] if "审校忽略" in text else []


def suppress(findings: list[Finding], path: str, text: str, known: Mapping[str, str], today: dt.date) -> list[Finding]:
    """The findings of a file without those that are suppressed, and what is wrong with the suppressions.

    Args:
        findings: of the file.
        path: of the file.
        text: of the file.
        known: Chinese title of every rule by id.
        today: the day on which suppressions may have expired.
    """
    kept, wrong = list(findings), []
    for written in suppressions(text, path):
        one = replace(written, rule=_rule_of(written.rule, known))
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


def _comments(text: str, path: str) -> Iterator[re.Match[str]]:
    front_end = len(text) if path.endswith(".yml") else Document("", text).front_end
    yield from _FRONT_COMMENT.finditer(text, 0, front_end)
    written = (one for one in stretches(text) if one.is_comment and one.start >= front_end)  # code may show one
    yield from (match for one in written if (match := _COMMENT.match(text, one.start, one.end)))


def _read(text: str, match: re.Match[str]) -> Suppression:
    name, *parts = _PART.split(match["said"])
    named = {part: value.strip(" \n，；,;") for part, value in zip(parts[::2], parts[1::2], strict=True)}
    line, end = (text.count("\n", 0, at) + 1 for at in match.span())
    start_of_line, end_of_line = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    alone = not (text[start_of_line : match.start()] + text[match.end() : end_of_line if end_of_line >= 0 else len(text)]).strip()
    covers = end + 1 if alone else line
    return Suppression(name.strip(_AROUND_NAME), line, covers, named.get("理由", ""), named.get("期限", ""), named.get("复核", ""))


def _rule_of(written: str, known: Mapping[str, str]) -> str:
    """The id that somebody means who wrote an id or a title, with or without more words behind it; else what was written."""
    titles = {title: rule for rule, title in known.items()}
    for name in (written, written.split(" ")[0].strip(_AROUND_NAME)):
        if name in known or name in titles:
            return titles.get(name, name)
    return written


def _problem(one: Suppression, known: Mapping[str, str], today: dt.date) -> tuple[str, str, str] | None:
    second = one.rule.startswith(_NEEDS_SECOND)
    if one.rule not in known:
        do = f"{did_you_mean(one.rule, [*known, *known.values()])}规则名照抄检查结果方括号里的词，或者写规则的中文名称，如{example('half-width-punctuation')}"
        return "suppression-unknown-rule", f"忽略里写的规则“{one.rule}”不存在" if one.rule else "忽略里没有写规则名", do
    if not one.reason:
        return "suppression-without-reason", f"忽略“{one.rule}”没有写理由", f"写成{example(one.rule, second)}"
    if one.until and parse_day(one.until) is None:
        return "suppression-expired", f"忽略“{one.rule}”的期限“{one.until}”不是日期", "写成2027-01-01这样的日期"
    if one.until and one.until < today.isoformat():
        return "suppression-expired", f"忽略“{one.rule}”的期限{one.until}已过", "改正问题，或重新审查后写新的期限"
    if second and not one.second:
        return "suppression-without-second", f"忽略“{one.rule}”要有第二个人复核", f"在理由后面写上复核人，写成{example(one.rule, second)}"
    return None


def example(rule: str, second: bool = False) -> str:
    """A suppression of a rule as one writes it; ``second`` with the name of a second person."""
    return f"<!-- 审校忽略 {rule} 理由：写明为什么{' 复核：复核人姓名' if second else ''} -->"
