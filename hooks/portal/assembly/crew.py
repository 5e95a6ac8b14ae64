"""Work on many things at once: on all cores of this machine, in the order in which the things were given."""

from __future__ import annotations

import functools
import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[S, Sequence[T]], Sequence[R]]

_WORTH = 4
CHUNK = 50
_state: Any = None


def spread(work: Work[S, T, R], state: S, items: Sequence[T], label: str, chunk: int = CHUNK) -> Iterator[R]:
    """Results of some work, in order.

    Args:
        work: a function of a module, given the state and some items; returns a result for each.
        state: what the work needs to know; workers get it by being forked from this process, so it may be large and needn't be plain.
        items: what is to be done; few are done here and now.
        label: of the progress bar.
        chunk: how many a worker is given at a time.
    """
    chunks = [items[start : start + chunk] for start in range(0, len(items), chunk)]
    if len(chunks) < _WORTH or workers() == 1:
        for one in progress(chunks, len(chunks), label, chunk):
            yield from work(state, one)
        return
    with _shared(state), ProcessPoolExecutor(workers(), mp_context=multiprocessing.get_context("fork")) as pool:
        for found in progress(pool.map(functools.partial(_call, work), chunks), len(chunks), label, chunk):
            yield from found


def workers() -> int:
    """How many workers this machine has room for; one where processes can't be forked."""
    return os.cpu_count() or 1 if "fork" in multiprocessing.get_all_start_methods() else 1


def progress(items: Iterable[R], total: int, label: str, scale: int = 1) -> Iterable[R]:
    """The items, with a progress bar for people who watch."""
    from tqdm import tqdm

    return tqdm(items, total=total, desc=label, unit="项", unit_scale=scale, leave=False, disable=not sys.stderr.isatty())


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


def _call(work: Work[Any, T, R], items: Sequence[T]) -> Sequence[R]:
    return work(_state, items)
