"""Which of several withdrawals is in force: a removal, until somebody publishes again on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from built_site import build, tree
from helpers import Project, moment
from signoff_samples import SECOND, portal, sign, sign_fully, switch_on, verdict

TIMES = tuple(moment(f"2025-06-30 {hour}:00") for hour in range(13, 23))
URL = "news/2025/second.html"


@pytest.fixture
def reviewed(project: Project) -> Project:
    """Everything that needs a review has it."""
    switch_on(project)
    sign_fully(project)
    return project


def withdraw(project: Project, kind: str, step: int, *more: str) -> None:
    words = ("--kind", kind, "--reason", f"{kind}的理由", "--as", "lead", *more)
    assert portal(project, "withdraw", project.root / SECOND, *words, at=TIMES[step]) == 0


def kind_of(project: Project) -> tuple[str, bool]:
    found = verdict(project, SECOND, TIMES[-1])
    return found.withdrawal.kind if found.withdrawal else "", found.publishable


@pytest.mark.parametrize("order", [("归档", "撤下"), ("撤下", "归档"), ("撤下", "归档", "归档")])
def test_removal_wins_over_archiving(reviewed: Project, order: tuple[str, ...]) -> None:
    """Before or after: what was taken down stays down, archiving isn't publishing."""
    for step, kind in enumerate(order):
        withdraw(reviewed, kind, step)
    assert kind_of(reviewed) == ("removed", False)


def test_half_a_review_republishes_nothing(reviewed: Project) -> None:
    """Sign-offs after the removal count only when every stage was signed anew; those after the archiving alone are no exception."""
    withdraw(reviewed, "撤下", 0)
    sign(reviewed, SECOND, "一审", "ed", at=TIMES[1])
    withdraw(reviewed, "归档", 2)
    sign(reviewed, SECOND, "二审", "chief", at=TIMES[3])
    assert kind_of(reviewed) == ("removed", False)
    sign(reviewed, SECOND, "三审", "lead", at=TIMES[4])
    assert verdict(reviewed, SECOND, TIMES[-1]).publishable


def test_full_review_republishes(reviewed: Project) -> None:
    """Every stage signed anew after both lifts both; archiving it then is a new act."""
    withdraw(reviewed, "撤下", 0)
    withdraw(reviewed, "归档", 1)
    sign_fully(reviewed, SECOND, at=TIMES[2])
    assert kind_of(reviewed) == ("", True)
    withdraw(reviewed, "归档", 3)
    assert kind_of(reviewed) == ("archived", True)


@pytest.mark.parametrize(("order", "kind"), [(("撤下", "合并"), "merged"), (("合并", "撤下"), "removed"), (("合并", "归档"), "merged")])
def test_the_newest_counts_among_those_that_take_a_page_away(reviewed: Project, order: tuple[str, ...], kind: str) -> None:
    """A removed page may later lead on, a merged one may later be removed; archiving changes neither."""
    for step, one in enumerate(order):
        withdraw(reviewed, one, step, *(("--to", "/news/2025/first.html") if one == "合并" else ()))
    assert kind_of(reviewed) == (kind, False)


def test_archiving_keeps_the_page_that_says_gone(reviewed: Project, tmp_path: Path) -> None:
    """The page about the removal and nginx' 410 stay."""
    withdraw(reviewed, "撤下", 0)
    withdraw(reviewed, "归档", 1)
    done = build(reviewed.root, tmp_path / "site", TIMES[-1])
    assert done.returncode == 0, done.stdout + done.stderr
    files = tree(tmp_path / "site")
    page = files[URL].decode("utf-8")
    assert "这篇内容已撤下" in page and "撤下的理由" in page and "归档" not in page
    assert files["gone.map"] == f"/{URL} 1;\n".encode()
