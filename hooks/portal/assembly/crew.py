"""Work on many things at once, in the order in which the things were given: on all cores of this machine, or wherever a crew works."""

from __future__ import annotations

import functools
import gc
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol, TypeVar

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[S, Sequence[T]], Sequence[R]]
Run = Callable[[Sequence[Sequence[T]]], Iterator[Sequence[R]]]

_WORTH = 4
_BEAT = threading.Event()  # nobody sets it
CHUNK = 50
_state: Any = None


class Crew(Protocol):
    """Those who do the work."""

    def is_alone(self) -> bool:
        """Whether the work is as quickly done here and now."""

    def at_work(self, work: Work[S, T, R], state: S) -> AbstractContextManager[Run[T, R]]:
        """A function that does the work on chunks of items and gives the results chunk by chunk, in order; everybody knows the state."""


class Forked:
    """Processes of this machine, as many as it has cores."""

    def is_alone(self) -> bool:
        """Whether there is only one core, or processes can't be forked."""
        return workers() == 1

    @contextmanager
    def at_work(self, work: Work[S, T, R], state: S) -> Iterator[Run[T, R]]:
        """Fork the processes; they find the state in their memory, so it may be large and needn't be plain."""
        import multiprocessing  # these take longer to load than most builds have work for them
        from concurrent.futures import ProcessPoolExecutor

        forking = multiprocessing.get_context("fork")
        with _shared(state), ProcessPoolExecutor(workers(), mp_context=forking, initializer=_leave_with, initargs=(os.getpid(),)) as pool:
            yield functools.partial(pool.map, functools.partial(_call, work))


FORKED = Forked()


def spread(work: Work[S, T, R], state: S, items: Sequence[T], label: str, chunk: int = CHUNK, crew: Crew = FORKED) -> Iterator[R]:
    """Results of some work, in order.

    Args:
        work: a function of a module, given the state and some items; returns a result for each.
        state: what the work needs to know; a crew on other machines gets it pickled.
        items: what is to be done; few are done here and now.
        label: of the progress bar.
        chunk: how many a worker is given at a time.
        crew: who works.
    """
    chunks = [items[start : start + chunk] for start in range(0, len(items), chunk)]
    if not shared_out(items, crew, chunk):
        for one in progress(chunks, len(chunks), label, chunk):
            yield from work(state, one)
        return
    gc.enable()  # a command may have done without; much work makes much garbage
    with crew.at_work(work, state) as run:
        for found in progress(run(chunks), len(chunks), label, chunk):
            yield from found


def shared_out(items: Sequence[Any], crew: Crew, chunk: int = CHUNK) -> bool:
    """Whether ``spread`` lets several work on these; what each would load is then best loaded before."""
    return len(items) > chunk * (_WORTH - 1) and not crew.is_alone()


def workers() -> int:
    """How many workers this machine has room for; one where processes can't be forked."""
    return os.cpu_count() or 1 if hasattr(os, "fork") else 1


def progress(items: Iterable[R], total: int, label: str, scale: int = 1) -> Iterable[R]:
    """The items, with a progress bar for people who watch."""
    if not sys.stderr.isatty():
        return items
    from tqdm import tqdm

    return tqdm(items, total=total, desc=label, unit="项", unit_scale=scale, leave=False)


class _shared:
    """Holds the state where forked workers find it."""

    def __init__(self, state: Any) -> None:
        self.state = state

    def __enter__(self) -> None:
        global _state
        _state = self.state
        gc.freeze()  # so that workers don't copy the memory that they only read

    def __exit__(self, *_: object) -> None:
        global _state
        _state = None
        gc.unfreeze()


def _leave_with(parent: int) -> None:
    """In a worker: end when the process that forked it has ended, however it did; else it would wait for work for ever."""

    def watch() -> None:
        while os.getppid() == parent:
            _BEAT.wait(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _call(work: Work[Any, T, R], items: Sequence[T]) -> Sequence[R]:
    return work(_state, items)
