"""Marks: what can't be read or printed is found at its line and column; what can be printed passes."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.model.finding import Severity
from portal.review.checks import marks
from review.review_samples import found_by

NEWS = "content/news/2025/2025-06-01-second.md"
LAST = "data/statistics/2024.yml"

CASES = [
    # rule, text that is caught, text that passes
    ("mark-malformed", "{{ table: aid@2024-2023 }}", "{{ table: aid@2023-2024 }}"),
    ("mark-malformed", "{{ stat:aid.cases }}", "`{{ stat:aid.cases }}`"),
    ("mark-malformed", "{{ figure: aid.cases@2024 }}", "{{ stat: aid.cases@2024 }}"),
    ("mark-malformed", "{{ stat:aid.cases@2024|upper }}", "{{ stat:aid.cases@2024|unit }}"),
    ("mark-unclosed", "{{ stat:aid.cases@2024 }", "{ stat:aid.cases@2024 }"),
    ("mark-unclosed", "stat:aid.cases@2024 }}", "```\nstat:aid.cases@2024 }}\n```"),
    ("stat-unknown-metric", "{{ stat:aid.case@2024 }}", "<!-- {{ stat:aid.case@2024 }} -->"),
    ("stat-unknown-year", "{{ stat:aid.cases@2020 }}", "{{ stat:aid.cases@2023 }}"),
    ("stat-not-a-number", "{{ stat:mediation.sensitive@2024|yoy }}", "{{ stat:mediation.sensitive@2024 }}"),
    ("stat-wan-small", "{{ stat:aid.cases@2024|wan }}", "{{ stat:aid.talks@2024|wan }}"),
    ("stat-share-inexact", "{{ stat:aid.talks@2024|share(aid.cases) }}", "{{ stat:aid.civil@2024|share(aid.cases) }}"),
    ("stat-no-year-before", "{{ stat:aid.cases@2023|yoy }}", "{{ stat:aid.cases@2024|yoy }}"),
    ("block-mark-unknown-metric", "{{ table: help@2024 }}", "{{ table: aid@2024 }}"),
    ("block-mark-unknown-metric", "{{ table: aid, mediation.rate@2024 }}", "{{ table: aid.cases, mediation.rate@2024 }}"),
    ("block-mark-unknown-metric", "{{ chart: bar aid.cases, aid.gone@2024 }}", "{{ chart: bar aid.cases, aid.civil@2024 }}"),
    ("block-mark-unknown-year", "{{ table: aid@2022-2024 }}", "{{ table: aid@2023-2024 }}"),
    ("table-unfit", "{{ table: aid.cases, aid.cases@2024 }}", "{{ table: aid@2023,2024 }}"),
    ("chart-unfit", "{{ chart: bar aid.cases, mediation.rate@2024 }}", "{{ chart: bar aid.cases, mediation.settled@2024 }}"),
    ("block-mark-not-alone", "见{{ table: aid@2024 }}", "见{{ stat:aid.cases@2024 }}"),
    ("block-mark-not-alone", "如下：\n{{ table: aid@2024 }}", "如下：\n\n{{ table: aid@2024 }}"),
    ("mark-malformed", "{ stat:aid.cases@2024 }", "{ 统计 }"),
    ("mark-malformed", "｛｛ stat:aid.cases@2024 ｝｝", "`｛｛ stat:aid.cases@2024 ｝｝`"),
    ("mark-malformed", "｛｛ stat:aid.cases@2024 }}", "{{ stat:aid.cases@2024 }}"),
    ("mark-unit-doubled", "{{ stat:aid.cases@2024|unit }}件", "{{ stat:aid.cases@2024|unit }}案件"),
    ("mark-unit-doubled", "**{{ stat:aid.cases@2024|unit }}** 件", "{{ stat:aid.cases@2024 }}件"),
    ("mark-unit-doubled", "{{ stat:aid.talks@2024|wan }}余人次", "{{ stat:aid.talks@2024|wan }}，余下的另计"),
    ("mark-unit-doubled", "{{ stat:aid.talks@2024|wan }}人次", "{{ stat:aid.talks@2024|wan }}群众"),
    ("mark-unit-doubled", "{{ stat:mediation.rate@2024|unit }}%", "{{ stat:mediation.rate@2024|unit }}左右"),
    ("mark-unit-doubled", "{{ stat:aid.cases@2023|unit }}件", "{{ stat:aid.cases@2023|unit }}，件均用时减少"),
    ("block-mark-not-alone", "{{ table: aid@2024 }}\n说明。", "{{ table: aid@2024 }}\n\n说明。"),
]


def _rules(project: Project) -> set[str]:
    return {one.rule for one in found_by(marks, project.site())}


@pytest.mark.parametrize(("rule", "bad"), [(rule, bad) for rule, bad, _ in CASES])
def test_bad_mark_is_found(project: Project, rule: str, bad: str) -> None:
    """A mark that can't be printed yields its rule."""
    assert rule in _rules(project.replace(NEWS, "正文。", bad))


