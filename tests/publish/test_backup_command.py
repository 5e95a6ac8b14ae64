"""``portal backup`` and ``portal restore`` when not every place can be reached or was published to."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from helpers import Project
from portal.cli import main
from serving_trial import free_port
from verify_trial import made_trial


def test_a_place_that_is_away_keeps_no_other_from_being_saved(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named, the exit code says that something is missing; what comes after it is saved and brought back, also after a place that is empty."""
    made = made_trial(tmp_path / "made")
    shutil.move(made.root, project.root / ".portal/www")
    key = made.publisher.key.with_suffix(".pub").read_text().strip()
    project.write(
        "data/publish.yml",
        f"places:\n  - {{id: away, kind: rsync, host: 127.0.0.1, port: {free_port()}, path: /srv/www}}\n  - {{id: empty, kind: folder, path: .portal/empty}}\n  - {{id: local, kind: folder, path: .portal/www}}\n"
        f'signers:\n  - {{id: pipeline, name: 流水线, keys: [{{public: "{key}"}}]}}\n',
    )
    for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "first"]):
        subprocess.run(["git", *words], cwd=project.root, check=True)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(made.publisher.now.at.timestamp()) + 60))

    assert main(["--root", str(project.root), "backup", str(tmp_path / "backup")]) == 1
    said = capsys.readouterr().out
    assert "local：2个发布" in said and "away没有备份成：" in said and "连不上服务器" in said
    assert main(["restore", str(tmp_path / "backup"), "--to", str(tmp_path / "again")]) == 0
    assert (tmp_path / "again/.portal/restored/local/current/index.html").is_file()
