"""A branch: one commit for each act, and nobody overwrites anybody."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import moment
from portal.errors import PortalError
from portal.model.publishing import Place
from portal.publish.log import read_log
from portal.publish.publishing import publish, rollback
from portal.publish.targets.git_branch import GitBranch
from publish_trial import OWNER, Publisher


def git(root: Path, *words: str) -> list[str]:
    """Lines that git prints about the branch's repository."""
    return subprocess.run(["git", "--git-dir", str(root / "pages.git"), *words], check=True, capture_output=True, text=True).stdout.splitlines()


def test_one_commit_for_each_act(git_place: Place, publisher: Publisher, tmp_path: Path) -> None:
    """The tree holds the site, manifest, signature, log and .nojekyll; a rollback is a commit with the older tree and the newer log."""
    first = publisher.publish(GitBranch(git_place, tmp_path), git_place)
    publisher.write("news/更新 “一”.html", "2")
    second = publisher.publish(GitBranch(git_place, tmp_path), git_place)
    rollback(GitBranch(git_place, tmp_path), "", OWNER, publisher.authority)

    assert git(tmp_path, "log", "--format=%s %an", "gh-pages") == [f"{one} tester@here" for one in (first.release, second.release, first.release)]
    assert git(tmp_path, "diff", "--name-only", "gh-pages~2", "gh-pages") == ["releases.jsonl"]
    names = {".nojekyll", "assets/portal.0123456789.css", "index.html", "news/2026/first.html", "news/2026/second.html"}
    own = {"release.json", "release.json.sig", "releases.jsonl"}
    assert set(git(tmp_path, "ls-tree", "-r", "--name-only", "gh-pages")) == names | own
    assert git(tmp_path, "-c", "core.quotepath=off", "ls-tree", "-r", "--name-only", "gh-pages~1", "news/更新 “一”.html") == ["news/更新 “一”.html"]


def test_the_second_of_two_machines_is_told(git_place: Place, publisher: Publisher, tmp_path: Path) -> None:
    """Who pushes a branch that has moved meanwhile changes nothing, and can publish again."""
    (tmp_path / "other").mkdir()
    publisher.publish(GitBranch(git_place, tmp_path), git_place)
    place = Place(id="pages", kind="git", repository=str(tmp_path / "pages.git"), keep=3)

    def make(log):  # type: ignore[no-untyped-def]
        publisher.write("index.html", "quick")
        publisher.publish(GitBranch(git_place, tmp_path), git_place)
        publisher.write("index.html", "slow")
        publisher.later()
        return publisher.release(log)

    with pytest.raises(PortalError, match="别人刚刚发布到了这个分支"):
        publish(GitBranch(place, tmp_path / "other"), place, make, OWNER, replace(publisher.authority, now=moment("2026-07-01 12:00")), lambda items, _: items)
    assert git(tmp_path, "show", "gh-pages:index.html") == ["quick"]
    publisher.publish(GitBranch(place, tmp_path / "other"), place)
    assert git(tmp_path, "show", "gh-pages:index.html") == ["slow"]
    assert len(read_log(GitBranch(place, tmp_path).log(), "log").lines) == 3


def test_a_repository_that_is_not_there(publisher: Publisher, tmp_path: Path) -> None:
    """The message says so; nothing asks for a password."""
    place = Place(id="pages", kind="git", repository=str(tmp_path / "nowhere.git"))
    with pytest.raises(PortalError, match="git没有做成"):
        publisher.publish(GitBranch(place, tmp_path), place)


def test_a_branch_that_is_not_ours(git_place: Place, publisher: Publisher, tmp_path: Path) -> None:
    """A branch with other commits is built upon, never overwritten."""
    tree = subprocess.run(["git", "--git-dir", str(tmp_path / "pages.git"), "mktree"], input="", check=True, capture_output=True, text=True).stdout.strip()
    commit = git(tmp_path, "-c", "user.name=x", "-c", "user.email=x@x", "commit-tree", tree, "-m", "by hand")[0]
    git(tmp_path, "update-ref", "refs/heads/gh-pages", commit)
    publisher.publish(GitBranch(git_place, tmp_path), git_place)

    assert git(tmp_path, "rev-parse", "gh-pages~1") == [commit]
