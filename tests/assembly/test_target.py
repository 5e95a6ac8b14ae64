"""Where a site may be written: a target that is of no use is refused in plain words, before anything is written."""

from __future__ import annotations

import errno
import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from built_site import forked, run, tree
from helpers import NOW, Project
from portal.assembly.target import refuse_target
from portal.errors import PortalError, of_system
from portal.review.gate import PREVIEW, PUBLISH


def build(project: Project, site: Path, stage: str = PUBLISH) -> subprocess.CompletedProcess[str]:
    return forked("build", "--stage", stage, "--out", site, at=NOW, cwd=project.root)


def refused(done: subprocess.CompletedProcess[str], what: str) -> None:
    """Exit code 2, a message with a remedy, no traceback."""
    assert done.returncode == 2, done.stdout + done.stderr
    assert what in done.stderr and "怎么改：" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("there", "asked", "what"), [(PUBLISH, PREVIEW, "里是正式网站，不能写进预览"), (PREVIEW, PUBLISH, "里是预览，不能写进正式网站")])
def test_a_site_of_the_other_stage_is_left_alone(project: Project, tmp_path: Path, there: str, asked: str, what: str) -> None:
    """Neither does a preview go over a published site nor the other way round; a build of the same stage does."""
    site = tmp_path / "out"
    assert build(project, site, there).returncode == 0
    before = tree(site)
    refused(build(project, site, asked), what)
    assert tree(site) == before
    assert build(project, site, there).returncode == 0


def test_a_site_that_does_not_tell_its_stage_may_be_published(tmp_path: Path) -> None:
    """What a build without the mark has written, or somebody has damaged, isn't taken for a preview."""
    site = tmp_path / "out"
    for text in ('{"addresses": {}, "figures": {}}', "[]", "{"):
        Project(site).write("published.json", text)
        refuse_target(tmp_path / "project", site, PUBLISH)
        with pytest.raises(PortalError, match="里是正式网站"):
            refuse_target(tmp_path / "project", site, PREVIEW)


def test_mkdocs_refuses_too(project: Project, tmp_path: Path) -> None:
    """``mkdocs build`` publishes: a preview's folder isn't for it."""
    site = Project(tmp_path / "out").write("published.json", '{"stage": "preview"}').root
    done = run("-m", "mkdocs", "build", "-d", site, at=NOW, cwd=project.root)
    assert done.returncode == 1 and "里是预览，不能写进正式网站" in done.stderr and "Traceback" not in done.stderr
    assert list(tree(site)) == ["published.json"]


@pytest.mark.parametrize(
    ("out", "what"),
    [("taken", "这里却是一个文件"), ("taken/below/it", "是一个文件，里面建不了文件夹"), ("n" * 300, "名字太长")],
    ids=["file", "below a file", "long name"],
)
def test_a_target_that_is_no_folder(project: Project, tmp_path: Path, out: str, what: str) -> None:
    """A file, something below a file, a name that no disk takes: a message, and nothing changes."""
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    refused(build(project, tmp_path / out), what)
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "x"


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    """A folder can't be made where a link is."""
    (tmp_path / "out").symlink_to(tmp_path / "gone")
    with pytest.raises(PortalError, match="这里却是一个文件"):
        refuse_target(tmp_path / "project", tmp_path / "out", PUBLISH)


def test_a_folder_in_place_of_a_file(project: Project, tmp_path: Path) -> None:
    """What the system refuses while the site is written is told with the place."""
    Project(tmp_path / "out").write("published.json", "{}").write("index.html/inside/x", "x")
    done = build(project, tmp_path / "out")
    refused(done, "这里应当是文件，却是文件夹")
    assert f"{tmp_path / 'out' / 'index.html'}：" in done.stderr or f"{tmp_path / 'out' / 'index.html'}: " in done.stderr


def test_a_folder_without_permission() -> None:
    """A folder that can't be written to is refused; root, who may write everywhere, becomes somebody else for it."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        (place / "out").mkdir(mode=0o555)
        child = os.fork()
        if child == 0:
            os._exit(_told_without_permission(place))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _told_without_permission(place: Path) -> int:
    """0 when somebody who is not root is told; run in a process of its own."""
    if os.geteuid() == 0:
        os.setuid(65534)
    try:
        refuse_target(place / "project", place / "out" / "site", PUBLISH)
    except PortalError as error:
        return 0 if "没有写入的权限" in str(error) else 1
    return 2


@pytest.mark.parametrize(("number", "why"), [(errno.EACCES, "没有权限"), (errno.ENOSPC, "磁盘满了"), (errno.EMFILE, os.strerror(errno.EMFILE))])
def test_what_the_system_says(number: int, why: str) -> None:
    """The usual reasons in Chinese, others as the system puts them, with the file."""
    text = str(of_system(OSError(number, os.strerror(number), "site/index.html")))
    assert text.startswith(f"site/index.html: 读写文件出错：{why}")
    assert "怎么改：" in text
