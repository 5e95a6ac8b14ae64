"""Ids, labels and address names that are used twice."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.review.checks import identifiers
from review.review_samples import after

HITS = [
    ("duplicate-id", "data/columns.yml", "id: cases", "id: news", 3),
    ("duplicate-label", "data/columns.yml", "label: 以案释法", "label: 工作动态", 3),
    ("duplicate-id", "data/calendar.yml", "id: disabled-day", "id: constitution-day", 4),
    ("duplicate-label", "data/calendar.yml", "name: 全国助残日", "name: 国家宪法日", 4),
    ("duplicate-topic-slug", "data/topics.yml", "公证: gong-zheng", "公证: fa-lv-yuan-zhu", 1),
    ("duplicate-topic-slug", "data/topics.yml", "老年人: elderly", "老年人: public", 2),
]


@pytest.mark.parametrize(("rule", "path", "old", "new", "line"), HITS)
def test_hit(project: Project, rule: str, path: str, old: str, new: str, line: int) -> None:
    """Each name that is used twice is found on the line of the later use."""
    assert (rule, path, line) in after(project, identifiers, (path, old, new))


def test_miss(project: Project) -> None:
    """The small project has none; a tag and an audience may share a name."""
    assert not after(project, identifiers, ("data/topics.yml", "老年人: elderly", "老年人: gong-zheng"))


@pytest.mark.parametrize(("path", "part"), [("data/case_kinds.yml", "kinds"), ("data/services.yml", "services")])
def test_whole_record_twice(project: Project, path: str, part: str) -> None:
    """A record that was copied and not changed is found."""
    text = (project.root / path).read_text(encoding="utf-8")
    project.write(path, text + text.removeprefix(f"{part}:\n"))
    assert {rule for rule, _, line in after(project, identifiers) if line == 3} == {"duplicate-id", "duplicate-label"}
