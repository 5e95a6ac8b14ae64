"""Services: registered audiences, guides that exist."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.review.checks import services
from review.review_samples import SECOND, after

PATH = "data/services.yml"
GUIDE = "guide: /news/2025/first.html"
HITS = [
    ("unregistered-audience", "audience: [社会公众]", "audience: [群众]"),
    ("service-without-guide", GUIDE, "guide: /news/2025/nowhere.html"),
    ("service-without-guide", GUIDE, "guide: /services/"),
]


@pytest.mark.parametrize(("rule", "old", "new"), HITS)
def test_hit(project: Project, rule: str, old: str, new: str) -> None:
    """Each fault is found on the line of the service."""
    assert after(project, services, (PATH, old, new)) == {(rule, PATH, 2)}


@pytest.mark.parametrize("guide", [GUIDE, "guide: /news/", 'guide: ""'])
def test_miss(project: Project, guide: str) -> None:
    """An article, a column, or no guide at all."""
    assert not after(project, services, (PATH, GUIDE, guide))


def test_guide_that_is_held(project: Project) -> None:
    """A draft can't be anybody's guide yet."""
    changes = ((SECOND, "source: 测试局", "source: 测试局\ndraft: true"), (PATH, GUIDE, "guide: /news/2025/second.html"))
    assert after(project, services, *changes) == {("service-without-guide", PATH, 2)}
