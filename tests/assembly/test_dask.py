"""A Dask cluster of two real processes does the work of a build with the same bytes, or says why it can't."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from helpers import NOW, ROOT, Project
from incremental import Trial, tree
from portal.assembly import dask_crew, reviewing, search_files
from portal.assembly.crew import Run, Work, spread
from portal.assembly.executors import crew_at
from portal.assembly.site_build import build_site
from portal.cli import main
from portal.errors import PortalError
from portal.review.gate import PREVIEW

EPOCH = {"SOURCE_DATE_EPOCH": str(int(NOW.at.timestamp()))}


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """A scheduler and two worker processes."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as found:
        yield found


def address(cluster: LocalCluster) -> str:
    """The cluster as the command names it."""
    return str(cluster.scheduler_address).replace("tcp://", "dask://")


def where(known: int, items: Sequence[int]) -> list[tuple[int, int]]:
    """Each number with what is known added, and the process that works."""
    return [(one + known, os.getpid()) for one in items]


def picky(_: None, items: Sequence[int]) -> list[int]:
    """Work that can't be done on one thing."""
    if 33 in items:
        raise PortalError("这一项做不了", do="换一项", path="33")
    return list(items)


def deadly(mark: Path, items: Sequence[int]) -> list[int]:
    """Work at which the first process that comes to a certain thing dies."""
    if 33 in items and not mark.exists():
        mark.touch()
        os._exit(1)
    return list(items)


def test_the_site_is_the_same_byte_for_byte(tmp_path: Path, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build on the cluster and one on this machine, of a project large enough for every step to be shared out."""
    shared: list[str] = []
    at_work = dask_crew.Cluster.at_work

    def noted(crew: dask_crew.Cluster, work: Work[Any, Any, Any], state: object) -> AbstractContextManager[Run[Any, Any]]:
        shared.append(work.__name__)
        return at_work(crew, work, state)

    monkeypatch.setattr(dask_crew.Cluster, "at_work", noted)
    monkeypatch.setattr(search_files, "BLOCK", 50)
    monkeypatch.setattr(reviewing, "_proved", set[str]())
    trial = Trial.start(tmp_path, 1, articles=160)
    root = trial.project.root
    build_site(root, EPOCH, tmp_path / "far", PREVIEW, executor=address(cluster))
    shutil.rmtree(root / ".portal")
    build_site(root, EPOCH, tmp_path / "near", PREVIEW)

    assert shared == ["_read", "misproved", "_look", "_make", "_look", "_invert", "_merge"]
    assert tree(tmp_path / "far") == tree(tmp_path / "near")


def test_the_workers_do_it_in_order(project: Project, cluster: LocalCluster) -> None:
    """Every thing is done once, on both processes of the cluster and not here; the results come in the order of the things."""
    with crew_at(address(cluster), project.root) as crew:
        found = list(spread(where, 7, range(400), "试", chunk=10, crew=crew))

    assert [number for number, _ in found] == [one + 7 for one in range(400)]
    assert len({process for _, process in found} - {os.getpid()}) == 2


def test_what_goes_wrong_there_is_told_here(project: Project, cluster: LocalCluster) -> None:
    """An error of a worker arrives as it was raised, with its remedy."""
    with crew_at(address(cluster), project.root) as crew, pytest.raises(PortalError, match="这一项做不了") as told:
        list(spread(picky, None, range(100), "试", chunk=10, crew=crew))

    assert (told.value.do, told.value.path) == ("换一项", "33")


def test_another_worker_takes_over_from_one_that_dies(tmp_path: Path, project: Project, cluster: LocalCluster) -> None:
    """Nothing is lost and nothing is done twice."""
    mark = tmp_path / "died"
    with crew_at(address(cluster), project.root) as crew:
        assert list(spread(deadly, mark, range(100), "试", chunk=10, crew=crew)) == list(range(100))
    assert mark.exists()


def test_workers_that_go_on_dying_are_told(tmp_path: Path, project: Project, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """When Dask gives up, the person hears that the site is as it was."""
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    with crew_at(address(cluster), project.root) as crew, pytest.raises(PortalError, match="工作进程中断了") as told:
        list(spread(deadly, tmp_path / "died", range(100), "试", chunk=10, crew=crew))

    assert "网站没有改动" in told.value.do


@pytest.mark.parametrize("name", ["dask", "dask://", "dask://host", "dask://:8786", "tcp://host:8786", "dask://host:8786/x", "processes:2"])
def test_a_malformed_name_is_refused(project: Project, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The command names the form that it wants, and writes nothing."""
    assert main(["build", "--root", str(project.root), "--executor", name]) == 2
    assert "dask://主机:端口" in capsys.readouterr().err
    assert not (project.root / "site").exists()


def test_a_scheduler_that_does_not_answer_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens on port 9."""
    monkeypatch.setattr(dask_crew, "_TIMEOUT", 1)
    with pytest.raises(PortalError, match=r"连不上Dask调度器dask://127\.0\.0\.1:9"):
        build_site(project.root, EPOCH, None, executor="dask://127.0.0.1:9")


def test_without_dask_the_remedy_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dask is optional: who asks for it without having it is told how to get it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "portal.assembly.dask_crew")
    with pytest.raises(PortalError, match="没有安装Dask") as told:
        build_site(project.root, EPOCH, None, executor="dask://127.0.0.1:9")

    assert ".[dask]" in told.value.do


def test_without_a_cluster_dask_is_not_imported() -> None:
    """Who doesn't use it doesn't pay for it."""
    code = "import sys, pathlib; from portal.assembly import executors, mkdocs_io; executors.crew_at('processes', pathlib.Path()).__enter__(); print([one for one in sys.modules if 'dask' in one])"
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")}, check=True, capture_output=True, text=True)

    assert done.stdout.strip() == "[]"


def test_a_project_that_workers_do_not_see_is_told(project: Project, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that leads to the project only from here."""
    monkeypatch.chdir(project.root.parent)
    with pytest.raises(PortalError, match=r"有2个Dask工作进程在project看到的项目与本机不同：tcp://"):
        build_site(Path("project"), EPOCH, None, executor=address(cluster))


@pytest.mark.parametrize("change", ["another version", "no such module"])
def test_a_worker_with_another_program_is_refused(tmp_path: Path, project: Project, cluster: LocalCluster, change: str) -> None:
    """Its pages could differ; the message names the worker."""
    shutil.copytree(ROOT / "hooks" / "portal", tmp_path / "hooks" / "portal", ignore=shutil.ignore_patterns("__pycache__"))
    changed = tmp_path / "hooks" / "portal" / "assembly" / "dask_worker.py"
    if change == "another version":
        changed.write_text(changed.read_text("utf-8") + "# another version\n", "utf-8")
    else:
        changed.unlink()
    command = [sys.executable, "-m", "distributed.cli.dask_worker", cluster.scheduler_address, "--no-nanny", "--no-dashboard"]
    worker = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(tmp_path / "hooks")}, cwd=tmp_path, stderr=subprocess.DEVNULL)
    try:
        cluster.get_client().wait_for_workers(3, timeout=30)
        with pytest.raises(PortalError, match=r"有1个Dask工作进程程序或库与本机不是同一版：tcp://"), crew_at(address(cluster), project.root):
            pass
    finally:
        worker.terminate()
        worker.wait()


def test_a_cluster_without_workers_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler alone would never begin."""
    monkeypatch.setattr(dask_crew, "_TIMEOUT", 1)
    with LocalCluster(n_workers=0, dashboard_address=":0") as empty, pytest.raises(PortalError, match="没有工作进程"):
        build_site(project.root, EPOCH, None, executor=address(empty))
