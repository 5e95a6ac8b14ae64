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
        begin = partial(Build.begin, root, target, environ, stage, may_vanish, crew)
        try:
            return _built(begin)
        except DamagedError:
            throw_away(root / STORE)
        print("页面仓库（.portal）坏了，已删去，全部重新生成。", file=sys.stderr)
        return _built(begin)


def _built(begin: Callable[[], Build]) -> Summary:
    build = begin()
    try:
        if build.knows_all():
            return build.finish()
        from portal.assembly.mkdocs_io import render

        return render(build)
    finally:
        build.close()
