"""Front matter: required fields, registered words, titles, covers, cases."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.review.checks import front_matter
from review.review_samples import CASE, NEWS, after, found_by

HITS = [
    ("missing-required-field", NEWS, "source: 测试局\n", "", 1),
    ("missing-required-field", NEWS, "source: 测试局", 'source: ""', 4),
    ("no-summary", NEWS, "summary: 去年办理{{ stat:aid.cases@2024|unit }}。\n", "", 1),
    ("title-end-mark", NEWS, "title: 第一条新闻", "title: 第一条新闻。", 2),
    ("cover-without-alt", NEWS, "source: 测试局", "source: 测试局\ncover: a.jpg", 5),
    ("unregistered-tag", NEWS, "tags: [法律援助]", "tags: [法律援住]", 6),
    ("unregistered-audience", NEWS, "audience: [社会公众]", "audience: [群众]", 7),
    ("list-full-width-comma", NEWS, "tags: [法律援助]", "tags: [法律援助，公证]", 6),
    ("list-full-width-comma", NEWS, "tags: [法律援助]", "tags: [法律援助、公证]", 6),
    ("list-full-width-comma", NEWS, "audience: [社会公众]", "audience: [社会公众， 老年人]", 7),
    ("unknown-case-kind", CASE, "kind: 法律咨询", "kind: 法律询问", 7),
    ("real-case-without-consent", CASE, "basis: scenario", "basis: real", 9),
]
MISSES = [
    (NEWS, "title: 第一条新闻", "title: 第一条新闻好在哪里？"),
    (NEWS, "source: 测试局", "source: 测试局\ncover: a.jpg\ncover_alt: 会场"),
    (NEWS, "tags: [法律援助]", "tags: [法律援助, 公证]"),
    (NEWS, "audience: [社会公众]", "audience: [社会公众, 老年人]"),
    (CASE, "basis: scenario", 'basis: real\nconsent: "2025-3"'),
]


@pytest.mark.parametrize(("rule", "path", "old", "new", "line"), HITS)
def test_hit(project: Project, rule: str, path: str, old: str, new: str, line: int) -> None:
    """Each bad pattern is found on its line, and nothing else is."""
    if rule == "no-summary":
        project.replace("data/columns.yml", "required: [source, summary], order: 1", "required: [source], order: 1")
    assert after(project, front_matter, (path, old, new)) == {(rule, path, line)}


@pytest.mark.parametrize(("path", "old", "new"), MISSES)
def test_miss(project: Project, path: str, old: str, new: str) -> None:
    """The same places written well are accepted."""
    assert not after(project, front_matter, (path, old, new))


def test_remedy_of_full_width_commas(project: Project) -> None:
    """The message shows the mended line; parts that aren't registered are told as well."""
    project.replace(NEWS, "tags: [法律援助]", "tags: [法律援助，公正、公证]")
    comma, part = found_by(front_matter, project.site())
    assert (comma.rule, comma.do) == ("list-full-width-comma", "逗号要用半角：tags: [法律援助, 公正, 公证]")
    assert (part.rule, part.what) == ("unregistered-tag", "标签“公正”没有登记")


def test_remedy_of_an_audience(project: Project) -> None:
    """The message lists the few audiences that there are."""
    project.replace(NEWS, "audience: [社会公众]", "audience: [群众]")
    (found,) = found_by(front_matter, project.site())
    assert "已有的读者：社会公众、老年人" in found.do


def test_remedy_of_a_new_tag(project: Project) -> None:
    """The message offers the nearest tag, and the line that registers a new one."""
    project.replace(NEWS, "tags: [法律援助]", "tags: [法律援住]")
    (found,) = found_by(front_matter, project.site())
    assert "是不是“法律援助”" in found.do
    assert "  法律援住: fa-lv-yuan-zhu" in found.do
