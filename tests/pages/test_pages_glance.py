"""A year at a glance: figures and charts of the year, from the data."""

from __future__ import annotations

import re

from helpers import Project
from samples import page_of, plans_of

ADDRESS = "statistics/2024-at-a-glance.html"
SUMMARY = """---
title: 2024年工作总结
date: 2025-02-01
source: 测试局
summary: 摘要
year: 2024
source_url: https://www.miluo.gov.cn/a.html
---
{{ chart: stacked aid.criminal, aid.civil@2024 title="援助的构成" }}

{{ table: aid@2024 }}
"""


def with_summary(project: Project) -> None:
    """An annual summary with one chart of its year."""
    project.write("content/summaries/2025/2025-02-01-summary.md", SUMMARY)


def test_every_year_has_one(project: Project) -> None:
    """One page a year of figures."""
    years = {path.stem for path in (project.root / "data/statistics").glob("20*.yml")}

    assert {one.address for one in plans_of(project) if one.view == "glance"} == {f"statistics/{year}-at-a-glance.html" for year in years}


def test_its_figures_are_those_of_the_year(project: Project) -> None:
    """Every number on the page answers a mark of this year, and changes with the data."""
    body = page_of(project, ADDRESS).body
    marks = set(re.findall(r'data-metric="([^"]+)"', body))

    assert "aid.cases@2024" in marks
    assert {one.rpartition("@")[2] for one in marks} == {"2024"}
    assert '<data value="120" data-metric="aid.cases@2024">120</data>' in body


def test_it_shows_the_charts_of_the_annual_summary(project: Project) -> None:
    """Charts come from the summary of that year, under the group that they belong to; without one there are none."""
    assert "<svg role" not in page_of(project, ADDRESS).body
    with_summary(project)

    body = page_of(project, ADDRESS).body

    assert body.count("<figure") == 1
    assert "援助的构成" in body
    assert body.index('id="part-aid"') < body.index("<figure") < body.index('id="part-mediation"')


def test_summary_and_overview_lead_there(project: Project) -> None:
    """The annual summary and the overview of the figures link to it."""
    with_summary(project)

    assert "2024-at-a-glance.html" in page_of(project, "summaries/2025/summary.html").body
    assert "-at-a-glance.html" in page_of(project, "statistics/").body
