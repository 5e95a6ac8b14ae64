"""The yearly report table: what is known is filled in and right, what isn't is left empty and named."""

from __future__ import annotations

import io
from pathlib import Path

import lxml.html
import pytest
from openpyxl import load_workbook

from helpers import NOW, Project
from portal.cli import main
from portal.pages.annual_report import TODO, annual, annual_workbook


def values(project: Project, year: int = 2025) -> dict[str, str | int]:
    return {f"{one.group}：{one.label}": one.shown for one in annual(project.site(), year).fields}


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.at.timestamp())))


def test_what_the_repository_knows_is_filled_in(project: Project) -> None:
    """Name, address, host, posts in all and by column, services, account."""
    project.replace("content/news/2025/2025-06-01-second.md", "source:", 'wechat: {published: "2025-06-02 10:00"}\nsource:')
    found = values(project)

    assert found["基本情况：网站名称"] == "测试门户" and found["基本情况：首页网址"] == "https://test.example/" and found["基本情况：主办单位"] == "测试局"
    assert found["信息发布：总数"] == 4 and found["信息发布：政务动态信息更新量"] == 2
    assert [found[f"信息发布：栏目“{name}”"] for name in ("工作动态", "以案释法", "年度总结")] == [2, 1, 1]
    assert found["办事服务：服务事项数量"] == len(project.site().services)
    assert found["移动新媒体：微信公众号名称"] == "测试号" and found["移动新媒体：微信信息发布量"] == 1


def test_what_nobody_knows_is_left_empty_and_named(project: Project) -> None:
    """Visits, messages, safety tests, registrations: 待填, and listed."""
    found, report = values(project), annual(project.site(), 2025)

    for name in ("访问：网站总访问量", "互动交流：收到留言数量", "安全防护：安全检测评估次数", "移动新媒体：微信订阅数", "基本情况：ICP备案号", "填报：填报人"):
        assert found[name] == TODO and name in report.missing
    assert len(report.missing) == sum(value == TODO for value in found.values())


def test_registered_numbers_come_from_the_data(project: Project) -> None:
    """Once the bureau knows a number, the table has it."""
    path = "data/bureau.yml"
    project.write(path, (project.root / path).read_text("utf-8") + 'icp: 湘ICP备12345678号\nsite_code: "4306810001"\n')
    found = values(project)

    assert found["基本情况：ICP备案号"] == "湘ICP备12345678号" and found["基本情况：政府网站标识码"] == "4306810001"


def test_other_years_count_their_own(project: Project) -> None:
    """A year without posts has zeros, and its columns too."""
    assert values(project, 2024)["信息发布：总数"] == 0


def test_specials_are_columns_that_had_something_by_then(project: Project) -> None:
    """A special column counts as kept once it has an article, and as new in the year of its first."""
    project.replace("data/columns.yml", "type: 工作动态", "type: 专题专栏")

    assert [values(project, year)[f"专栏专题：{name}"] for year in (2025, 2024) for name in ("维护数量", "新开设数量")] == [1, 1, 0, 0]


def test_months_add_up(project: Project) -> None:
    """The second table: posts by column and month, whose last line is the sum."""
    months = annual(project.site(), 2025).months

    assert months[-1] == ("合计", (1, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0), 4)
    assert [sum(counts) for _, counts, _ in months] == [total for _, _, total in months]


def test_workbook_holds_the_same(project: Project) -> None:
    """Two sheets; texts stay texts; the same bytes every time."""
    report = annual(project.site(), 2025)
    data = annual_workbook(report)
    book = load_workbook(io.BytesIO(data))
    rows = [[cell.value for cell in row] for row in book["年度报表"].iter_rows(min_row=3)]

    assert [(row[0], row[1], row[2]) for row in rows] == [(one.group, one.label, one.shown) for one in report.fields]
    assert book["各栏目发布量"].cell(2, 1).value == "栏目" and book["各栏目发布量"].max_column == 14
    assert annual_workbook(report) == data


def test_command_prints_and_writes(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table on the screen; with ``--out`` a page to print and a workbook, outside of the site."""
    assert main(["--root", str(project.root), "report", "2025", "--out", str(tmp_path / "out")]) == 0
    out = capsys.readouterr().out
    assert "总数：4条" in out and "网站总访问量：待填" in out and "项待填。" in out
    page = lxml.html.document_fromstring((tmp_path / "out/annual-report-2025.html").read_text("utf-8"))
    assert "待填" in page.text_content() and len(page.xpath("//table")) == 2 and page.xpath("//thead/tr/th/@scope")
    assert load_workbook(tmp_path / "out/annual-report-2025.xlsx").sheetnames == ["年度报表", "各栏目发布量"]
    assert main(["--root", str(project.root), "report", "2025", "--out", str(project.root / "site")]) == 2
    assert not (project.root / "site").exists()


@pytest.mark.parametrize("year", ["2026", "1900", "x"])
def test_a_year_that_cannot_be_is_refused(project: Project, year: str) -> None:
    """The future and the past before the republic have no report."""
    try:
        code = main(["--root", str(project.root), "report", year])
    except SystemExit as error:
        code = int(str(error.code))
    assert code == 2
