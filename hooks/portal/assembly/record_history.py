"""What git remembers of the review: records may only ever be added, the baseline may only shrink, policy and people are changed in the open."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.assembly.git import git, revision
from portal.errors import PortalError
from portal.load.review_data import BASELINE
from portal.model.signoff import FOLDER, POLICY, REVIEWERS

_CHANGES = ("--no-renames", "--diff-filter=MDT", "--name-status", "--relative")
_NOW = "还没有提交"


@dataclass(frozen=True, slots=True, order=True)
class Trace:
    """Something that happened to the review's files: in which commit, to which file, what in Chinese, and whether it is forbidden."""

    commit: str
    path: str
    what: str
    forbidden: bool = True

    @property
    def text(self) -> str:
        """One line for a person."""
        return f"{'' if self.forbidden else '提示 '}{self.commit}：{self.what}{self.path}"


def traces(root: Path, since: str = "") -> list[Trace]:
    """What happened in commits after ``since`` (all when empty) and in the working folder.

    Raises:
        PortalError: the project isn't in a git repository with its whole history, or ``since`` is unknown.
    """
    if git(root, "rev-parse", "--is-shallow-repository").strip() == "true":
        raise PortalError("这个版本库只有一部分历史，查不全", do="运行git fetch --unshallow以后再查")
    span = f"{revision(since)}..HEAD" if since else "HEAD"
    records = [Trace(commit, path, "删去了" if what == "D" else "改动了") for commit, what, path in _changes(root, span, FOLDER)]
    rules = [Trace(commit, path, "删去了" if what == "D" else "改动了", False) for commit, what, path in _changes(root, span, POLICY, REVIEWERS)]
    return sorted({*records, *_baseline(root, span), *rules}, key=lambda one: (not one.forbidden, one))


def _changes(root: Path, span: str, *paths: str) -> Iterator[tuple[str, str, str]]:
    """Commit, kind of change and file. Every merge is compared with each of its parents: one may drop what another has."""
    commit = _NOW
    log = git(root, "log", "-m", "--full-history", "--parents", *_CHANGES, "--format=commit:%h", "--end-of-options", span, "--", *paths)
    for line in [*git(root, "diff", *_CHANGES, "HEAD", "--", *paths).splitlines(), *log.splitlines()]:
        if line.startswith("commit:"):
            commit = line.removeprefix("commit:").split()[0]
        elif line:
            what, _, path = line.partition("\t")
            yield commit, what, path


def _baseline(root: Path, span: str) -> Iterator[Trace]:
    """Commits after which the baseline held more than before, or was gone."""
    log = git(root, "log", "--full-history", "--parents", "--format=%h %p", "--end-of-options", span, "--", BASELINE)
    commits = {commit: parents for commit, *parents in map(str.split, log.splitlines())}
    found = _stored(root, {"HEAD", *commits, *(one for parents in commits.values() for one in parents)})
    file = root / BASELINE
    found[_NOW] = _counts(file.read_text(encoding="utf-8", errors="replace")) if file.is_file() else None
    for commit, parents in {**commits, _NOW: ["HEAD"]}.items():
        now, before = found[commit], [counts for one in parents if (counts := found[one]) is not None]
        grown = sum(max(0, number - min(one[key] for one in before)) for key, number in now.items()) if now and before else 0
        if now is None and before:
            yield Trace(commit, BASELINE, "删去或者写坏了")
        elif grown:
            yield Trace(commit, BASELINE, f"多放过{grown}个问题，改动了")
        elif now is not None and not before:
            yield Trace(commit, BASELINE, f"放过{sum(now.values())}个旧问题，新建了", False)


def _stored(root: Path, commits: set[str]) -> dict[str, Counter[str] | None]:
    """The baseline of each commit, None where there is none."""
    names = sorted(commits)
    lines = git(root, "cat-file", "--batch-check", given="".join(f"{one}:./{BASELINE}\n" for one in names)).splitlines()
    blobs = {name: line.split()[0] for name, line in zip(names, lines, strict=True) if line.split()[1:2] == ["blob"]}
    counts = {blob: _counts(git(root, "cat-file", "blob", blob)) for blob in set(blobs.values())}
    return {name: counts[blobs[name]] if name in blobs else None for name in names}


def _counts(text: str) -> Counter[str] | None:
    try:
        return Counter({str(key): int(count) for key, count in json.loads(text)["findings"].items()})
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
