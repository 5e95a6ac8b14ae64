"""Work on many things: in order, with the same results however many workers there are."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import pytest

from helpers import ROOT
from portal.assembly import crew
from portal.assembly.crew import spread
from portal.errors import PortalError


def scaled(factor: int, items: Sequence[int]) -> list[tuple[int, int]]:
    """Each number with its multiple."""
    return [(one, one * factor) for one in items]


def where(_: None, items: Sequence[int]) -> list[int]:
    """The process that works."""
    return [os.getpid() for _ in items]


def picky(_: None, items: Sequence[int]) -> list[int]:
    """Work that can't be done on one thing."""
    if 33 in items:
        raise PortalError("这一项做不了", do="换一项", path="33")
    return list(items)


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 10, 41, 95])
def test_results_are_the_same_however_many_work(monkeypatch: pytest.MonkeyPatch, number: int, count: int) -> None:
    """Every thing is done once, the results come in the order of the things."""
    monkeypatch.setattr(crew, "workers", lambda: number)
    assert list(spread(scaled, 7, range(count), "试", chunk=10)) == [(one, one * 7) for one in range(count)]


@pytest.mark.parametrize(("number", "count", "here"), [(1, 100, True), (2, 30, True), (2, 100, False)])
def test_few_things_are_done_here(monkeypatch: pytest.MonkeyPatch, number: int, count: int, here: bool) -> None:
    """Workers are called only for much to do, and where there is more than one."""
    monkeypatch.setattr(crew, "workers", lambda: number)
    assert (set(spread(where, None, range(count), "试", chunk=10)) == {os.getpid()}) == here


@pytest.mark.parametrize("number", [1, 2])
def test_what_goes_wrong_is_told(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """An error of a worker arrives as it was raised, with its remedy."""
    monkeypatch.setattr(crew, "workers", lambda: number)
    with pytest.raises(PortalError, match="这一项做不了") as told:
        list(spread(picky, None, range(100), "试", chunk=10))
    assert (told.value.do, told.value.path) == ("换一项", "33")


_BUILDER = """
import sys, time
from portal.assembly import crew

def sleepy(_, items):
    time.sleep(1000)
    return list(items)

crew.workers = lambda: 2
list(crew.spread(sleepy, None, range(1000), "试", chunk=10))
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_workers_leave_with_the_one_that_forked_them(how: signal.Signals) -> None:
    """A build that is ended from outside leaves no process behind."""
    builder = subprocess.Popen([sys.executable, "-c", _BUILDER], env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")}, start_new_session=True)
    assert until(lambda: len(members(builder.pid)) == 3)
    builder.send_signal(how)
    builder.wait()
    assert until(lambda: members(builder.pid) == [])


def members(session: int) -> list[int]:
    """Processes of a session that live."""
    found = subprocess.run(["ps", "-o", "pid=,stat=", "--sid", str(session)], capture_output=True, text=True, check=False).stdout
    return [int(line.split()[0]) for line in found.splitlines() if "Z" not in line.split()[1]]


def until(holds: Callable[[], bool]) -> bool:
    """Whether something comes true within a minute."""
    for _ in range(600):
        if holds():
            return True
        time.sleep(0.1)
    return False
