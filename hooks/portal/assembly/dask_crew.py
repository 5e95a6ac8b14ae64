"""Work on a Dask cluster: the state goes to every worker once, the things in chunks, the results come back in order.

Only this module imports Dask; it is itself imported only when a cluster is asked for.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from distributed import Client, KilledWorker
from distributed import Future as Known
from distributed.comm.core import CommClosedError

from portal.assembly.crew import Run, Work
from portal.assembly.dask_worker import LOADED, Job, Sight, look
from portal.errors import PortalError

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

_TIMEOUT = 10  # seconds
_PATIENCE = 1  # seconds without a result after which somebody looks whether there can be any
_AHEAD = 3  # chunks on their way for each thread of the cluster: enough to keep it busy, few enough for its memory
_SAME = "换成同一版程序和同样的依赖（包括Python），再重新启动那里的{}"
_CUT_OFF = "与Dask集群的连接断了"
_AGAIN = "网站没有改动；查看dask scheduler和dask worker的日志（多半是内存不够或者网络断了），再运行一次"


@contextmanager
def cluster_at(place: str, root: Path) -> Iterator[Cluster]:
    """A cluster that is fit for the work.

    Args:
        place: host and port of its scheduler.
        root: the project's folder.

    Raises:
        PortalError: it can't be reached, has no workers, or one of them runs another program or doesn't see the project.
    """
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what concerns editors is told by errors
    try:
        client = Client(f"tcp://{place}", timeout=_TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise PortalError(f"连不上Dask调度器dask://{place}", do="看看那里的dask scheduler启动了没有，主机和端口写得对不对，防火墙放行了没有") from error
    with client:
        _must_be_fit(client, root)
        yield Cluster(client)


class Cluster:
    """The workers of a cluster.

    Args:
        client: is connected to it.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    def is_alone(self) -> bool:
        """Never: even a single worker may be the stronger machine."""
        return False

    @contextmanager
    def at_work(self, work: Work[S, T, R], state: S) -> Iterator[Run[T, R]]:
        """Send everybody the state."""
        if self._client.status == "closed":
            raise PortalError(_CUT_OFF, do=_AGAIN)
        with _told():
            pool = self._client.get_executor(pure=False)
            [known] = self._client.scatter([state], broadcast=True, hash=False)
            ahead = _AHEAD * sum(self._client.nthreads().values())

            def run(chunks: Sequence[Sequence[T]]) -> Iterator[Sequence[R]]:
                return _in_order((pool.submit(Job(LOADED, work, chunk), known) for chunk in chunks), known, ahead)

            try:
                yield run
            finally:
                pool.shutdown(wait=False)


def _in_order(futures: Iterable[Future[Any]], known: Known[Any], ahead: int) -> Iterator[Any]:
    waiting: deque[Future[Any]] = deque()
    for future in futures:  # each is sent when it is asked for
        waiting.append(future)
        if len(waiting) > ahead:
            yield _result(waiting.popleft(), known)
    while waiting:
        yield _result(waiting.popleft(), known)


def _result(future: Future[Any], known: Known[Any]) -> Any:
    while not wait([future], _PATIENCE).done:
        if known.status != "finished":  # every worker that had the state is gone; Dask would wait for it for ever
            raise PortalError("Dask的工作进程中断了", do=_AGAIN)
    return future.result()


@contextmanager
def _told() -> Iterator[None]:
    """Say in plain words what may happen to a cluster."""
    try:
        yield
    except KilledWorker as error:
        raise PortalError("Dask的工作进程中断了", do=_AGAIN) from error
    except (CancelledError, CommClosedError, TimeoutError) as error:
        raise PortalError(_CUT_OFF, do=_AGAIN) from error


def _must_be_fit(client: Client, root: Path) -> None:
    if _on_scheduler(client, root) != LOADED:
        raise PortalError("Dask调度器的程序或库与本机不是同一版", do=_SAME.format("dask scheduler"))
    try:
        client.wait_for_workers(1, timeout=_TIMEOUT)
    except TimeoutError as error:
        raise PortalError("Dask集群里没有工作进程", do="在各台机器上运行dask worker，连到同一个调度器") from error
    with _told():
        found: Mapping[str, Any] = client.run(look, root, on_error="return")
    strange = [place for place, sight in found.items() if not isinstance(sight, Sight) or sight.version != LOADED]
    _refuse(strange, "程序或库与本机不是同一版", _SAME.format("dask worker"))
    blind = [place for place, sight in found.items() if sight.project != look(root).project]
    _refuse(blind, f"在{root}看到的项目与本机不同", "把项目文件夹挂载到每台机器的同一路径，再运行一次")


def _on_scheduler(client: Client, root: Path) -> str:
    """Version of the program at the scheduler, which unpacks all that is sent; empty when there is none."""
    try:
        return str(client.run_on_scheduler(look, root).version)
    except Exception:  # whatever an older or missing program makes of the question
        return ""


def _refuse(places: Sequence[str], what: str, do: str) -> None:
    if places:
        raise PortalError(f"有{len(places)}个Dask工作进程{what}：{'、'.join(sorted(places))}", do=do)
