"""Personal data isn't repeated: not in excerpts, messages, fixes, context lines, or on the printed sheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from helpers import Project
from portal.cli import main
from portal.model.facts import Facts
from portal.model.finding import Finding, Severity, Span
from portal.model.masking import masked, masked_line
from portal.model.review_settings import ReviewSettings
from portal.review.document import Document
from portal.review.formats import FORMATS
from portal.review.prose_engine import review_document
from portal.review.report import as_text

NUMBER = "119999190001010003"
MASK = "11×××××××××××××××3"
FACTS = Facts(today=dt.date(2026, 11, 22))


def review(text: str, settings: ReviewSettings | None = None) -> list[Finding]:
    return review_document(Document("a.md", text), FACTS, settings or ReviewSettings())


@pytest.mark.parametrize(("words", "shown"), [(NUMBER, MASK), ("张测试", "张××"), ("某镇建设路88号", "某镇×××××号"), ("张某", "张某"), ("（化名）", "（化名）"), ("", "")])
def test_one_mask(words: str, shown: str) -> None:
    """As long as before; what already hides a name stays."""
    assert masked(words) == shown


@pytest.mark.parametrize(
    "text",
    [f"今天,张测试的身份证号{NUMBER},已登记.", "手机号１３９００００００００。", "社区矫正对象周试样，认罪态度较好。今天,开会。"],
    ids=["number", "full width", "name"],
)
def test_no_report_repeats_personal_data(project: Project, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In no format, the printed sheet included; other findings of the line and of the very place don't repeat it either."""
    secrets = [text[one.span.column - 1 : one.span.end_column - 1] for one in review(text) if one.rule.startswith("pii-")]
    path = tmp_path / "a.md"
    path.write_text(text, "utf-8")
    assert secrets
    for name in ("text", "html", *FORMATS):
        main(["--root", str(project.root), "check", str(path), "--format", name])
        printed = capsys.readouterr().out
        assert not [secret for secret in secrets if secret in printed], name
        assert name not in ("text", "html", "json") or all(masked(secret) in printed for secret in secrets), name


def test_every_line_of_a_broken_number_is_masked(tmp_path: Path) -> None:
    """What stands on the next line is masked when that line is printed for another reason."""
    text = f"号码{NUMBER[:11]}\n{NUMBER[11:]}，今天,开会。"
    (tmp_path / "a.md").write_text(text, "utf-8")
    printed = as_text(review(text), tmp_path)
    assert NUMBER[:11] not in printed and NUMBER[11:] not in printed
    assert "开会" in printed


def test_lines_keep_their_columns() -> None:
    """Places of other findings stay true, and other lines stay as they are."""
    finding = Finding("pii-mobile", Span("a.md", 2, 3, 3, 4), "", "", Severity.ERROR)
    assert [masked_line("甲乙1234567丙", number, [finding]) for number in (1, 2, 3, 4)] == ["甲乙1234567丙", "甲乙12×××××丙", "×××234567丙", "甲乙1234567丙"]
    assert masked_line("甲乙丙", 2, [Finding("other", Span("a.md", 2, 1, 2, 3), "", "")]) == "甲乙丙"


def test_a_rule_that_is_off_hides_nothing() -> None:
    """Where the bureau switched a rule off, its places are ordinary text with their fixes."""
    text = "手机号１３９００００００００。"
    found = review(text, ReviewSettings(rules={"pii-mobile": "off"}))
    assert found and all("×" not in one.excerpt for one in found)
