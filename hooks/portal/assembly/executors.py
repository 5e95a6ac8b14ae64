"""Who does the work of a build: processes of this machine, or a Dask cluster."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.assembly.crew import FORKED, Crew
from portal.errors import PortalError

PROCESSES = "processes"
_DASK = re.compile(r"dask://(?P<place>(?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5})")


@contextmanager
def crew_at(executor: str, root: Path) -> Iterator[Crew]:
    """The crew that an executor's name means, for as long as it is needed.

    Args:
        executor: ``processes``, or ``dask://host:port`` for the scheduler of a cluster.
        root: the project's folder, which all workers must see at the same path.

    Raises:
        PortalError: the name is malformed, Dask isn't installed, or the cluster can't do this work.
    """
    if executor == PROCESSES:
        yield FORKED
        return
    match = _DASK.fullmatch(executor)
    if not match:
        raise PortalError(f"--executor写的是“{executor}”", do=f"写成dask://主机:端口，如dask://10.0.0.5:8786；不写或写{PROCESSES}，就用本机的全部处理器核")
    try:
        from portal.assembly.dask_crew import cluster_at
    except ModuleNotFoundError as error:
        do = '在项目文件夹里运行.venv/bin/python -m pip install --editable ".[dask]"；调度器和工作进程所在的机器也要装'
        raise PortalError("要用Dask集群，但是没有安装Dask", do=do) from error
    with cluster_at(match["place"], root) as crew:
        yield crew
