"""``portal build``: one build; MkDocs is asked only for what is not remembered from an earlier one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from portal.assembly.build import Build
from portal.assembly.desk import STORE
from portal.assembly.executors import PROCESSES, crew_at
from portal.assembly.summary import Summary
from portal.errors import DamagedError, PortalError
from portal.load.identity import site_dir_of
from portal.review.gate import PREVIEW, PUBLISH
from portal.store import throw_away


def build_site(
    root: Path, environ: Mapping[str, str], site_dir: Path | None, stage: str = PUBLISH, may_vanish: bool = False, executor: str = PROCESSES
) -> Summary:
    """Build the site.

    Args:
        root: the project's folder.
        environ: the environment, for ``SOURCE_DATE_EPOCH``.
        site_dir: where to write, None for ``site_dir`` of ``mkdocs.yml``.
        stage: ``publish`` or ``preview``; a preview needs a folder of its own.
        may_vanish: whether many of the pages that the site has may be gone after this build.
        executor: who does what is much to do, see ``crew_at``.

    Raises:
        PortalError: the content is blocked, the set-up broken, or the executor of no use.
    """
    official = site_dir_of(root)
    target = site_dir or official
    if stage == PREVIEW and target.resolve() == official.resolve():
        raise PortalError("预览里有没审完的内容，不能写进正式网站的文件夹", do="用--out写明另一个文件夹")
    with crew_at(executor, root) as crew:
        build = _built(root, partial(Build.begin, root, target, environ, stage, may_vanish, crew))
    assert build.summary is not None
    return build.summary


def build_preview(root: Path, environ: Mapping[str, str], folder: Path) -> Build:
    """Build a preview; what it was made with stays at hand, closed.

    Args:
        root: the project's folder.
        environ: the environment, for ``SOURCE_DATE_EPOCH``.
        folder: where to write.

    Raises:
        PortalError: the data are blocked or the set-up is broken.
    """
    return _built(root, partial(Build.begin, root, folder, environ, PREVIEW))


def _built(root: Path, begin: Callable[[], Build]) -> Build:
    try:
        return _finished(begin)
    except DamagedError:
        throw_away(root / STORE)
    print("页面仓库（.portal）坏了，已删去，全部重新生成。", file=sys.stderr)
    return _finished(begin)


def _finished(begin: Callable[[], Build]) -> Build:
    build = begin()
    try:
        if build.knows_all():
            build.finish()
            return build
        from portal.assembly.mkdocs_io import render

        render(build)
        return build
    finally:
        build.close()
