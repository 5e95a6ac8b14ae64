"""The cache of the review can't come with the repository: nobody may bring along findings that were never made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from built_site import forked
from helpers import NOW, Project
from portal.assembly.tracked_cache import refuse_tracked_cache
from portal.errors import PortalError
from signoff_samples import git, portal

CACHE = ".portal/store.db"


@pytest.fixture
def repository(project: Project) -> Project:
    """The small project in a repository of its own, as it should be: the cache is ignored."""
    git(project.root, "init", "-q", "-b", "main")
    project.write(".gitignore", "/.portal/\n/site/\n").write(CACHE, "{}")
    git(project.root, "add", "-A", "content", "data", "mkdocs.yml", ".gitignore")
    git(project.root, "commit", "-qm", "start")
    return project


def test_an_ignored_cache_is_fine(repository: Project) -> None:
    """The usual case: nothing of the folder is in git."""
    refuse_tracked_cache(repository.root)
    assert portal(repository, "check") == 0


def test_outside_of_git_there_is_nothing_to_refuse(project: Project) -> None:
    """A copy without a repository works."""
    refuse_tracked_cache(project.write(CACHE, "{}").root)


def test_added_by_force_is_refused_by_check_and_build(repository: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Already in the index, and once committed: the set-up counts as broken, the message says how to mend it, nothing is built."""
    git(repository.root, "add", "-f", CACHE)
    assert portal(repository, "check") == 2
    told = capsys.readouterr().err
    assert ".portal" in told and "git rm -r --cached .portal" in told
    git(repository.root, "commit", "-qm", "cache")
    done = forked("build", "--stage", "publish", "--out", tmp_path / "site", at=NOW, cwd=repository.root)
    assert done.returncode == 2 and "git rm -r --cached .portal" in done.stderr
    assert not (tmp_path / "site").exists()
    git(repository.root, "rm", "-rq", "--cached", ".portal")
    assert portal(repository, "check") == 0


def test_a_link_in_place_of_the_folder_is_refused(repository: Project, tmp_path: Path) -> None:
    """A tracked link that leads elsewhere is tracked too."""
    shutil.rmtree(repository.root / ".portal")
    (repository.root / ".portal").symlink_to(tmp_path)
    git(repository.root, "add", "-f", ".portal")
    with pytest.raises(PortalError, match="git"):
        refuse_tracked_cache(repository.root)


def test_a_project_below_the_top_of_its_repository(project: Project) -> None:
    """The repository may hold more than the project."""
    git(project.root.parent, "init", "-q", "-b", "main")
    refuse_tracked_cache(project.write(CACHE, "{}").root)
    git(project.root.parent, "add", "-f", f"{project.root.name}/{CACHE}")
    with pytest.raises(PortalError, match="git"):
        refuse_tracked_cache(project.root)