@pytest.mark.parametrize(("rule", "good"), [(rule, good) for rule, _, good in CASES])
def test_good_mark_passes(project: Project, rule: str, good: str) -> None:
    """A mark that can be printed, and an example in code, doesn't yield the rule."""
    assert rule not in _rules(project.replace(NEWS, "正文。", good))


def test_place_is_exact(project: Project) -> None:
    """A finding points at the mark: line of the file, column counted in characters."""
    project.replace(NEWS, "正文。", "第一段。\n\n办理{{ stat:aid.cases@2020 }}件。")
    assert [str(one.span) for one in found_by(marks, project.site())] == [f"{NEWS}:10:3"]


@pytest.mark.parametrize("key", ["title: 第二条新闻", "summary: 第二条的摘要。"])
def test_front_matter_takes_figures_only(project: Project, key: str) -> None:
    """Titles and summaries may name figures, checked like those in bodies, but hold no tables."""
    name = key.partition(":")[0]
    project.replace(NEWS, key, f'{name}: "{{{{ stat:aid.cases@2024 }}}}"')
    assert not _rules(project)
    project.replace(NEWS, "aid.cases@2024", "aid.cases@2020")
    assert _rules(project) == {"stat-unknown-year"}
    project.replace(NEWS, "stat:aid.cases@2020", "table: aid@2024")
    assert _rules(project) == {"block-mark-in-front-matter"}


def test_one_finding_for_a_lookalike(project: Project) -> None:
    """Full-width braces aren't told a second time as braces without a partner."""
    project.replace(NEWS, "正文。", "办理｛｛ stat:aid.cases@2024 }}件。")
    (found,) = found_by(marks, project.site())
    assert (found.rule, str(found.span)) == ("mark-malformed", f"{NEWS}:8:3")
    assert "{{ stat:aid.cases@2024 }}" in found.do


def test_words_that_begin_like_a_unit(project: Project) -> None:
    """“重点关注人员30人人民调解员” is bad style, but no doubled unit."""
    project.replace(NEWS, "正文。", "{{ stat:mediation.sensitive@2023|unit }}人民调解员。")
    assert not _rules(project)


def test_doubled_unit_is_a_warning_with_the_remedy(project: Project) -> None:
    """The message says what the mark prints already; titles are looked at too."""
    project.replace(NEWS, "title: 第二条新闻", 'title: "{{ stat:aid.cases@2024|unit }}件"')
    (found,) = found_by(marks, project.site())
    assert (found.severity, found.what) == (Severity.WARNING, "标记已经带出单位，后面又写了“件”，会显示成“120件件”")
    assert "删去标记后面的“件”" in found.do


def test_held_articles_are_checked_too(project: Project) -> None:
    """A draft's marks are looked at before it is published."""
    project.replace(NEWS, "正文。", "{{ stat:aid.case@2024 }}").replace(NEWS, "source: 测试局", "source: 测试局\ndraft: true")
    assert _rules(project) == {"stat-unknown-metric"}


def test_value_that_a_year_lacks_is_found(project: Project) -> None:
    """A mark of a metric without a value in its year is found in every article that has it."""
    project.replace(LAST, "  aid.cases: 120\n", "")
    assert "stat-missing-value" in _rules(project)
