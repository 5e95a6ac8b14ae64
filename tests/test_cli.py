"""The commands as a person types them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from helpers import ROOT, Project
from portal.cli import main

EPOCH = {"SOURCE_DATE_EPOCH": "1751256000"}  # 2025-06-30 12:00 in Shanghai


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH["SOURCE_DATE_EPOCH"])


def run(project: Project, *words: str) -> int:
    return main(["--root", str(project.root), *words])


def test_check_of_clean_content_is_silent_and_zero(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """0 means clean."""
    assert run(project, "check") == 0
    assert capsys.readouterr().out == "没有发现问题。\n"


def test_check_prints_place_text_and_remedy(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """1 means findings; each has path, line, what and what to do."""
    project.replace("content/news/2025/2025-06-01-second.md", "source:", "sorce:")

    assert run(project, "check") == 1
    out = capsys.readouterr().out
    assert "content/news/2025/2025-06-01-second.md:4:1: 错误 不认识的键“sorce”［unknown-key］" in out
    assert "│ sorce: 测试局" in out
    assert "怎么改：是不是“source”？" in out


def test_broken_setup_is_two(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """2 means that the set-up is broken, with what to do."""
    (project.root / "data" / "columns.yml").unlink()

    assert run(project, "check") == 2
    assert "缺少数据文件data/columns.yml" in capsys.readouterr().err


@pytest.mark.parametrize(("kind", "folder"), [("news", "news"), ("case", "cases"), ("summary", "summaries")])
def test_new_article_is_valid_at_once(project: Project, kind: str, folder: str) -> None:
    """A new file has a pinyin slug and today's date, and gives no error even before it is filled."""
    assert run(project, "new", kind, "“法律明白人”培训：第2期") == 0

    path = project.root / f"content/{folder}/2025/2025-06-30-fa-lv-ming-bai-ren-pei-xun-di-2-qi.md"
    assert path.is_file()
    assert run(project, "check") in (0, 1)
    _, findings = project.load()
    assert not findings


def test_new_article_never_overwrites(project: Project) -> None:
    """The same title twice gives a second file."""
    run(project, "new", "news", "普法")
    run(project, "new", "news", "普法")

    assert sorted(path.name for path in (project.root / "content/news/2025").glob("2025-06-30-*")) == ["2025-06-30-pu-fa-2.md", "2025-06-30-pu-fa.md"]


@pytest.mark.parametrize("title", ["", " ", "长" * 61])
def test_new_article_needs_a_title(project: Project, title: str) -> None:
    """An empty or endless title is refused."""
    assert run(project, "new", "news", title) == 2


def test_changed_published_figure_is_found(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--published`` compares with what readers have already seen: figures and addresses."""
    assert run(project, "build", "--out", str(tmp_path / "site")) == 0
    assert run(project, "check", "--published", str(tmp_path / "site")) == 0
    project.replace("data/statistics/2024.yml", "aid.civil: 50", "aid.civil: 51").replace("data/statistics/2024.yml", "aid.cases: 120", "aid.cases: 121")
    (project.root / "content/news/2025/2025-06-01-second.md").rename(project.root / "content/news/2025/2025-06-01-moved.md")

    assert run(project, "check", "--published", str(tmp_path / "site")) == 1
    out = capsys.readouterr().out
    assert "［published-value-changed-without-flag］" in out
    assert "［lost-address］" in out


@pytest.mark.parametrize("command", ["build", "check", "new", "schema", "serve"])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``--help`` explains each command, and the README names it."""
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])

    assert stop.value.code == 0
    assert any("\u4e00" <= char <= "\u9fff" for char in capsys.readouterr().out)
    assert f"portal {command}" in (ROOT / "README.md").read_text("utf-8")


def test_manage_py_works_from_anywhere() -> None:
    """The commands run uninstalled and from another folder."""
    done = subprocess.run([sys.executable, str(ROOT / "hooks" / "manage.py"), "--help"], cwd="/", capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert "生成网站" in done.stdout


def test_a_reader_that_has_seen_enough_is_no_error(project: Project) -> None:
    """``portal check | head`` ends quietly."""
    command = f"'{sys.executable}' '{ROOT}/hooks/manage.py' --root '{project.root}' check --explain half-width-punctuation | head -c 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
