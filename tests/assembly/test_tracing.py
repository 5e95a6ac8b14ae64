"""What is read of a site is noted, and stamped by what it is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from guide_samples import PATH as GUIDE
from guide_samples import with_guides
from helpers import Project, moment
from portal.assembly.recorder import Recorder, Trace, stamp_of
from portal.model.site import Site

FIRST, SECOND = "content/news/2025/2025-06-20-first.md", "content/news/2025/2025-06-01-second.md"
URL, OTHER = "news/2025/first.html", "news/2025/second.html"
READINGS: list[tuple[Callable[[Site], Any], set[str]]] = [
    (lambda site: site.bureau.name, {"bureau"}),
    (lambda site: site.by_url[URL], {f"by_url[{URL}]"}),
    (lambda site: site.by_url.get("no.html"), {"by_url[no.html]"}),
    (lambda site: "no.html" in site.by_alias, {"by_alias?no.html"}),
    (lambda site: list(site.by_tag), {"by_tag"}),
    (lambda site: len(site.pictures), {"pictures"}),
    (lambda site: bool(site.unpublished), {"unpublished?"}),
    (lambda site: site.column("news").label, {"columns"}),
    (lambda site: site.gist(site.by_url[URL]), {f"by_url[{URL}]", f"by_path[{FIRST}]", "statutes"}),
    (lambda site: site.statistics.cell("aid.cases", 2024), {"cells[aid.cases]"}),
    (lambda site: site.statistics.broken("aid.cases", 2024), {"cells[aid.cases]"}),
    (lambda site: site.statistics.of_group("aid"), {"groups[aid]"}),
    (lambda site: site.statistics.group("aid"), {"groups[aid]"}),
    (lambda site: site.statistics.metrics["aid.cases"].label, {"dictionary"}),
    (lambda site: (site.statistics.latest, 2024 in site.statistics.years, list(site.statistics.years)), {"years_known"}),
    (lambda site: site.statistics.years[2024].values, {"years_known", "figures"}),
    (lambda site: (site.statistics.years[2024].status, site.statistics.years.get(1950)), {"years_known", "heads"}),
    (lambda site: site.statistics.is_whole(2024), {"heads"}),
    (lambda site: site.lines, set()),
    (lambda site: site.guides.get("loan"), {"guides[loan]"}),
    (lambda site: site.quizzes.get("lending"), {"quizzes[lending]"}),
    (lambda site: bool(site.quizzes), {"quizzes?"}),
    (lambda site: site.guide_lists.get("cases/loan"), {"guide_lists[cases/loan]"}),
    (lambda site: "loan" in site.by_case, {"by_case?loan"}),
    (lambda site: site.stage, {"stage"}),
]


def recorder_of(site: Site) -> Recorder:
    """A recorder; what is too large to look into is the same everywhere."""
    return Recorder(site, dict.fromkeys(("statutes", "facts", "manuals", "signoffs"), "x"))


def read(site: Site, *readings: Callable[[Site], Any]) -> Trace:
    """The trace of some readings."""
    recorder = recorder_of(site)
    return recorder.traced(lambda: [one(recorder.site) for one in readings])[1]


def holds(trace: Trace, site: Site) -> bool:
    """Whether everything that was read has the same stamp in another site."""
    recorder = recorder_of(site)
    return all(recorder.stamp(reading) == stamp for reading, stamp in trace)


@pytest.mark.parametrize(("reading", "noted"), READINGS, ids=lambda one: "、".join(sorted(one)) if isinstance(one, set) else "")
def test_each_kind_of_reading_is_noted(project: Project, reading: Callable[[Site], Any], noted: set[str]) -> None:
    """Whole attributes, entries, whether there is an entry, single metrics: no more than was read, and the same value as without notes."""
    site = project.site()
    recorder = recorder_of(site)
    found, trace = recorder.traced(lambda: reading(recorder.site))
    assert {name for name, _ in trace} == noted
    assert found == reading(site)


def test_nothing_is_noted_outside_of_traced_work(project: Project) -> None:
    """What is read before and after belongs to nobody."""
    recorder = recorder_of(project.site())
    assert recorder.site.bureau.name
    assert recorder.traced(lambda: recorder.site.today)[1] == (("today", "2025-06-30"),)
    assert recorder.site.bureau.name
    assert recorder.traced(lambda: None)[1] == ()


def test_outer_work_rests_on_what_inner_work_read(project: Project) -> None:
    """Traced work inside of traced work: both rest on its readings."""
    recorder = recorder_of(project.site())
    (_, inner), outer = recorder.traced(lambda: recorder.traced(lambda: recorder.site.bureau))
    assert {name for name, _ in inner} == {name for name, _ in outer} == {"bureau"}


@pytest.mark.parametrize(("reading", "noted"), READINGS, ids=lambda one: "、".join(sorted(one)) if isinstance(one, set) else "")
def test_equal_values_have_equal_stamps(project: Project, reading: Callable[[Site], Any], noted: set[str]) -> None:
    """Two readings of the same project agree, so a second build makes nothing anew."""
    assert noted >= {name for name, _ in read(project.site(), reading)}
    assert holds(read(project.site(), reading), project.site())


CHANGES: list[tuple[str, str, str, Callable[[Site], Any], Callable[[Site], Any]]] = [
    # a file, its old and new text, what reads the change, what doesn't
    ("data/bureau.yml", "name: 测试局", "name: 新局", lambda site: site.bureau, lambda site: site.columns),
    (FIRST, "## 数字", "## 数目", lambda site: site.by_url[URL], lambda site: (site.by_url[OTHER], site.newest[""], site.related[OTHER])),
    (FIRST, "title: 第一条新闻", "title: 改了", lambda site: site.newest[""], lambda site: site.by_url[OTHER]),
    (FIRST, "title: 第一条新闻", "title: 改了", lambda site: site.neighbours[OTHER], lambda site: site.newest["cases"]),
    (FIRST, "tags: [法律援助]", "tags: [公证]", lambda site: site.by_tag["公证"], lambda site: (site.by_url[OTHER], site.by_alias.get("x"))),
    (SECOND, "source: 测试局", "source: 测试局\naliases: [/old.html]", lambda site: "old.html" in site.by_alias, lambda site: "no.html" in site.by_alias),
    ("data/statistics/2024.yml", "aid.civil: 50", "aid.civil: 51", lambda site: site.statistics.cell("aid.civil", 2024), lambda site: site.statistics.cell("aid.cases", 2024)),
    ("data/statistics/2024.yml", "aid.civil: 50", "aid.civil: 51", lambda site: site.statistics.years[2024].values, lambda site: (site.statistics.latest, site.statistics.years[2024].status)),
    ("data/statistics/2024.yml", "report: ", "report: 新的", lambda site: site.statistics.years[2024].provenance, lambda site: site.statistics.cell("aid.civil", 2024)),
    ("data/statistics/metrics.yml", "definition: ", "definition: 改了", lambda site: site.statistics.metrics, lambda site: site.statistics.cell("aid.cases", 2024)),
]


@pytest.mark.parametrize(("path", "old", "new", "touched", "untouched"), CHANGES)
def test_change_drops_what_read_it_and_nothing_else(
    project: Project, path: str, old: str, new: str, touched: Callable[[Site], Any], untouched: Callable[[Site], Any]
) -> None:
    """A result that read what was changed no longer holds, one that didn't does."""
    before = project.site()
    one, other = read(before, touched), read(before, untouched)  # texts are read when they are asked for, so before the change
    after = project.replace(path, old, new).site()
    assert not holds(one, after)
    assert holds(other, after)


