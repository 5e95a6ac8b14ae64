"""Texts made to hang the review or the build: four times as much takes about four times as long, and what can't be shown is told."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from helpers import Project
from portal.model.comments import comments, stretches, without_comments
from portal.model.plain import plain_text, readable
from portal.model.review_settings import ReviewSettings
from portal.review.checks import crowding
from portal.review.document import Document
from portal.review.engine import review_site
from portal.review.prose_engine import review_document
from portal.review.report import as_text
from portal.review.suppressions import suppressions
from review.lexical_facts import shipped
from review.review_samples import NEWS, after, brief, found_by
from samples import context_of

_SMALL, _LARGE = 15_000, 60_000
_MOST, _NOISE = 10, 0.2  # a reading that compares everything with everything takes sixteen times as long
_FRONT = "---\ntitle: 普法\ndate: 2025-06-20\nsource: 测试局\nsummary: 摘要。\n---\n"
_HOSTILE = ("[", "![", "[a](", "![a](", "`", "` a", "<!--", "<a ", "[\n", "**a", "{{ ")


def _text(pattern: str, size: int) -> str:
    return (pattern * (size // len(pattern) + 1))[:size]


def _ticks(size: int) -> str:
    """Runs of ticks, each longer than the one before: none closes another."""
    runs, length = [], 0
    while length < size:
        runs.append("`" * (len(runs) + 1) + " ")
        length += len(runs[-1])
    return "".join(runs)[:size]


def _checked(project: Project, text: str) -> Callable[[], object]:
    project.write(NEWS, _FRONT + text).write("content/pages/about.md", f"---\ntitle: 关于\n---\n{text}")
    site, facts = project.site(), shipped()

    def work() -> object:
        found = [*review_site(site), *review_document(Document(NEWS, _FRONT + text), facts, ReviewSettings())]
        return as_text(found, project.root), readable(text), plain_text(text, site.statistics), suppressions(f"{text}审校忽略")

    return work


def _rendered(project: Project, text: str) -> Callable[[], object]:
    renderer = context_of(project.site()).prose
    return lambda: renderer.render(text, "news/2025/first.html")


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return max(time.process_time() - begin, _NOISE)


@pytest.mark.parametrize("prepared", [_checked, _rendered])
@pytest.mark.parametrize("pattern", [*_HOSTILE, "ticks"])
def test_four_times_as_much_takes_about_four_times_as_long(project: Project, pattern: str, prepared: Callable[[Project, str], Callable[[], object]]) -> None:
    """60 KB of signs that nothing closes are checked and rendered in proportion to 15 KB of them."""
    small, large = (_ticks(size) if pattern == "ticks" else _text(pattern, size) for size in (_SMALL, _LARGE))

    assert _seconds(prepared(project, large)) < _MOST * _seconds(prepared(project, small))


def test_crowded_paragraphs_are_told_and_shown_as_they_are(project: Project) -> None:
    """The place is that of the paragraph; a page of links in many lines is none."""
    links = "".join(f"- [第{number}条](https://www.gov.cn/{number})和`甲`\n" for number in range(600))
    project.write(NEWS, f"{_FRONT}{links}\n正文\n{'[' * 501}\n")

    assert brief(found_by(crowding, project.site())) == {("markup-too-dense", NEWS, 608)}
    shown = context_of(project.site()).prose.render("[甲](https://www.gov.cn/)" + "**乙**" * 200, "news/2025/first.html").html
    assert "<a" not in shown and "[甲](" in shown


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (">" * 9 + " 甲", 8),
        ("\n".join("    " * level + "- 甲" for level in range(10)), 16),
        ("> - > - > - > - > 甲", 8),
        (">" * 8 + " 甲", 0),
        ("\n".join("    " * level + "1. 甲" for level in range(8)), 0),
        ("- " * 12, 0),
        ("```\n" + ">" * 12 + "\n```", 0),
    ],
)
def test_quotations_and_lists_go_eight_levels_deep(project: Project, text: str, line: int) -> None:
    """The ninth is an error at its line; a rule of hyphens and an example in a code block are none."""
    project.write(NEWS, f"{_FRONT}\n{text}\n")

    assert brief(found_by(crowding, project.site())) == ({("nested-too-deep", NEWS, line)} if line else set())


def test_fixed_pages_are_looked_at_too(project: Project) -> None:
    """Their place is a line of their file."""
    project.write("content/pages/about.md", f"---\ntitle: 关于\n---\n{'>' * 3000} 甲\n")

    assert after(project, crowding) == {("nested-too-deep", "content/pages/about.md", 4)}


def test_article_beyond_the_limit_is_told_and_not_read(project: Project) -> None:
    """The limit is for Markdown; data files have their own."""
    project.write(NEWS, _FRONT + "甲" * 100_001)
    _, findings = project.load()

    assert [(one.rule, one.span.path) for one in findings if one.rule == "file-too-large"] == [("file-too-large", NEWS)]


def test_comments_and_code_as_markdown_has_them() -> None:
    """What opens first counts; nothing is code that its paragraph doesn't close."""
    text = "甲<!-- 一 -->\n`<!--` 乙 ``a`b`` <!-- `c -->\n\n`丙\n\n丁`\n~~~\n<!-- x -->\n~~~\n<!-- 开"

    assert [text[one.start : one.end] for one in stretches(text)] == ["<!-- 一 -->", "`<!--`", "``a`b``", "<!-- `c -->", "~~~\n<!-- x -->\n~~~"]
    assert list(comments("甲<!---->乙<!--")) == [(1, 8)]
    assert without_comments("甲<!-- 一 -->\n乙<!-- 二 -->丙<!--") == "甲乙丙<!--"
    assert without_comments("甲<!-- 一 -->\n乙", line_ends=False) == "甲\n乙"
