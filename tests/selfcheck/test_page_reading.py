"""Pages are read once for as long as their bytes are the same; what is remembered says the same as reading anew."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from built_site import build
from helpers import NOW, Project
from portal.assembly import page_reading
from portal.assembly.selfchecking import gather
from portal.selfcheck.page import PageFacts, Reading

ENVIRON: Mapping[str, str] = {"SOURCE_DATE_EPOCH": str(int(NOW.at.timestamp()))}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the pages that are read, as they are read."""
    found: list[str] = []
    before = page_reading.read_page

    def noted(name: str, data: bytes, reading: Reading) -> PageFacts:
        found.append(name)
        return before(name, data, reading)

    monkeypatch.setattr(page_reading, "read_page", noted)
    monkeypatch.setattr("portal.assembly.crew.workers", lambda: 1)
    return found


def test_only_pages_that_changed_are_read_again(project: Project, read: list[str]) -> None:
    """A second look reads nothing, an edited page is read alone, one that is gone is forgotten, new knowledge reads everything."""
    site = project.root / "site"
    done = build(project.root, site, NOW)
    assert done.returncode == 0, done.stderr
    first = gather(project.root, site, ENVIRON)
    assert sorted(read) == sorted(first.pages)

    read.clear()
    assert gather(project.root, site, ENVIRON).pages == first.pages
    assert read == []

    page = site / "news/2025/first.html"
    page.write_text(page.read_text("utf-8").replace("</main>", "<p>电话13912345678</p></main>"), encoding="utf-8")
    (site / "news/2025/second.html").unlink()
    spoiled = gather(project.root, site, ENVIRON).pages
    assert read == ["news/2025/first.html"]
    assert [kind for kind, _, _ in spoiled["news/2025/first.html"].faults] != [kind for kind, _, _ in first.pages["news/2025/first.html"].faults]
    assert "news/2025/second.html" not in spoiled

    read.clear()
    project.write("data/review/rules.yml", "rules: {pii-mobile: 'off'}\n")
    again = gather(project.root, site, ENVIRON).pages
    assert sorted(read) == sorted(again)
    assert again["news/2025/first.html"].faults == first.pages["news/2025/first.html"].faults
