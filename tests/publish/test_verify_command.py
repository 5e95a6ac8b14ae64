"""``portal verify`` as people and monitors use it."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from helpers import ROOT, Project
from portal.cli import main
from portal.commands import verify
from verify_trial import Trial, liar, made_trial

FIRST = "news/2026/first.html"


@pytest.fixture
def trial(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trial:
    """A project whose place ``local`` was published to."""
    made = made_trial(tmp_path / "made")
    shutil.move(made.root, project.root / ".portal/www")
    made.root = project.root / ".portal/www"
    key = made.publisher.key.with_suffix(".pub").read_text().strip()
    project.write(
        "data/publish.yml",
        f'places:\n  - {{id: local, kind: folder, path: .portal/www}}\n  - {{id: cloud, kind: s3, bucket: a}}\nsigners:\n  - {{id: pipeline, name: 流水线, keys: [{{public: "{key}"}}]}}\n',
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(made.publisher.now.at.timestamp()) + 60))
    return made


def run(project: Project, *words: str) -> int:
    return main(["--root", str(project.root), "verify", *words])


def test_place_folder_and_address(trial: Trial, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """All three can be verified; 0 says that they are as they were signed, 1 that they aren't, 2 that nobody can tell."""
    with liar(trial.root / "current", lambda *_: None) as url:
        for where in ("local", str(trial.root), str(trial.root / "current"), str(trial.served), url):
            assert run(project, where) == 0, where
            assert "一致：" in capsys.readouterr().out
        trial.edit(FIRST, "</body>", "<script src='//bet.example/a.js'></script></body>")
        for where in ("local", str(trial.root / "current"), url):
            assert run(project, where) == 1
            out = capsys.readouterr().out
            assert "不一致：被插入了内容1处" in out and "从别的网站（bet.example）加载" in out and "怎么办：" in out
    assert run(project, url) == 2
    assert "没有核验成" in capsys.readouterr().out


@pytest.mark.parametrize("words", [("nowhere",), ("cloud",), ("http://",), ("local", "--watch", "-1"), (str(ROOT / "tests"),), ("https://test.example/", "--heal")])
def test_words_that_make_no_sense(words: tuple[str, ...], trial: Trial, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and what to write instead."""
    assert run(project, *words) == 2
    assert "怎么改：" in capsys.readouterr().err


def test_json_is_for_monitors(trial: Trial, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The keys that the help text promises."""
    (trial.served / FIRST).unlink()
    assert run(project, "local", "--json") == 1
    found = json.loads(capsys.readouterr().out)

    assert set(found) == {"form", "result", "where", "time", "release", "signer", "last", "files", "deviations", "healed"}
    assert (found["result"], found["where"], found["signer"], found["release"]) == ("differs", "local", "pipeline", trial.target.current())
    assert [(one["kind"], one["place"], set(one)) for one in found["deviations"]] == [("missing", FIRST, {"kind", "place", "what", "do"})]


def test_heal_says_what_it_did(trial: Trial, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Afterwards the place verifies, the log has a line more, and ``portal releases`` shows it."""
    (trial.served / FIRST).write_text("hacked")
    assert run(project, "local", "--heal") == 0
    out = capsys.readouterr().out

    assert "已用干净的文件修好。现在读者看到的是签过名的。" in out and "证据在" in out
    assert run(project, "local") == 0
    assert main(["--root", str(project.root), "releases", "local"]) == 0
    assert "恢复" in capsys.readouterr().out


def test_watching_prints_a_line_until_something_changes(trial: Trial, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """One line while all is as before, the whole report when it isn't, one line again while that stays."""
    options = argparse.Namespace(root=str(project.root), where="local", heal=False, json=False, evidence=20, watch=60)
    shown, before = [], None
    for number in range(5):
        if number == 2:
            (trial.served / FIRST).unlink()
        before = verify._watched(options, before)
        shown.append(capsys.readouterr().out.count("\n"))

    assert (shown[0], shown[1], shown[3], shown[4]) == (1, 1, 1, 1)
    assert shown[2] > 3


def test_systemd_units_are_sound(trial: Trial, project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The service runs this program on this project, may write only where it must; systemd itself accepts both files."""
    assert run(project, "local", "--systemd", "--heal", "--watch", "120") == 0
    out = capsys.readouterr().out

    assert f"--root {project.root} verify local --heal\n" in out and f"{ROOT}/hooks/manage.py" in out
    for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", f"ReadWritePaths={project.root}/.portal {project.root}/.portal/www", "OnUnitInactiveSec=120s"):
        assert line in out
    service, timer = out.split("\n# /etc/systemd/system/portal-verify-local.timer\n")
    (tmp_path / "portal-verify-local.service").write_text(service)
    (tmp_path / "portal-verify-local.timer").write_text(timer)
    if shutil.which("systemd-analyze"):
        done = subprocess.run(["systemd-analyze", "verify", tmp_path / "portal-verify-local.service"], capture_output=True, text=True, check=False)
        assert "portal-verify-local" not in done.stderr, done.stderr


