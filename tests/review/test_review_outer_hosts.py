"""The register of outer hosts grows old."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.review.checks import outer_hosts
from review.review_samples import brief, found_by


@pytest.mark.parametrize(("checked", "found"), [("2025-01-01", set()), ("2024-12-31", {("link-host-unchecked", outer_hosts.PATH, 3)})])
def test_half_a_year(project: Project, checked: str, found: set[tuple[str, str, int]]) -> None:
    """A host is due on the 181st day after somebody looked, on its line of the register."""
    first = "  - {host: www.gov.cn, owner: 中国政府网, since: 2024-01-01, checked: 2025-06-01}\n"
    second = f"  - {{host: www.moj.gov.cn, owner: 司法部, since: 2024-01-01, checked: {checked}}}\n"
    project.write(outer_hosts.PATH, f"hosts:\n{first}{second}")
    assert brief(found_by(outer_hosts, project.site())) == found


def test_without_a_register(project: Project) -> None:
    """A project without a register has nothing to look at."""
    (project.root / outer_hosts.PATH).unlink(missing_ok=True)
    assert not brief(found_by(outer_hosts, project.site()))
