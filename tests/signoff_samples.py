"""The tiny project with the three-stage review switched on, real keys, real git."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from built_site import unavailable
from helpers import NOW, Project
from portal.assembly.signing import open_bench
from portal.cli import main
from portal.model.verdict import Verdict
from portal.times import Moment

NEWS = "content/news/2025/2025-06-20-first.md"
SECOND = "content/news/2025/2025-06-01-second.md"
YEAR = "data/statistics/2024.yml"
STAGES = (("一审", "ed"), ("二审", "chief"), ("三审", "lead"))
POLICY = """stages:
  - {{id: first, name: 一审, role: 编辑}}
  - {{id: second, name: 二审, role: 股室负责人}}
  - {{id: third, name: 三审, role: 分管领导}}
rules:
  - {{kinds: [data], stages: []}}
signatures: {signatures}
"""
PEOPLE = (("ed", "甲编辑", "一审"), ("chief", "乙股长", "二审"), ("lead", "丙局长", "三审"), ("all", "丁全能", "一审, 二审, 三审"))


def switch_on(project: Project, keys: dict[str, Path] | None = None, more: str = "") -> Project:
    """Demand three stages of everything but data files; with keys also signatures. ``more`` is added to the key of ``lead``."""
    lines = []
    for name, shown, stages in PEOPLE:
        line = f"  - id: {name}\n    name: {shown}\n    stages: [{stages}]\n"
        if keys and name in keys:
            public = keys[name].with_suffix(".pub").read_text("utf-8").strip()
            line += f'    keys:\n      - {{public: "{public}"{more if name == "lead" else ""}}}\n'
        lines.append(line)
    project.write("data/review/policy.yml", POLICY.format(signatures="true" if keys else "false"))
    return project.write("data/review/reviewers.yml", "reviewers:\n" + "".join(lines))


@contextmanager
def clock(at: Moment) -> Iterator[None]:
    """The commands' clock."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(at.at.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def portal(project: Project, *words: str | Path, at: Moment = NOW) -> int:
    """Run a command as a person types it."""
    with clock(at):
        return main(["--root", str(project.root), *map(str, words)])


def sign(project: Project, path: str, stage: str, who: str, *more: str | Path, at: Moment = NOW) -> int:
    """``portal sign``, in the project's folder."""
    return portal(project, "sign", project.root / path, "--stage", stage, "--as", who, *more, at=at)


def sign_fully(project: Project, *paths: str, at: Moment = NOW) -> None:
    """All three stages of some units, or of every unit."""
    for stage, who in STAGES:
        if paths:
            assert all(sign(project, path, stage, who, "--accept", "全部", at=at) == 0 for path in paths)
        else:
            assert portal(project, "sign", "--all", "--stage", stage, "--as", who, "--accept", "全部", at=at) == 0


def verdict(project: Project, path: str, at: Moment = NOW) -> Verdict:
    """The verdict on a unit as it stands."""
    epoch = {"SOURCE_DATE_EPOCH": str(int(at.at.timestamp()))}
    return open_bench(project.root, epoch).verdicts()[path]


def records(project: Project, path: str = "news__2025__2025-06-20-first") -> list[Path]:
    """Record files of a unit in order of their names."""
    return sorted((project.root / "data/signoffs" / path).glob("*.json"))


def rewritten(path: Path, **changes: object) -> Path:
    """A record with other content under the name that fits it, as a careful forger would make it."""
    import hashlib

    value = {**json.loads(path.read_text("utf-8")), **changes}
    data = (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8")
    name = f"{path.name.removesuffix('.json').rpartition('-')[0]}-{hashlib.sha256(data).hexdigest()[:12]}.json"
    path.unlink()
    path.with_name(name).write_bytes(data)
    return path.with_name(name)


def program(*words: str | Path, cwd: Path) -> str:
    """Run a real program, which must succeed."""
    if not shutil.which(str(words[0])):
        unavailable(f"要用{words[0]}")
    done = subprocess.run([*map(str, words)], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def new_keys(folder: Path, kind: str = "ed25519") -> dict[str, Path]:
    """A key pair for each of the three, made by ssh-keygen."""
    folder.mkdir(exist_ok=True)
    keys = {}
    for _, who in STAGES:
        keys[who] = folder / f"{who}.{kind}.key"
        program("ssh-keygen", "-q", "-t", kind, "-N", "", "-C", f"{who}@test", "-f", keys[who], cwd=folder)
        keys[who].with_suffix(".pub").write_bytes(Path(f"{keys[who]}.pub").read_bytes())
    return keys


def git(folder: Path, *words: str | Path) -> str:
    """Run git as a test person."""
    return program("git", "-c", "user.name=test", "-c", "user.email=test@test.example", "-c", "commit.gpgsign=false", *words, cwd=folder)
