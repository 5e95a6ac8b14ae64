"""The engine: every check runs, drafts block nothing, and the last publication is compared with."""

from __future__ import annotations

import pkgutil

import pytest

from helpers import Project
from portal.errors import PortalError
from portal.model.finding import Severity, blocking
from portal.model.published import Published
from portal.review import checks
from portal.review.engine import ArticleChecks, all_checks, review_site
from review.review_samples import NEWS, SECOND


def test_small_project_is_publishable(project: Project) -> None:
    """The small project has no errors."""
    assert not blocking(review_site(project.site()))


def test_every_module_runs(project: Project) -> None:
    """Checks are found by their place, in the order of their names."""
    whole = [check.__module__.rpartition(".")[2] for check in all_checks()]
    single = [check.__module__.rpartition(".")[2] for check, _ in ArticleChecks.of(project.site()).checks]
    assert (whole, single) == (sorted(whole), sorted(single))
    assert {*whole, *single} == {info.name for info in pkgutil.iter_modules(checks.__path__)}
    assert {"citations", "contradictions", "dates", "front_matter", "links", "marks", "pictures", "sections"} <= set(single)
    assert {"addresses", "columns", "links", "pictures"} <= set(whole)


def test_drafts_do_not_block(project: Project) -> None:
    """The same fault is an error in an article and a warning in a draft."""
    project.replace(SECOND, "tags: [法律援助, 公证]", "tags: [没登记]")
    assert [one.severity for one in review_site(project.site()) if one.rule == "unregistered-tag"] == [Severity.ERROR]
    project.replace(SECOND, "source: 测试局", "source: 测试局\ndraft: true")
    assert [one.severity for one in review_site(project.site()) if one.rule == "unregistered-tag"] == [Severity.WARNING]


def test_published_is_compared_with(project: Project) -> None:
    """Lost addresses and silently changed figures are found only when there is something to compare with."""
    published = Published(addresses={"news/2024/first.html": NEWS}, figures={"aid.cases@2024": "119"})
    site = project.site()
    rules = {one.rule for one in review_site(site, published)} - {one.rule for one in review_site(site)}
    assert rules == {"lost-address", "published-value-changed-without-flag", "published-value-change-not-logged"}


def test_published_round_trip() -> None:
    """What is written can be read again."""
    published = Published(addresses={"b.html": "content/b.md", "a.html": "content/a.md"}, figures={"aid.cases@2024": "120", "aid.talks@2024": ""})
    assert Published.from_plain(published.to_plain()) == published
    assert list(published.to_plain()["addresses"]) == ["a.html", "b.html"]


@pytest.mark.parametrize(
    "value",
    [None, [], {}, {"addresses": {}}, {"addresses": {"a": 1}, "figures": {}}, {"addresses": {}, "figures": {"aid.cases": "1"}}, {"addresses": {}, "figures": {"a.b@2024": "x"}}],
)
def test_published_of_another_kind(value: object) -> None:
    """A file that isn't ours is refused with its name."""
    with pytest.raises(PortalError, match=r"published\.json"):
        Published.from_plain(value, "published.json")
