"""Bodies: sections of cases and the outline."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.review.checks import sections
from review.review_samples import CASE, SECOND, after, found_by

LONG = "这一节写得足够长，读者看得明白，不会被说成太短。"
HITS = [
    ("missing-section", CASE, "## 解答\n", "", 7),
    ("missing-section", CASE, "## 解答\n", "## 解达\n", 7),
    ("section-order", CASE, "## 问题", "## 解答\n\n## 问题", 12),
    ("short-section", CASE, "甲借给乙一笔钱，写了借条，到期以后乙一直不还，怎么办？", "甲借给乙钱。", 12),
    ("heading-level-one", SECOND, "正文。", "# 大标题\n", 8),
    ("heading-level-skipped", SECOND, "正文。", "## 一\n\n#### 二", 10),
    ("heading-without-space", SECOND, "正文。", "##标题", 8),
    ("heading-without-space", SECOND, "正文。", "＃＃ 标题", 8),
    ("heading-without-space", SECOND, "正文。", "＃＃标题", 8),
    ("emphasis-with-space", SECOND, "正文。", "办理**不收费 **，", 8),
    ("emphasis-with-space", SECOND, "正文。", "**甲**和** 乙**", 8),
    ("empty-body", SECOND, "正文。", "", 2),
]
MISSES = [
    ("heading-level-one", SECOND, "正文。", "```\n# 注释\n```"),
    ("heading-level-skipped", SECOND, "正文。", "## 一\n\n### 二\n\n## 三"),
    ("heading-without-space", SECOND, "正文。", "话题#普法#"),
    ("heading-without-space", SECOND, "正文。", "＃普法＃大家谈"),
    ("emphasis-with-space", SECOND, "正文。", "**甲** 和 **乙**，**2 乙**，`** 甲 **`"),
    ("empty-body", SECOND, "正文。", "甲"),
    ("missing-section", CASE, "## 法律依据", "## 怎么办\n\n打12348。\n\n## 法律依据"),
    ("section-order", CASE, "## 法律依据", "## 怎么办\n\n打12348。\n\n## 法律依据"),
    ("short-section", CASE, "可以先要求归还，再申请调解；调解不成的，可以凭借条起诉。", LONG),
]


@pytest.mark.parametrize(("rule", "path", "old", "new", "line"), HITS)
def test_hit(project: Project, rule: str, path: str, old: str, new: str, line: int) -> None:
    """Each fault of a body is found on its line."""
    assert (rule, path, line) in after(project, sections, (path, old, new))


@pytest.mark.parametrize(("rule", "path", "old", "new"), MISSES)
def test_miss(project: Project, rule: str, path: str, old: str, new: str) -> None:
    """Bodies that are in order are accepted."""
    assert not after(project, sections, (path, old, new))


def test_renamed_section(project: Project) -> None:
    """A heading that is nearly the demanded one is named in the remedy."""
    project.replace(CASE, "## 法律依据", "## 法律根据")
    (found,) = [one for one in found_by(sections, project.site()) if one.rule == "missing-section"]
    assert "“法律根据”" in found.do