def test_step_of_a_guide_concerns_its_own_page_only(project: Project) -> None:
    """Lists name guides by title and summary; their steps are read by their own pages alone."""
    before = with_guides(project).site()
    after = project.replace(GUIDE, "先催一催", "先催催").site()
    assert not holds(read(before, lambda site: site.guides["loan"]), after)
    assert holds(read(before, lambda site: (list(site.guide_lists.items()), site.guides["neighbours"], site.by_case["loan"])), after)
    after = project.replace(GUIDE, "借的钱没还", "借钱不还").site()
    assert not holds(read(before, lambda site: site.guide_lists["cases/loan"]), after)
    assert holds(read(before, lambda site: site.guide_lists["audiences/老年人"]), after)


def test_new_entry_drops_what_missed_it(project: Project) -> None:
    """Whoever asked for an article that wasn't there, or went through all, notices when it comes."""
    site = project.site()
    shorter = replace(site, articles=tuple(one for one in site.articles if one.url != URL))
    asked, every, other = (read(shorter, one) for one in (lambda s: s.by_url.get(URL), lambda s: list(s.by_url), lambda s: s.by_url[OTHER]))
    assert (holds(asked, site), holds(every, site), holds(other, site)) == (False, False, True)


def test_time_counts_only_for_who_asks_for_it(project: Project) -> None:
    """Another hour of the same day changes nothing of the day; a moment that has passed since is noticed by who asked for it."""
    before, after = project.site(moment("2025-06-30 12:00")), project.site(moment("2025-06-30 14:00"))
    assert holds(read(before, lambda site: site.today), after)
    assert not holds(read(before, lambda site: site.now), after)
    assert not holds(read(before, lambda site: site.passed["2025-06-30T13:00:00+08:00"]), after)
    assert holds(read(before, lambda site: site.passed["2025-06-30T15:00:00+08:00"]), after)


def test_stamps_tell_values_apart(project: Project) -> None:
    """An article's stamp follows its source, a list's follows the cards; nothing, no and none differ."""
    first, second, *_ = project.site().articles
    changed = replace(first, digest="0" * 64)
    assert stamp_of(changed) != stamp_of(first)
    assert stamp_of((changed, second)) == stamp_of((first, second)) != stamp_of((second, first))
    assert len({stamp_of(value) for value in ("", (), None, False, 0, "x", ("x",))}) == 7
