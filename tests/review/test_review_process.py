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
from portal.model.manual import Manual
from portal.review.baseline import fingerprint, mark, written
from portal.review.fixing import apply_fixes, fixed
from portal.review.formats import FORMATS
from portal.review.formats.about import About
from portal.review.suppressions import suppress

TODAY = dt.date(2025, 6, 30)
KNOWN = {"some-rule": "某一条规则", "pii-mobile": "手机号码"}


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


@pytest.mark.parametrize("name", ["some-rule", "[some-rule]", "［some-rule］", "某一条规则", "【某一条规则】"])
def test_suppression_takes_what_a_report_shows(name: str) -> None:
    """The id as it is copied with its brackets, or the title that a person knows."""
    assert rules(f"甲 <!-- 审校忽略 {name} 理由：专名 -->", finding(1)) == []


@pytest.mark.parametrize(
    ("written", "what", "do"),
    [("some-rul", "“some-rul”不存在", "是不是“some-rule”？"), ("某条规则", "“某条规则”不存在", "是不是“某一条规则”？"), ("", "没有写规则名", "规则名照抄")],
)
def test_suppression_of_an_unknown_rule_quotes_and_suggests(written: str, what: str, do: str) -> None:
    """Whoever mistypes a name sees it, and the nearest one."""
    (found,) = suppress([], "a.md", f"<!-- 审校忽略 {written} 理由：专名 -->\n甲", KNOWN, TODAY)

    assert found.rule == "suppression-unknown-rule"
    assert what in found.what
    assert found.do.startswith(do)


def test_suppression_in_front_matter() -> None:
    """A comment of YAML on the line or above it; the same words in the text are no comment."""
    front = "---\n{}title: 甲{}\n---\n\n正文 # 审校忽略 some-rule 理由：专名\n"

    assert rules(front.format("", " # 审校忽略 some-rule 理由：专名"), finding(2)) == []
    assert rules(front.format("# 审校忽略 some-rule 理由：专名\n", ""), finding(3)) == []
    assert rules(front.format("", ""), finding(5)) == ["some-rule"]


@pytest.mark.parametrize("shown", ["`{}`", "```\n{}\n```"])
def test_suppression_shown_as_code_is_none(shown: str) -> None:
    """A handbook can say how one is written."""
    assert rules(shown.format("<!-- 审校忽略 some-rule 理由：专名 -->")) == []


def test_examples_show_the_second_name_where_it_is_needed() -> None:
    """What the message shows can be copied and works."""
    asked = {rule: suppress([], "a.md", f"甲 <!-- 审校忽略 {rule} -->", KNOWN, TODAY)[0].do for rule in KNOWN}

    assert "复核：" in asked["pii-mobile"]
    assert "复核：" not in asked["some-rule"]


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


MANUAL = Manual(id="some-rule", family="用词", level=Severity.WARNING, title="某一条规则", what="某事", why="", wrong=("错",), right=(), basis="", fix="改")
ABOUT = About(lines=lambda path: ["甲𠀀乙丙", "丁"], manuals={"some-rule": MANUAL}, home="https://pufa.example/")


def render(name: str, *findings: Finding) -> str:
    return FORMATS[name](findings, ABOUT)


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


def test_sarif_says_what_the_rules_mean() -> None:
    """A forge shows title, level and manual, and leads to the site's own page; an unknown rule has its id only."""
    driver = json.loads(render("sarif", finding(1), Finding("x", Span("b.md"), "整个文件", "改")))["runs"][0]["tool"]["driver"]

    assert driver["informationUri"] == "https://pufa.example/"
    known, unknown = driver["rules"]
    assert known == {
        "id": "some-rule",
        "shortDescription": {"text": "某一条规则"},
        "fullDescription": {"text": "某事"},
        "help": {"text": "什么：某事\n错例：\n  - 错\n修复：改", "markdown": "**什么** 某事\n\n**错例** \n  - 错\n\n**修复** 改"},
        "defaultConfiguration": {"level": "warning"},
        "helpUri": "https://pufa.example/rules/index.html#some-rule",
    }
    assert unknown == {"id": "x"}


def test_github_annotations_escape_what_would_break_the_command() -> None:
    """A message can't smuggle a second command."""
    hostile = Finding("some-rule", Span("a,b:c.md", 1, 2), "错\n::error::假", "改", Severity.WARNING)

    assert render("github", hostile) == "::warning file=a%2Cb%3Ac.md,line=1,col=2,title=某一条规则（some-rule）::错%0A::error::假。怎么改：改"


def test_github_annotations_name_the_end_on_the_same_line() -> None:
    """The words concerned are underlined, not the whole line."""
    assert ",col=3,endLine=1,endColumn=4,title=" in render("github", finding(1))


def test_gitlab_fingerprints_stay_when_something_else_is_found() -> None:
    """A forge takes the same finding for the same, and two of the same words for two."""

    def marks(*findings: Finding) -> list[str]:
        return [one["fingerprint"] for one in json.loads(render("gitlab", *findings))]

    alone, after = marks(finding(1), finding(2)), marks(finding(9, rule="other"), finding(1), finding(2))
    assert len(set(alone)) == 2
    assert after[1:] == alone


def test_junit_has_a_case_a_finding() -> None:
    """Errors and warnings fail, hints and old ones pass; without findings one case passes."""
    old = Finding("some-rule", Span("a.md", 3), "错了", "改", baselined=True)
    suite = ET.fromstring(render("junit", finding(1), finding(2, severity=Severity.INFO), old, Finding("x", Span("b.md"), "有\x0b字", "改")))

    assert (suite.get("tests"), suite.get("failures")) == ("4", "2")
    assert next(one.get("name") for one in suite.iter("testcase")) == "a.md:1:3 某一条规则（some-rule）"
    assert len(suite.findall("testcase/failure")) == 2
    empty = ET.fromstring(render("junit"))
    assert (empty.get("tests"), empty.get("failures")) == ("1", "0")


def test_gitlab_is_well_formed() -> None:
    """Forges can read it, also without findings."""
    assert json.loads(render("gitlab", finding(1)))[0]["severity"] == "blocker"
    assert json.loads(render("gitlab")) == []
