"""Work on many things: in order, with the same results however many workers there are."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

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
