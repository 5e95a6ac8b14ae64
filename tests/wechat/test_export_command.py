"""``portal export wechat`` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers import Project
from portal.assembly import exporting
from portal.cli import main
from wechat_samples import photo

CASE = "content/cases/2025/2025-06-10-loan.md"
SECOND = "content/news/2025/2025-06-01-second.md"


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1751256000")


def run(project: Project, *words: str) -> int:
    return main(["--root", str(project.root), "export", "wechat", *words])


def article(project: Project, body: str, more: str = "") -> str:
    project.write("content/news/2025/2025-05-05-new.md", f"---\ntitle: 新闻\ndate: 2025-05-05\nsource: 测试局\nsummary: 一段摘要。\n{more}---\n{body}\n")
    return "content/news/2025/2025-05-05-new.md"


def test_files_are_written_and_warnings_told(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The fragment, the page to copy from, the record, pictures and cover."""
    project.write("content/news/2025/photo.webp", photo("WEBP"))
    path = article(project, "![说明](photo.webp)", "cover: photo.webp\ncover_alt: 说明\n")

    assert run(project, path, "--out", str(tmp_path / "out")) == 0
    said = capsys.readouterr().out
    names = sorted(one.relative_to(tmp_path / "out").as_posix() for one in (tmp_path / "out").rglob("*") if one.is_file())
    assert names == ["article.html", "article.json", "copy.html", "pictures/code-1.png", "pictures/cover.jpg", "pictures/picture-1.jpg"]
    record = json.loads((tmp_path / "out/article.json").read_text("utf-8"))
    assert (record["title"], record["author"], record["digest"], record["cover"]) == ("新闻", "测试局", "一段摘要。", "pictures/cover.jpg")
    assert [one["file"] for one in record["pictures"]] == ["pictures/picture-1.jpg", "pictures/code-1.png"]
    assert "copy.html" in said and "图片2张" in said
    assert all(f"注意：{one}" in said for one in record["warnings"])
    copied = (tmp_path / "out/copy.html").read_text("utf-8")
    assert "复制到公众号" in copied and "data:image/jpeg;base64," in copied and "onclick" not in copied and 'src="pictures' not in copied


def test_usual_folder_holds_only_the_last_export(project: Project) -> None:
    """Pictures that are no longer shown go; a folder that somebody names is never cleared."""
    project.write("content/news/2025/photo.jpg", photo("JPEG"))
    path = article(project, "![说明](photo.jpg)")
    assert run(project, path) == 0
    folder = project.root / ".portal/wechat/news/2025/new"
    assert (folder / "pictures/picture-1.jpg").is_file()
    article(project, "没有图。")
    assert run(project, path) == 0
    assert not (folder / "pictures/picture-1.jpg").exists()
    (folder / "mine.txt").write_text("", "utf-8")
    assert run(project, path, "--out", str(folder)) == 0
    assert (folder / "mine.txt").exists()


def test_scenario_says_so_and_unreviewed_is_told(project: Project, tmp_path: Path) -> None:
    """A label at the top of the text; a warning when not all have signed."""
    assert run(project, CASE, "--out", str(tmp_path)) == 0

    html = (tmp_path / "article.html").read_text("utf-8")
    warnings = json.loads((tmp_path / "article.json").read_text("utf-8"))["warnings"]
    assert ">情景案例</span></p>" in html and "人物和情节均为虚构" in html
    assert "【未审】" not in html + str(warnings)


def test_draft_is_told(project: Project, tmp_path: Path) -> None:
    """It may be looked at, not sent."""
    assert run(project, article(project, "正文。", "draft: true\n"), "--out", str(tmp_path)) == 0

    assert any("草稿" in one for one in json.loads((tmp_path / "article.json").read_text("utf-8"))["warnings"])


@pytest.mark.parametrize("path", ["content/pages/about.md", "content/news/2025/none.md", "/etc/passwd", "mkdocs.yml"])
def test_only_articles_go_out(project: Project, capsys: pytest.CaptureFixture[str], path: str) -> None:
    """Everything else is refused with what to do."""
    assert run(project, path) == 2
    assert "这里没有可以导出的文章" in capsys.readouterr().err


def test_files_stay_out_of_site_and_content(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of it is ever published."""
    for folder in ("site/x", "content/news", "overrides"):
        assert run(project, SECOND, "--out", str(project.root / folder)) == 2
        assert not (project.root / folder / "copy.html").exists()
    assert "不能放" in capsys.readouterr().err


def test_charts_become_tables_without_a_font(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The numbers go out on every machine."""
    monkeypatch.setattr(exporting, "find_fonts", lambda: None)
    path = article(project, "前。\n\n{{ chart: bar aid.criminal, aid.civil@2024 title=\"图题\" }}\n\n后。")

    assert run(project, path, "--out", str(tmp_path)) == 0
    html = (tmp_path / "article.html").read_text("utf-8")
    assert "<table" in html and "图题" in html and "<figure" not in html
    assert any("换成了表格" in one for one in json.loads((tmp_path / "article.json").read_text("utf-8"))["warnings"])
