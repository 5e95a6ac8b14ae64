"""Suppressions, baseline, fixes and output formats."""

from __future__ import annotations

import datetime as dt
import json
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from helpers import ROOT
from portal.errors import PortalError
from portal.model.finding import Finding, Fix, Severity, Span
from portal.review.baseline import fingerprint, mark, written
from portal.review.fixing import apply_fixes, fixed
from portal.review.formats import FORMATS
from portal.review.suppressions import suppress

TODAY = dt.date(2025, 6, 30)
KNOWN = {"some-rule", "pii-mobile"}


def finding(line: int, rule: str = "some-rule", excerpt: str = "词", severity: Severity = Severity.ERROR) -> Finding:
    return Finding(rule, Span("a.md", line, 3, line, 4), "错了", "改对", severity, excerpt, Fix(2, 3, "字", True))


def rules(text: str, *findings: Finding) -> list[str]:
    return [one.rule for one in suppress(list(findings), "a.md", text, KNOWN, TODAY)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("甲 <!-- 审校忽略 some-rule 理由：专名 -->", []),
        ("<!-- 审校忽略 some-rule 理由：专名 期限：2026-01-01 -->\n甲", []),
        ("<!-- 审校忽略 some-rule -->\n甲", ["some-rule", "suppression-without-reason"]),
        ("<!-- 审校忽略 some-rule 理由：专名 期限：2025-01-01 -->\n甲", ["some-rule", "suppression-expired"]),
        ("<!-- 审校忽略 some-rule 理由：专名 期限：明年 -->\n甲", ["some-rule", "suppression-expired"]),
        ("<!-- 审校忽略 no-rule 理由：专名 -->\n甲", ["some-rule", "suppression-unknown-rule"]),
    ],
)
def test_suppression_covers_its_line_or_the_next(text: str, left: list[str]) -> None:
    """A reason is mandatory, an expiry ends it, an unknown rule is told."""
    line = 2 if "\n" in text else 1

    assert rules(text, finding(line)) == left


def test_unused_suppression_is_a_finding() -> None:
    """What suppresses nothing has to go."""
    assert rules("<!-- 审校忽略 some-rule 理由：专名 -->\n甲") == ["suppression-unused"]


def test_privacy_needs_a_second_name() -> None:
    """One person alone can't wave personal data through."""
    text = "甲 <!-- 审校忽略 pii-mobile 理由：公开电话{} -->"

    assert "suppression-without-second" in rules(text.format(""), finding(1, "pii-mobile"))
    assert rules(text.format(" 复核：某某"), finding(1, "pii-mobile")) == []


def test_baseline_marks_known_findings_once() -> None:
    """Three of the same kind against a baseline of two: one is new."""
    found = [finding(line) for line in (1, 2, 3)]
    baseline = written(found[:2], None)

    assert [one.baselined for one in mark(found, baseline)] == [True, True, False]


def test_baseline_may_only_shrink() -> None:
    """The ratchet: fewer is fine, a new one is refused."""
    before = written([finding(1), finding(2)], None)

    assert sum(written([finding(9)], before).values()) == 1
    with pytest.raises(PortalError, match="只能减少"):
        written([finding(1, excerpt="别的")], before)


def test_fingerprint_survives_moved_lines() -> None:
    """Text above doesn't make an old finding new."""
    assert fingerprint(finding(1)) == fingerprint(finding(99))
    assert fingerprint(finding(1)) != fingerprint(finding(1, excerpt="别的"))


def test_fixes_are_applied_from_the_end_without_overlaps() -> None:
    """Offsets stay true; of two that overlap the first wins, the other waits."""
    fixes = [Fix(0, 1, "甲甲", True), Fix(2, 4, "乙", True), Fix(3, 5, "丙", True)]

    assert apply_fixes("0123456", fixes) == "甲甲1乙456"


def test_fixing_reaches_a_fixed_point() -> None:
    """Each round looks at the mended text, until nothing is left."""

    def review(text: str) -> list[Finding]:
        at = text.find("ab")
        return [Finding("x", Span("a", 1), "", "", fix=Fix(at, at + 2, "b", True))] if at >= 0 else []

    assert fixed("aaab", review) == ("b", 3)


def render(name: str, *findings: Finding) -> str:
    return FORMATS[name](findings, lambda path: ["甲𠀀乙丙", "丁"])


def test_json_has_the_documented_keys_also_when_empty() -> None:
    """A script can rely on the shape."""
    assert json.loads(render("json"))["findings"] == []
    (one,) = json.loads(render("json", finding(1)))["findings"]

    assert {"rule", "severity", "path", "line", "column", "end_line", "end_column", "excerpt", "message", "suggestion", "fix"} <= one.keys()
    assert (one["severity"], one["line"], one["column"], one["fix"]["replacement"]) == ("error", 1, 3, "字")


def test_sarif_keeps_the_schema_and_counts_utf16() -> None:
    """OASIS' schema accepts it; a character outside the basic plane counts two."""
    schema = json.loads((ROOT / "tests/schemas/sarif-2.1.0.json").read_text("utf-8"))
    marked = mark([finding(1)], written([finding(1)], None))
    found = json.loads(render("sarif", finding(1), *marked, Finding("x", Span("b.md"), "整个文件", "改")))

    jsonschema.validate(found, schema)
    region = found["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 5}
    assert found["runs"][0]["results"][1]["suppressions"][0]["kind"] == "external"
    jsonschema.validate(json.loads(render("sarif")), schema)


def test_github_annotations_escape_what_would_break_the_command() -> None:
    """A message can't smuggle a second command."""
    hostile = Finding("some-rule", Span("a,b:c.md", 1, 2), "错\n::error::假", "改", Severity.WARNING)

    assert render("github", hostile) == "::warning file=a%2Cb%3Ac.md,line=1,col=2,title=some-rule::错%0A::error::假。怎么改：改"


def test_gitlab_and_junit_are_well_formed() -> None:
    """Forges can read them, also without findings."""
    assert json.loads(render("gitlab", finding(1)))[0]["severity"] == "blocker"
    assert json.loads(render("gitlab")) == []
    suite = ET.fromstring(render("junit", finding(1), finding(2, severity=Severity.INFO)))
    assert suite.get("failures") == "1"
    assert ET.fromstring(render("junit")).get("failures") == "0"
