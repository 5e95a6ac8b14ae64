"""What a unit's digest covers of the dictionary of metrics: every word that its readers see, and nothing that they don't."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.model.unit import units

METRICS = "data/statistics/metrics.yml"
OLD, YEAR = "data/statistics/2023.yml", "data/statistics/2024.yml"
NEWS, SECOND = "content/news/2025/2025-06-20-first.md", "content/news/2025/2025-06-01-second.md"
SUMMARY = "content/summaries/2025/2025-01-20-2024-summary.md"
TABLE = "正文。\n\n{{ table: mediation@2024 }}\n"
BREAK = "breaks:\n  - {metric: mediation.accepted, year: 2024, note: 从这一年起换了口径。}\n"


def digests(project: Project) -> dict[str, str]:
    """Digest of every unit that is no data file, by path."""
    return {path: one.digest for path, one in units(project.site()).items() if one.kind != "data"}


def changed(project: Project, old: str, new: str) -> set[str]:
    """Units that a change of the dictionary voids."""
    before = digests(project)
    project.replace(METRICS, old, new)
    after = digests(project)
    return {path for path, digest in after.items() if digest != before[path]}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("label: 法律援助, description", "label: 法援, description"),
        ("description: 法律援助的数据。", "description: 法律援助数据。"),
        ("label: 法律咨询", "label: 法律问答"),
        ("unit: 人次", "unit: 人"),
        ("definition: 咨询人次。", "definition: 咨询的人次。"),
        ("definition: 咨询人次。", "definition: 咨询人次。, owner: 法援中心"),
        ("reason: 人数少时能认出个人。", "reason: 人数少。"),
        ("note: 成功不多于受理", "note: 成功数不多于受理数"),
    ],
)
def test_wording_of_the_dictionary_belongs_to_the_years_that_show_it(project: Project, old: str, new: str) -> None:
    """Names, definitions, reasons and notes: whoever changes them has the years signed anew."""
    found = changed(project, old, new)
    assert YEAR in found
    assert SECOND not in found


def test_break_belongs_to_its_year_and_to_the_articles_that_print_it(project: Project) -> None:
    """The note of a break stands below the tables of its year, and nowhere else."""
    project.replace(SECOND, "正文。", TABLE)
    text = (project.root / METRICS).read_text("utf-8")
    project.write(METRICS, text + BREAK)
    assert changed(project, "换了口径", "改了口径") == {YEAR, SECOND, SUMMARY}


def test_reason_for_withholding_belongs_to_the_articles_that_print_it(project: Project) -> None:
    """Without a note of its own, a withheld figure prints the reason of the dictionary; with one it doesn't."""
    project.replace(SECOND, "正文。", TABLE)
    assert SECOND not in changed(project, "reason: 人数少时能认出个人。", "reason: 人数少。")
    project.replace(YEAR, "{flag: c, note: 人数少，不公开。}", "{flag: c}")
    assert SECOND in changed(project, "reason: 人数少。", "reason: 人数很少。")


def test_a_new_metric_belongs_to_the_newest_year_until_a_year_has_it(project: Project) -> None:
    """Its page can be read before it has a value; registering it leaves the older years alone."""
    line = "  notary.hours: {label: 服务时长, short: 时长, unit: 小时, kind: flow, definition: 小时数。, source: 测试, required: false}\n"
    project.replace(METRICS, "metrics:\n", "  - {id: notary, label: 公证, description: 公证的数据。}\nmetrics:\n")
    assert changed(project, "  mediation.accepted: {", f"{line}  mediation.accepted: {{") == {YEAR}
    assert changed(project, "definition: 小时数。", "definition: 小时的数。") == {YEAR}
    assert changed(project, "label: 公证, description", "label: 公证办理, description") == {YEAR}


@pytest.mark.parametrize(("old", "new"), [("range: [0, 1000]", "range: [0, 2000]"), ("source: 测试, range", "source: 测试, max_change: 0.5, range")])
def test_limits_that_nobody_prints_void_nothing(project: Project, old: str, new: str) -> None:
    """What only the checks use isn't signed."""
    assert changed(project, old, new) == set()
