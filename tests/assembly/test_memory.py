"""Results that hold for as long as what they rest on is the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from helpers import Project
from portal.assembly.memory import Ledger, Memory
from portal.assembly.recorder import Recorder
from portal.model.site import Site
from portal.store import Store

Reading = Callable[[Site], Any]
BUREAU: Reading = lambda site: site.bureau.name  # noqa: E731 - a name for the type checker
COLUMNS: Reading = lambda site: site.columns[0].description  # noqa: E731


class Run:
    """One run over a project as it now is, with what earlier runs have kept."""

    def __init__(self, project: Project, store: Store) -> None:
        self._store = store
        self.recorder = Recorder(project.site(), dict.fromkeys(("statutes", "facts", "manuals", "signoffs"), "x"))
        self.ledger = Ledger(store.shelf("ledger", ""), self.recorder)
        self.memory: Memory[Any] = Memory(store.shelf("result", ""), self.ledger)
        self.made: list[str] = []

    def recall(self, name: str, reading: Reading) -> Any:
        """A result that is what was read; takes note of what is made anew."""

        def make() -> Any:
            self.made.append(name)
            return reading(self.recorder.site)

        return self.memory.recall(name, make)

    def end(self) -> list[str]:
        """The run has done its work; what was made in it."""
        self.ledger.settle()
        self._store.save()
        return self.made


@pytest.fixture
def store() -> Store:
    """What runs keep."""
    return Store(None)


def run(project: Project, store: Store, **readings: Reading) -> list[str]:
    """A run that asks for some results; those that it made anew."""
    now = Run(project, store)
    for name, reading in readings.items():
        assert now.recall(name, reading) == reading(now.recorder.plain)
    return now.end()


def test_unread_change_keeps_a_result(project: Project, store: Store) -> None:
    """Only what read the change is made anew, once."""
    assert run(project, store, a=BUREAU, b=COLUMNS) == ["a", "b"]
    assert run(project, store, a=BUREAU, b=COLUMNS) == []
    project.replace("data/bureau.yml", "name: 测试局", "name: 新局")
    assert run(project, store, a=BUREAU, b=COLUMNS) == ["a"]
    assert run(project, store, a=BUREAU, b=COLUMNS) == []


def test_result_that_nobody_asked_for_is_not_believed_later(project: Project, store: Store) -> None:
    """Something changed while nobody asked for the result: it doesn't hold when somebody asks again, nor when all is as it was."""
    run(project, store, a=BUREAU, b=COLUMNS)
    project.replace("data/bureau.yml", "name: 测试局", "name: 新局")
    assert run(project, store, b=COLUMNS) == []
    assert run(project, store, a=BUREAU) == ["a"]


def test_outer_result_rests_on_what_inner_ones_read(project: Project, store: Store) -> None:
    """Also when the inner result was remembered: its readings count for whoever recalls it."""

    def outer(now: Run) -> Any:
        return now.memory.recall("outer", lambda: [now.made.append("outer"), now.recall("inner", BUREAU)][1])

    first = Run(project, store)
    first.recall("inner", BUREAU)
    assert outer(first) == "测试局"
    assert first.end() == ["inner", "outer"]
    project.replace("data/columns.yml", "description: ", "description: 改了")
    second = Run(project, store)
    assert (outer(second), second.end()) == ("测试局", [])
    project.replace("data/bureau.yml", "name: 测试局", "name: 新局")
    third = Run(project, store)
    assert (outer(third), third.end()) == ("新局", ["outer", "inner"])


def test_work_that_breaks_off_is_forgotten(project: Project, store: Store) -> None:
    """Results of a run that didn't end don't count, and those before it are judged by what they rest on."""
    run(project, store, a=BUREAU)
    project.replace("data/bureau.yml", "name: 测试局", "name: 新局")
    broken = Run(project, store)
    assert broken.recall("a", BUREAU) == "新局"
    store.save()
    project.replace("data/bureau.yml", "name: 新局", "name: 测试局")
    assert run(project, store, a=BUREAU) == []
    project.replace("data/bureau.yml", "name: 测试局", "name: 新局")
    assert run(project, store, a=BUREAU) == ["a"]


def test_lists_are_made_anew_when_an_article_changes_them(project: Project, store: Store) -> None:
    """Stamps of lists are taken over only while everything that they are made of is the same."""
    tag: Reading = lambda site: [one.meta.title for one in site.by_tag["法律援助"]]  # noqa: E731
    newest: Reading = lambda site: [one.meta.title for one in site.newest["cases"]]  # noqa: E731
    assert run(project, store, tag=tag, newest=newest) == ["tag", "newest"]
    project.replace("content/news/2025/2025-06-20-first.md", "## 数字", "## 数目")
    assert run(project, store, tag=tag, newest=newest) == []
    project.replace("content/news/2025/2025-06-20-first.md", "title: 第一条新闻", "title: 改了")
    assert run(project, store, tag=tag, newest=newest) == ["tag"]
