"""Typed numbers: contradictions and copies are found, everything that speaks of something else is left alone."""

from __future__ import annotations

import pytest

from helpers import NOW, Project
from portal.model.finding import Finding, Severity
from portal.review.checks import contradictions
from review.review_samples import found_by

NEWS = "content/news/2025/2025-06-01-second.md"
SUMMARY = "content/summaries/2025/2025-01-20-2024-summary.md"
WRONG, COPY = "figure-contradicts-data", "figure-typed-by-hand"
OK = "<!-- stat-ok: 含外县数据 -->"


def _found(project: Project, text: str, path: str = NEWS) -> list[Finding]:
    old = "正文。" if path == NEWS else "办理{{ stat:aid.cases@2024|unit }}。"
    return found_by(contradictions, project.replace(path, old, text).site())


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2024年办理法律援助案件121件。", WRONG),
        ("2024年办理法律援助案件120件。", COPY),
        ("2024年，全市共办理法律援助案件121件。", WRONG),
        ("2024年，测试局办理**法律援助案件**。办理法律援助案件9件。", None),
        ("2024年法援案件达121件。", WRONG),
        ("2024年法援案件数为１２０件。", COPY),
        ("2024年法援案件增至 121 件。", WRONG),
        ("2024年办理了121件法援案件。", WRONG),
        ("2024年法援案件**121**件。", WRONG),
        ("2024年“法援案件”121件。", WRONG),
        ("去年法援案件121件。", WRONG),
        ("2024年工作有成效，121件法援案件全部办好。", None),
        ("2024年，121件法援案件，件件有回音。", WRONG),
        ("2023年法援案件100件，2024年法援案件121件。", WRONG),
        ("2023年法援案件120件，2024年法援案件120件。", WRONG),
        ("2024年调解成功率79.9%。", WRONG),
        ("2024年调解成功率80%。", COPY),
        ("2024年调解成功率80.00%。", COPY),
        ("2024年法律咨询1.3万余人次。", COPY),
        ("2024年法律咨询12,000余人次。", COPY),
        ("2024年法律咨询2万余人次。", WRONG),
        ("2024年法律咨询1.1万人次。", WRONG),
        ("2024年法律咨询近1万人次。", WRONG),
        ("2024年法援案件100余件。", COPY),
        ("2024年法援案件110多件。", WRONG),
        ("2024年法援案件近130件。", COPY),
        ("2024年法援案件约200件。", WRONG),
        ("2024年办理法律援助案件，其中刑事法律援助案件71件、民事法律援助案件50件。", WRONG),
        ("2024年办理法律援助案件{{ stat:aid.cases@2024|unit }}，其中刑事案件71件。", WRONG),
        ("2024年，办理法律援助案件{{ stat:aid.cases@2024|unit }}，其中刑事70件、民事51件。", WRONG),
        ("2024年办理法律援助案件120件（其中，民事案件51件）。", WRONG),
        ("2024年法援案件120件，其中刑事案件70件。", COPY),
        ("2024年重点关注人员3人。", "figure-withheld-by-data"),
        ("| 2024年法援案件 | 121件 |", WRONG),
    ],
)
def test_number_beside_a_label_is_judged(project: Project, text: str, rule: str | None) -> None:
    """A number that states a metric is compared with the data of its year."""
    rules = {one.rule for one in _found(project, text)}
    assert (rule in rules) if rule else not rules


@pytest.mark.parametrize(
    "text",
    [
        "法援案件121件。",
        "2022年法援案件121件。",
        "今年法援案件121件。",
        "2024年6月法援案件12件。",
        "2024年上半年法援案件60件。",
        "2023年至2024年法援案件220件。",
        "2024年全省法援案件9999件。",
        "2024年城关司法所办理法律援助案件12件。",
        "2024年办结法援案件110件。",
        "2024年未成年人法援案件12件。",
        "2024年法援案件比上年增加20件。",
        "2024年法援案件从100件增至120件。",
        "2024年法援案件平均每月10件。",
        "2024年法援案件中有17件涉及农民工。",
        "2024年法援案件12起。",
        "2024年法援案件12件次。",
        "2024年法援案件，12件典型案例。",
        "2024年法援案件100至130件。",
        "2024年第12件法援案件。",
        "2024年办理12件法援案件质量评查。",
        "2024年民事法律援助案件50余件",
        "2024年法援案件{{ stat:aid.cases@2024|unit }}，12件入选。",
        "2024年法援案件`121件`。",
        "2024年法援案件[全文](https://test.example/法援案件121件)。",
        "<!-- 2024年法援案件121件 -->",
        "| 2024年法援案件 | 100件 | 121件 |",
        "2024年其中法援案件12件。",
        "2024年调解受理案件{{ stat:mediation.accepted@2024|unit }}，其中刑事案件71件。",
        "2024年办理法律援助案件{{ stat:aid.cases@2024|unit }}，其中未成年人刑事案件7件。",
        "2024年办理法律援助案件{{ stat:aid.cases@2024|unit }}，其中刑事案件涉及71人。",
        "2024年办理法律援助案件{{ stat:aid.cases@2024|unit }}，接待来访，刑事案件71件。",
        "2024年6月办理法律援助案件{{ stat:aid.cases@2024|unit }}，其中刑事案件7件。",
        "2024年办理法律援助案件{{ stat:aid.cases@2024|unit }}，其中刑事案件7件次。",
        "2024年办理法律援助案件{{ stat:aid.cases@2024|unit }}，其中刑事案件7件改判。",
        "城关镇工作 2024年 法援案件 12 件",
    ],
)
def test_number_about_something_else_is_left_alone(project: Project, text: str) -> None:
    """A number of another year, place, period, kind or unit never raises a false alarm."""
    assert not [one for one in _found(project, text) if one.rule != COPY]


