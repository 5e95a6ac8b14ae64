"""The 审校单: a form of words, not of source; every finding numbered in place; nothing personal on paper."""

from __future__ import annotations

from pathlib import Path

from helpers import ROOT
from portal.model.article import META
from portal.model.finding import Finding, Severity, Span
from portal.model.schema import fields_of
from portal.model.signoff import Stage
from portal.pages.review_sheet import Office, sheets_html
from portal.pages.sheet_lines import LABELS, Mark, Piece, body_line, circled, front_line
from portal.pages.templates import environment

STAGES = (Stage(id="first", name="一审", role="编辑"), Stage(id="second", name="二审", role="股室负责人"))
OFFICE = Office(
    name="测试普法", day="2026年1月5日", rules="0123456789ab", titles={"some-rule": "某一条规则"}, columns={"news": "动态"}, stages=STAGES,
    digests={"content/news/2026/a.md": "f" * 64},
)  # fmt: skip
TEXT = """---
title: 标题一个
date: 2026-01-05 09:30
author: 测试司法所
summary: "摘要一句"
tags: [法律援助, 公证]
consent: ""
---

## 小标题

正文**要紧**的话，见[某网站](https://www.example.com/)。

- 一项
"""


def sheet(text: str = TEXT, *findings: Finding) -> str:
    path = "content/news/2026/a.md"
    return sheets_html(environment([Path(ROOT / "overrides")]), {path: text}, findings, OFFICE)


def finding(line: int, column: int, end: int, rule: str = "some-rule", severity: Severity = Severity.ERROR) -> Finding:
    return Finding(rule, Span("content/news/2026/a.md", line, column, line, end), "错了", "改对", severity)


def test_head_names_the_text_and_what_is_signed() -> None:
    """Title, column, day, unit, the digest that a signature is about, and the version of the rules."""
    page = sheet()

    for words in ("《标题一个》", "<td>动态</td>", "<td>2026年1月5日</td>", "<td>测试司法所</td>", "<td>ffffffffffff</td>", "<td>0123456789ab</td>"):
        assert words in page, words
    assert page.count("标题一个") == 1


def test_front_matter_reads_as_words() -> None:
    """Names in Chinese, no fences, no quotes, no empty fields."""
    page = sheet()

    assert "<i>摘要：</i>摘要一句</p>" in page
    assert "<i>标签：</i>法律援助、公证</p>" in page
    assert "同意凭据" not in page
    assert "---" not in page.partition("</style>")[2]


def test_markdown_reads_as_words() -> None:
    """Headings without signs, bold words bold, links with their address in brackets."""
    page = sheet()

    assert "<p>小标题</p>" in page
    assert "正文<b>要紧</b>的话，见某网站（https://www.example.com/）。</p>" in page


def test_findings_are_numbered_in_text_margin_and_below() -> None:
    """The number leads from the words to what is said of them, also when two stand on a line."""
    page = sheet(TEXT, finding(5, 11, 13), finding(12, 1, 3), finding(12, 9, 10, severity=Severity.INFO))

    assert '<i>摘要：</i><mark class="error">摘要</mark><sup>①</sup>一句' in page
    assert '<mark class="error">正文</mark><sup>②</sup><b>要紧</b>' in page
    assert '<span class="number">②③</span>' in page
    assert "某一条规则 some-rule" in page
    assert "错误<b>2</b>处" in page


def test_finding_on_the_whole_file_stands_first() -> None:
    """It has no line to stand under."""
    page = sheet(TEXT, Finding("whole", Span("content/news/2026/a.md"), "整个文件错了", "改"))

    assert page.index("整个文件错了") < page.index("原文和检查结果")


def test_personal_data_is_not_printed() -> None:
    """Paper goes from desk to desk."""
    text = "电话13900000000。\n"

    page = sheet(text, finding(1, 3, 14, "pii-mobile"))
    assert "13900000000" not in page
    assert '<mark class="error">13××××××××0</mark>' in page


def test_every_stage_has_a_row_to_sign() -> None:
    """The policy's stages, not three fixed ones."""
    page = sheet()

    assert [stage.name for stage in STAGES if f'<th scope="row">{stage.name}（{stage.role}）</th>' in page] == ["一审", "二审"]


def test_what_editors_wrote_is_escaped() -> None:
    """A text can't write on the form."""
    assert "<script>" not in sheet("<script>alert(1)</script>\n")


def test_sign_that_a_finding_is_about_is_shown() -> None:
    """A fault in the signs themselves can be seen."""
    shown = body_line("##标题", [Mark(0, 2, Severity.ERROR, 1)])

    assert shown is not None
    assert shown.pieces == (Piece("##", "error"), Piece("①", is_number=True), Piece("标题"))


def test_lines_without_words_are_left_out() -> None:
    """Fences, empty lines, empty fields, the rule below a table's head."""
    assert [front_line("---", []), front_line("cover:", []), body_line("", []), body_line("| --- | --- |", [])] == [None] * 4


def test_every_field_has_a_name() -> None:
    """A new field of the model gets its Chinese name here too."""
    assert {field.name for meta in META.values() for field in fields_of(meta)} <= set(LABELS)


def test_numbers_go_on_after_the_circles() -> None:
    """Twenty circles, then thirty more, then brackets."""
    assert [circled(number) for number in (1, 20, 21, 35, 36, 50, 51)] == ["①", "⑳", "㉑", "㉟", "㊱", "㊿", "(51)"]
