"""Emergency publishing of everything that can be reviewed: listed in public, and marked where readers see it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from built_site import build, tree
from helpers import NOW, Project, moment
from portal.model.signoff import Record
from portal.model.verdict import Verdict
from portal.pages.views.review_process import urgent
from signoff_samples import NEWS, SECOND, YEAR, portal, sign_fully, switch_on

ABOUT = "content/pages/about.md"
OLD_YEAR = "data/statistics/2023.yml"
MARK = "应急发布，正在补审"


def act(unit: str, hour: int) -> Verdict:
    """A unit published in an emergency."""
    record = Record(unit=unit, digest="0" * 64, action="emergency", stage="", reviewer="lead", time=moment(f"2025-06-29 {hour:02}:00"), opinion="急")
    kind = {"data/services.yml": "data", YEAR: "year", ABOUT: "page"}.get(unit, "article")
    return Verdict(unit=unit, kind=kind, title=f"名{hour}", digest="0" * 64, publishable=True, missing=("三审",), emergency=record)


def test_every_kind_of_unit_is_listed_newest_first(project: Project) -> None:
    """Articles, fixed pages, years and data files; what has no page of its own has no link."""
    paths = (NEWS, ABOUT, YEAR, "data/services.yml")
    site = replace(project.site(), verdicts={path: act(path, hour) for hour, path in enumerate(paths, 1)})
    assert [(one.title, one.url) for one in urgent(site)] == [
        ("名4", ""),
        ("名3", "statistics/"),
        ("名2", "about.html"),
        ("第一条新闻", "news/2025/first.html"),
    ]


def test_what_is_not_shown_is_not_listed(project: Project) -> None:
    """A draft, a closed page or year, and what was taken down since don't appear."""
    site = project.site()
    verdicts = {path: act(path, 1) for path in (NEWS, ABOUT, YEAR)} | {"data/services.yml": replace(act("data/services.yml", 2), publishable=False)}
    site = replace(site, verdicts=verdicts, articles=(), pages={}, statistics=replace(site.statistics, years={}))
    assert urgent(site) == ()


def test_year_and_page_are_marked_and_listed(project: Project, tmp_path: Path) -> None:
    """A year and a fixed page that went out before their review say so on their pages, and stand on the page about the review."""
    switch_on(project)
    sign_fully(project, NEWS, SECOND, OLD_YEAR)
    for path, why in ((YEAR, "更正数据"), (ABOUT, "地址有变")):
        assert portal(project, "sign", project.root / path, "--emergency", "--as", "lead", "--opinion", why) == 0
    done = build(project.root, tmp_path / "site", NOW)
    assert done.returncode == 0, done.stdout + done.stderr
    files = {name: data.decode("utf-8") for name, data in tree(tmp_path / "site").items() if name.endswith(".html")}
    for name in ("statistics/index.html", "statistics/aid.html", "statistics/aid/cases.html"):
        assert f"2024年统计数据{MARK}" in files[name] and "更正数据" in files[name], name
        assert "2023年统计数据" not in files[name], name
    assert MARK in files["about.html"] and "地址有变" in files["about.html"]
    listed = files["review/index.html"].partition('id="urgent"')[2].partition('id="withdrawn"')[0]
    assert 'href="../statistics/"' in listed and "更正数据" in listed and 'href="../about.html"' in listed and "地址有变" in listed
    sign_fully(project, YEAR, ABOUT)
    assert build(project.root, tmp_path / "site", NOW).returncode == 0
    marked = {name for name, data in tree(tmp_path / "site").items() if MARK.encode() in data}
    assert marked == {"style/index.html"}  # which shows the notice as a sample
