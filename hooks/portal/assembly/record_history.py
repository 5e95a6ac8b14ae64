"""What git remembers of the records: they may only ever be added."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from portal.errors import PortalError
from portal.model.signoff import FOLDER

_FILTER = ("--no-renames", "--diff-filter=MDT", "--name-status", "--relative")
_NOW = "还没有提交"


@dataclass(frozen=True, slots=True)
class Tampering:
    """A record that was changed or deleted: in which commit, what (``M``, ``D`` or ``T``), which file."""

    commit: str
    what: str
    path: str

    @property
    def text(self) -> str:
        """One line for a person."""
        return f"{self.commit}：{'删去了' if self.what == 'D' else '改动了'}{self.path}"


def tampering(root: Path, since: str = "") -> list[Tampering]:
    """Records that were changed or deleted, in commits after ``since`` (all when empty) and in the working folder.

    Raises:
        PortalError: the project isn't in a git repository with its whole history, or ``since`` is unknown.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() == "true":
        raise PortalError("这个版本库只有一部分历史，查不全", do="运行git fetch --unshallow以后再查")
    span = [f"{since}..HEAD"] if since else ["HEAD"]
    log = _git(root, "log", "-m", *_FILTER, "--format=commit:%h", *span, "--", FOLDER)
    found, commit = [], ""
    for line in log.splitlines():
        if line.startswith("commit:"):
            commit = line.removeprefix("commit:")
        elif line:
            found.append(_entry(commit, line))
    found += [_entry(_NOW, line) for line in _git(root, "diff", *_FILTER, "HEAD", "--", FOLDER).splitlines() if line]
    return sorted(set(found), key=lambda one: (one.commit, one.path))


def _entry(commit: str, line: str) -> Tampering:
    what, _, path = line.partition("\t")
    return Tampering(commit, what, path)


def _git(root: Path, *words: str) -> str:
    command = ["git", "-C", str(root), "-c", "core.quotepath=off", *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no shell; a version is only data for git
    except FileNotFoundError as error:
        raise PortalError("没有git", do="安装git") from error
    if done.returncode:
        raise PortalError(f"git读不出历史：{done.stderr.strip()}", do="在版本库里运行，版本号写对")
    return done.stdout
