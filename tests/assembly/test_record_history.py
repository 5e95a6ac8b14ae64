"""What git remembers: records changed or deleted, a baseline that grew, policy and people that changed; no version is an option of git."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers import Project
from portal.assembly.record_history import traces
from signoff_samples import NEWS, git, portal, records, sign, switch_on

BASELINE = "data/review/baseline.json"
POLICY = "data/review/policy.yml"


def commit(project: Project, text: str) -> None:
    git(project.root, "add", "-A", "content", "data", "mkdocs.yml")
    git(project.root, "commit", "-qm", text)


def baseline(project: Project, **counts: int) -> Project:
    return project.write(BASELINE, json.dumps({"findings": counts}))


@pytest.fixture
def kept(project: Project) -> Project:
    """A project in git with a record and a baseline."""
    switch_on(project)
    sign(project, NEWS, "一审", "ed")
    baseline(project, a=2, b=1)
    git(project.root, "init", "-q", "-b", "main")
    commit(project, "start")
    return project


def forbidden(project: Project, since: str = "") -> list[str]:
    return [one.text for one in traces(project.root, since) if one.forbidden]


def test_clean_history(kept: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Records added, baseline shrunk: nothing forbidden; the first baseline is told."""
    baseline(kept, a=1)
    sign(kept, NEWS, "二审", "chief")
    commit(kept, "shrunk")
    capsys.readouterr()
    assert portal(kept, "status", "--history") == 0
    out = capsys.readouterr().out
    assert "提示" in out and f"放过3个旧问题，新建了{BASELINE}" in out
    assert "基线没有增加过" in out


@pytest.mark.parametrize(("counts", "grown"), [({"a": 3, "b": 1}, 1), ({"a": 2, "c": 4}, 4)])
def test_grown_baseline_is_told(kept: Project, counts: dict[str, int], grown: int, capsys: pytest.CaptureFixture[str]) -> None:
    """A count that rose or a new key, committed or not."""
    baseline(kept, **counts)
    assert forbidden(kept) == [f"还没有提交：多放过{grown}个问题，改动了{BASELINE}"]
    commit(kept, "grown")
    name = git(kept.root, "rev-parse", "--short", "HEAD").strip()
    assert forbidden(kept) == forbidden(kept, "HEAD~1") == [f"{name}：多放过{grown}个问题，改动了{BASELINE}"]
    assert portal(kept, "status", "--history") == 1


def test_deleted_baseline_is_told(kept: Project) -> None:
    """Deleting it would allow a new one of any size."""
    (kept.root / BASELINE).unlink()
    commit(kept, "gone")
    baseline(kept, z=9)
    commit(kept, "new")
    assert [one.partition("：")[2] for one in forbidden(kept)] == [f"删去或者写坏了{BASELINE}"]


def test_merge_that_brings_old_findings_back_is_told(kept: Project) -> None:
    """A merge that takes the larger baseline of another branch, though this one had shrunk it."""
    git(kept.root, "checkout", "-qb", "side")
    kept.replace(NEWS, "2024年办理", "2024年共办理")
    commit(kept, "side")
    git(kept.root, "checkout", "-q", "main")
    baseline(kept, a=1)
    commit(kept, "shrunk")
    git(kept.root, "merge", "-q", "--no-edit", "side")
    assert forbidden(kept) == []
    git(kept.root, "reset", "-q", "--hard", "HEAD~1")
    git(kept.root, "checkout", "-q", "side")
    git(kept.root, "merge", "-q", "-s", "ours", "-m", "evil", "main")
    assert [one.partition("：")[2] for one in forbidden(kept)] == [f"多放过2个问题，改动了{BASELINE}"]


def test_changed_policy_is_information(kept: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Commit and file are named, and nothing is forbidden."""
    kept.replace(POLICY, "signatures: false", "signatures: false\nsame_person: true")
    commit(kept, "weaker")
    name = git(kept.root, "rev-parse", "--short", "HEAD").strip()
    assert portal(kept, "status", "--history", "HEAD~1") == 0
    assert f"提示 {name}：改动了{POLICY}" in capsys.readouterr().out


def test_deleted_record_is_told(kept: Project) -> None:
    """As before: in a commit or in the folder."""
    records(kept)[0].unlink()
    assert forbidden(kept)[0].startswith("还没有提交：删去了data/signoffs/")
    commit(kept, "gone")
    assert "删去了data/signoffs/" in forbidden(kept)[0]


@pytest.mark.parametrize("words", [["check", "--changed-since=--output={}"], ["status", "--history=--output={}"]])
def test_a_version_is_never_an_option(kept: Project, tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing that begins with a hyphen reaches git."""
    target = tmp_path / "written"
    assert portal(kept, *(word.format(target) for word in words)) == 2
    assert "不是git的版本" in capsys.readouterr().err
    assert not list(tmp_path.glob("written*"))
