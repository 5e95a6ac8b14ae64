"""What a process of a Dask cluster does: a part of some work, if it runs the program that asks for it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.assembly.crew import Work
from portal.assembly.desk import program_version
from portal.digest import digest_value
from portal.errors import PortalError
from portal.load.source import Source

# Of the code that this process runs; its files may have changed since, and parts that were not needed yet would be read from the new ones.
LOADED = program_version()
_turn = threading.Lock()


@dataclass(frozen=True)
class Sight:
    """What a process of the cluster has before it.

    Attributes:
        version: of its program; empty when the program's files have changed since it was started.
        project: digest of those of the project's files that workers read unasked; empty when there is no project.
    """

    version: str
    project: str


def look(root: Path) -> Sight:
    """What this process has before it.

    Args:
        root: where the project's folder should be.
    """
    tree = Source(root).tree
    project = digest_value([tree.digests("overrides"), tree.digest("mkdocs.yml")]) if (root / "mkdocs.yml").is_file() else ""
    return Sight(_version(), project)


@dataclass(frozen=True)
class Job:
    """A part of some work, as it is sent.

    Attributes:
        version: of the program that asks.
        work: the function.
        items: what it is to be done on.
    """

    version: str
    work: Work[Any, Any, Any]
    items: Sequence[Any]

    def __call__(self, state: Any) -> Sequence[Any]:
        """Do it; one at a time, because the state is not for several threads.

        Raises:
            PortalError: this process joined the cluster with another program.
        """
        with _turn:
            if self.version != LOADED:
                raise PortalError("中途加入集群的工作进程，程序或库与本机不是同一版", do="在那台机器上换成同一版程序和依赖，重新启动dask worker，再运行一次")
            return self.work(state, self.items)


def _version() -> str:
    return LOADED if program_version() == LOADED else ""
