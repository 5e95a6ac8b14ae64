"""The report for a person at the keyboard: each line once, marked places, the gravest last, no personal data."""

from __future__ import annotations

from pathlib import Path

from portal.model.finding import Finding, Fix, Severity, Span
from portal.review.report import as_text

NOWHERE = Path("/nowhere")
TEXTS = {"a.md": "第一行\n  今天,全市开展 普法宣传。\n第三行", "b.md": "乙"}


def finding(line: int, column: int, end: int, severity: Severity = Severity.ERROR, rule: str = "some-rule", path: str = "a.md", fix: Fix | None = None) -> Finding:
    return Finding(rule, Span(path, line, column, line, end), f"{rule}错了", "改对", severity, fix=fix)


def report(*findings: Finding, whole: bool = False) -> str:
    return as_text(list(findings), NOWHERE, TEXTS, whole=whole)


def test_line_is_shown_once_with_its_places_marked() -> None:
    """Two findings on a line stand below it; brackets mark the places whatever the width of the letters."""
    lines = report(finding(2, 5, 6), finding(2, 10, 11, Severity.WARNING)).split("\n")

    assert lines[0] == "    │ 今天【,】全市开展【 】普法宣传。"
    assert lines[1:3] == ["a.md:2:5: 错误 some-rule错了［some-rule］", "    怎么改：改对"]
    assert lines[3] == "a.md:2:10: 警告 some-rule错了［some-rule］"
    assert lines[5:] == ["", "共1处错误，1处警告，涉及1个文件。"]


def test_gravest_lines_stand_last() -> None:
    """Whoever has seen a long list run through sees the errors at its end; blank lines part the groups."""
    text = report(finding(1, 1, 2), finding(2, 1, 2, Severity.INFO), finding(3, 1, 2, Severity.WARNING))

    assert [block.split("\n")[1][:6] for block in text.split("\n\n")[:-1]] == ["a.md:2", "a.md:3", "a.md:1"]


def test_long_paragraph_shows_what_is_near() -> None:
    """A paragraph on one line is cut on both sides of the place."""
    line = "甲" * 100 + "错" + "乙" * 100
    text = as_text([finding(1, 101, 102, path="long.md")], NOWHERE, {"long.md": line})

    assert f"│ ……{'甲' * 24}【错】{'乙' * 24}……\n" in text


def test_many_hints_of_one_rule_fold_when_the_whole_project_is_checked() -> None:
    """Thirteen hosts that nobody has looked at are one thing to know; in the file's own report they are listed."""
    hints = [finding(line, 1, 2, Severity.INFO) for line in range(1, 14)]

    whole = report(*hints, finding(20, 1, 2, Severity.INFO, "other"), whole=True)
    assert "    共13处，这是首处；portal check a.md看明细\n" in whole
    assert whole.count("［some-rule］") == 1
    assert "［other］" in whole
    assert whole.endswith("共14处提示，涉及1个文件。")
    assert report(*hints).count("［some-rule］") == 13


def test_warnings_are_never_folded() -> None:
    """Somebody has to decide on each of them."""
    assert report(*(finding(line, 1, 2, Severity.WARNING) for line in range(1, 14)), whole=True).count("［some-rule］") == 13


def test_end_says_what_can_be_mended_without_a_person() -> None:
    """The file is named when it is one."""
    safe, unsafe = Fix(0, 1, "，", True), Fix(0, 1, "，", False)

    assert report(finding(1, 1, 2, fix=safe), finding(2, 1, 2, fix=unsafe)).endswith("\n其中1处可以自动改：portal check --fix a.md")
    assert report(finding(1, 1, 2, fix=safe), finding(1, 1, 2, path="b.md", fix=safe)).endswith("\n其中2处可以自动改：portal check --fix 文件")
    assert "自动改" not in report(finding(1, 1, 2, fix=unsafe))


def test_personal_data_is_not_shown_again() -> None:
    """A report is copied into chats and logs."""
    texts = {"a.md": "电话13900000000，张测试。"}
    found = [
        Finding("pii-mobile", Span("a.md", 1, 3, 1, 14), "手机号", "删去"),
        Finding("pii-full-name-in-case", Span("a.md", 1, 15, 1, 18), "姓名", "换成某"),
    ]

    text = as_text(found, NOWHERE, texts)
    assert "│ 电话【13××××××××0】，【张××】。" in text
    assert "13900000000" not in text


def test_baselined_findings_say_so_and_stand_first() -> None:
    """What was there before is visible and known."""
    old = Finding("old", Span("a.md", 3, 1), "旧的", "改", baselined=True)

    assert report(finding(1, 1, 2, Severity.INFO), old).split("\n")[1] == "a.md:3:1: 错误 旧的［old］（基线里已有）"


def test_nothing_found_is_one_sentence() -> None:
    """No list, no blank line."""
    assert report() == "没有发现问题。"