def test_summary_is_about_its_year(project: Project) -> None:
    """In an annual summary a sentence without a year speaks of the summary's year."""
    found = _found(project, "办理法律援助案件100件。", SUMMARY)
    assert [(one.rule, str(one.span)) for one in found] == [(WRONG, f"{SUMMARY}:11:9")]


def test_only_year_counts_when_the_title_names_it(project: Project) -> None:
    """With one year of data an article whose title names the year is about it; another one isn't."""
    (project.root / "data/statistics/2023.yml").unlink()
    assert not _found(project, "法援案件121件。")
    project.replace(NEWS, "title: 第二条新闻", "title: 数说2024")
    assert [one.rule for one in found_by(contradictions, project.site())] == [WRONG]


def test_message_names_both_values_and_the_mark(project: Project) -> None:
    """A contradiction says what is typed, what the data say, and which mark to paste."""
    (one,) = _found(project, "2024年法律咨询2万余人次。")
    assert one.what == "“2万余人次”：2024年“法律咨询”在数据里是超1.2万人次"
    assert "{{ stat:aid.talks@2024|wan }}" in one.do
    (copy,) = _found(Project(project.root).replace(NEWS, "2024年法律咨询2万余人次。", "正文。"), "2024年法援案件120件。")
    assert (copy.severity, "{{ stat:aid.cases@2024|unit }}" in copy.do) == (Severity.WARNING, True)


@pytest.mark.parametrize(
    ("title", "rules"),
    [
        ("全市法治宣传活动启动 2024年办理法律援助案件121件", {WRONG}),
        ("2024年法治宣传活动启动　办理法律援助案件 121 件", {WRONG}),
        ("活动启动 2024年城关司法所办理法律援助案件12件", set()),
        ("活动启动 2024年6月办理法律援助案件12件", set()),
    ],
)
def test_space_ends_a_clause_of_a_title(project: Project, title: str, rules: set[str]) -> None:
    """Titles have spaces where text has commas."""
    project.replace(NEWS, "title: 第二条新闻", f"title: {title}")
    assert {one.rule for one in found_by(contradictions, project.site())} == rules


@pytest.mark.parametrize("text", ["2024年法援案件121件。", "2024年法援案件120件。"])
def test_front_matter_takes_no_waiver(project: Project, text: str) -> None:
    """A comment in front matter would be read out as text, so the advice is the mark in quotes; bodies may be waived."""
    (body,) = _found(project, text)
    (front,) = found_by(contradictions, project.replace(NEWS, text, "正文。").replace(NEWS, "summary: 第二条的摘要。", f"summary: {text}").site())
    assert ("stat-ok" in body.do) == (body.rule == WRONG)
    assert "stat-ok" not in front.do
    assert "{{ stat:aid.cases@2024|unit }}，整个值加半角双引号" in front.do


def test_title_and_summary_are_read(project: Project) -> None:
    """A contradiction in front matter is found at its line."""
    project.replace(NEWS, "summary: 第二条的摘要。", "summary: 2024年法援案件121件。")
    assert [(one.rule, str(one.span)) for one in found_by(contradictions, project.site())] == [(WRONG, f"{NEWS}:5")]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (f"2024年法援案件121件。{OK}", set()),
        (f"{OK}\n2024年法援案件121件。", set()),
        (f"{OK}\n\n2024年法援案件121件。", set()),
        (f"{OK}\n\n无关。\n\n2024年法援案件121件。", {WRONG, "stat-waiver-unused"}),
        ("2024年法援案件121件。<!-- stat-ok -->", {WRONG, "stat-waiver-without-reason"}),
        ("2024年法援案件121件。<!-- stat-ok: -->", {WRONG, "stat-waiver-without-reason"}),
        (f"没有数。{OK}", {"stat-waiver-unused"}),
    ],
)
def test_waiver_needs_a_reason_and_a_use(project: Project, text: str, rules: set[str]) -> None:
    """A waiver with a reason lets a number stand on its line or the next; useless ones are found."""
    assert {one.rule for one in _found(project, text)} == rules


def test_small_project_has_no_findings(project: Project) -> None:
    """Articles that only use marks are clean."""
    assert not found_by(contradictions, project.site(NOW))
