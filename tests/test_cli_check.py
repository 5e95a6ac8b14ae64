"""``portal check``: paths, standard input, git, formats, fixes, baseline, suppressions."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path

import pytest

from helpers import Project
from portal.cli import main
from portal.model.unit import units

SECOND = "content/news/2025/2025-06-01-second.md"


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1751256000")


def run(project: Project, *words: str) -> int:
    return main(["--root", str(project.root), "check", *words])


def found(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, int]]:
    report = json.loads(capsys.readouterr().out)
    return [(Path(one["path"]).name, one["rule"], one["line"]) for one in report["findings"]]


def test_file_outside_the_project(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Any text can be checked; the prose rules alone run, and the places are exact."""
    text = tmp_path / "外面.txt"
    text.write_text("第一行。\n今天,开会。", encoding="utf-8")

    assert run(project, str(text), "--format", "json") == 1
    (one,) = json.loads(capsys.readouterr().out)["findings"]
    assert (one["rule"], one["line"], one["column"], one["end_column"], one["excerpt"]) == ("half-width-punctuation", 2, 3, 4, ",")


def test_clean_file_gives_empty_json(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script gets the same shape without findings."""
    text = tmp_path / "a.md"
    text.write_text("今天，开会。\n", encoding="utf-8")

    assert run(project, str(text), "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_standard_input(project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An editor's plug-in can check what isn't saved yet."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("今天,开会。".encode()), encoding="utf-8"))

    assert run(project, "--stdin", "草稿.md", "--format", "json") == 1
    assert found(capsys) == [("草稿.md", "half-width-punctuation", 1)]


def test_paths_narrow_the_report(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the findings of the named file or folder are listed."""
    project.replace(SECOND, "正文。", "今天,开会。").replace("data/bureau.yml", "motto: 测试", "motto: 测试\nicp: 错")

    assert run(project, SECOND, "--format", "json") == 1
    assert {name for name, _, _ in found(capsys)} == {"2025-06-01-second.md"}


def test_changed_since_a_revision(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """With real git: what was wrong before isn't listed, what has changed or is new is."""
    project.replace(SECOND, "正文。", "今天,开会。")
    git = ["git", "-C", str(project.root), "-c", "user.name=t", "-c", "user.email=t@t.example"]
    for words in (["init", "-q"], ["add", "content", "data", "mkdocs.yml"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], check=True, capture_output=True)

    assert run(project, "--changed-since", "HEAD", "--format", "json") == 0
    capsys.readouterr()
    project.write("content/news/2025/2025-06-02-new.md", "---\ntitle: 新\ndate: 2025-06-02\nsource: 测试局\nsummary: 摘要\n---\n明天,开会。\n")
    assert run(project, "--changed-since", "HEAD", "--format", "json") == 1
    assert ("2025-06-02-new.md", "half-width-punctuation", 7) in found(capsys)
    assert run(project, "--changed-since", "no-such-revision") == 2


def test_fix_mends_what_is_safe_and_nothing_else(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A second run has nothing left to do; addresses and code stay as they are."""
    project.replace(SECOND, "正文。", "今天,开会。`a,b`见https://www.gov.cn/?a=1,2。")

    run(project, SECOND, "--fix")
    once = (project.root / SECOND).read_text("utf-8")
    run(project, SECOND, "--fix")

    assert "今天，开会。`a,b`见https://www.gov.cn/?a=1,2。" in once
    assert (project.root / SECOND).read_text("utf-8") == once


def test_suppression_in_place(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A reason in the text silences one finding on one line."""
    project.replace(SECOND, "正文。", "<!-- 审校忽略 half-width-punctuation 理由：照录原文 -->\n今天,开会。")

    assert run(project, SECOND) == 0


def test_levels_of_one_article_alone(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The last layer: front matter turns a rule down for one article, with a reason; privacy can't be turned down."""
    review = "source: 测试局\nreview: {levels: {half-width-punctuation: \"off\", no-such-rule: info, pii-mobile: info}, reason: 照录原文}"
    project.replace(SECOND, "正文。", "今天,开会。手机号13912345678。").replace(SECOND, "source: 测试局", review)

    assert run(project, SECOND, "--format", "json") == 1
    assert {rule for _, rule, _ in found(capsys)} == {"settings-unknown-rule", "settings-privacy-lowered", "pii-mobile"}


def test_levels_by_column_and_bureau(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A column's level stands over the bureau's, the bureau's over the built-in one; unknown rules are refused."""
    project.replace(SECOND, "正文。", "今天,开会。")
    project.write("data/review/rules.yml", "rules: {half-width-punctuation: info}\ncolumns: {}\n")
    assert run(project, SECOND) == 0

    project.write("data/review/rules.yml", "rules: {half-width-punctuation: info}\ncolumns: {news: {half-width-punctuation: error}}\n")
    assert run(project, SECOND) == 1

    project.write("data/review/rules.yml", "rules: {half-width-punctuatoin: info}\n")
    capsys.readouterr()
    assert run(project, "--format", "json") == 1
    assert "settings-unknown-rule" in {rule for _, rule, _ in found(capsys)}


def test_baseline_lets_old_findings_pass_and_new_ones_not(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Old content can be taken in; it may only become better."""
    project.replace(SECOND, "正文。", "今天,开会。")
    assert run(project, "--write-baseline") == 0
    assert run(project) == 0

    project.replace(SECOND, "今天,开会。", "今天,开会。明天,也开会。")
    assert run(project) == 1
    assert run(project, "--write-baseline") == 2
    assert "只能减少" in capsys.readouterr().err


def test_review_sheet(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The form to sign shows the text with numbered findings in place, the digest that is signed, and escapes what editors wrote."""
    project.replace(SECOND, "正文。", "今天,开会。<b>粗</b>")

    run(project, SECOND, "--format", "html")
    sheet = capsys.readouterr().out
    digest = units(project.site())[SECOND].digest

    assert '今天<mark class="error">,</mark><sup>①</sup>开会' in sheet
    assert f"<td>{digest[:12]}</td>" in sheet
    assert "一审（" in sheet
    assert "<b>粗" not in sheet


def test_review_sheet_of_a_year(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Figures are signed too; their file is printed as it stands."""
    year = "data/statistics/2024.yml"

    run(project, year, "--format", "html")

    sheet = capsys.readouterr().out
    assert f'<p class="path">{year}</p>' in sheet
    assert sheet.count("<article>") == 1


def test_standard_input_is_mended_to_standard_output(project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An editor's plug-in gets the mended text and nothing else; what is left to a person goes to the other stream."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("今天,开会。\n2026年2月30日。\n".encode()), encoding="utf-8"))

    assert run(project, "--stdin", "草稿.md", "--fix") == 1
    printed = capsys.readouterr()
    assert printed.out == "今天，开会。\n2026年2月30日。\n"
    assert "impossible-date" in printed.err
    assert "half-width-punctuation" not in printed.err


@pytest.mark.parametrize("words", [[SECOND], ["--stdin", "草稿.md"]])
def test_broken_set_up_is_told_when_one_text_is_checked(
    project: Project, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rule that is set wrongly, or a pack that isn't used, concerns every text."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("正文。\n".encode()), encoding="utf-8"))
    project.write("data/review/rules.yml", "rules: {half-width-punctuatoin: info}\n")
    project.write("data/review/terms/local-x.yml", "id: local-x\ntitle: 测试\nfamily: 用词\nwhy: 无\nsource: 无\nentries: [{wrong: 帐, level: info}]\n")

    assert run(project, *words, "--format", "json") == 1
    assert {rule for _, rule, _ in found(capsys)} == {"settings-unknown-rule", "bad-pack"}


def test_explain(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule explains itself; an unknown one names its neighbours."""
    assert run(project, "--explain", "half-width-punctuation") == 0
    assert "GB/T 15834" in capsys.readouterr().out
    assert run(project, "--explain", "半角标点夹在汉字之间") == 0
    assert "GB/T 15834" in capsys.readouterr().out
    assert run(project, "--explain", "half-width-punctuatoin") == 2
    assert "half-width-punctuation" in capsys.readouterr().err


def test_reports_do_not_repeat_personal_numbers(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A leak must not leak again through logs and caches."""
    number = "11010519491231002X"
    project.replace(SECOND, "正文。", f"身份证号{number}。")

    assert run(project, SECOND, "--format", "json") == 1
    assert number not in capsys.readouterr().out
    kept = [path for path in (project.root / ".portal").rglob("*") if path.is_file()]
    assert kept
    assert not any(number.encode() in path.read_bytes() for path in kept)


@pytest.mark.parametrize("words", [["--format", "pdf"], ["--no-such-option"]])
def test_wrong_words_are_answered_in_chinese(project: Project, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage ends with 2 and a sentence, not with English."""
    with pytest.raises(SystemExit) as stop:
        run(project, *words)

    assert stop.value.code == 2
    assert "命令写得不对" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["report", "去年"], ["selfcheck", "--evidence", "去年"]])
def test_what_is_no_number_is_answered_in_chinese(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """No word of English, and what was written is quoted."""
    with pytest.raises(SystemExit):
        main(words)

    said = capsys.readouterr().err
    assert "要写整数，不能写“去年”" in said and "invalid" not in said


def test_a_negative_number_of_places_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Less than none can't be listed."""
    with pytest.raises(SystemExit) as stop:
        main(["selfcheck", "--evidence", "-2"])

    assert stop.value.code == 2 and "不能写负数“-2”" in capsys.readouterr().err


def test_choices_are_listed_in_chinese(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """What may be written stands in Chinese quotes."""
    with pytest.raises(SystemExit):
        run(project, "--format", "pdf")

    assert "“--format”不能写“pdf”，只能写“text”、“json”、" in capsys.readouterr().err
