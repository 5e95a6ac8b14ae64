"""Links of this site in bodies."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.review.checks import links
from review.review_samples import NEWS, SECOND, after

HITS = [
    ("broken-link", "[点](/news/2025/frist.html)"),
    ("broken-link", "[点](frist.html)"),
    ("broken-link", "[点](/cases/2025/)"),
    ("broken-link", "[^1]: [点](/news/2025/frist.html)"),
    ("broken-link", "[甲]: /news/2025/frist.html"),
    ("link-to-alias", "[点](/news/2024/old.html)"),
    ("full-width-link", "[点]（/news/2025/first.html）"),
]
MISSES = [
    "[点](/news/2025/first.html)",
    "[点](first.html#one)",
    "[点](../../cases/2025/loan.html)",
    "[点](/news/) [全部](/news/index.html)",
    "[点](/statistics/2024.html) [订阅](/feeds/news.xml)",
    "[点](https://x.example/a) [信](mailto:a@x.example) [电话](tel:12348) <https://x.example/>",
    "[本页](#one)",
    "`<b>` 和 `[点](javascript:x)`",
    "```\n<b>\n```",
    "<!-- 编者注 -->",
    "1 < 2，3 > 2",
    "[图]（见下）",
    "办理情况见说明[^1]。\n\n[^1]: 摘自本局公告。",
]


@pytest.mark.parametrize(("rule", "body"), HITS)
def test_hit(project: Project, rule: str, body: str) -> None:
    """Each bad link is found on its line, and nothing else is."""
    project.replace(NEWS, "source: 测试局", "source: 测试局\naliases: [/news/2024/old.html]")
    assert after(project, links, (SECOND, "正文。", f"开头。\n\n{body}")) == {(rule, SECOND, 10)}


@pytest.mark.parametrize("body", MISSES)
def test_miss(project: Project, body: str) -> None:
    """Links that work, and examples in code, are accepted."""
    assert not after(project, links, (SECOND, "正文。", body))


def test_link_between_held_articles(project: Project) -> None:
    """A published article can't link to a draft; a draft can link to another draft."""
    draft = ("source: 测试局", "source: 测试局\ndraft: true")
    assert after(project, links, (SECOND, *draft), (NEWS, "## 数字", "[第二条](second.html)")) == {("broken-link", NEWS, 9)}
    assert not after(project, links, (NEWS, *draft))
