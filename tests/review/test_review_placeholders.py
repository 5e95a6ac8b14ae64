"""Words of the template that nobody has replaced."""

from __future__ import annotations

from helpers import Project
from portal.review.checks import placeholders
from review.review_samples import found_by


def test_placeholder_left(project: Project) -> None:
    """An unfilled article can't be published."""
    project.replace("content/news/2025/2025-06-01-second.md", "正文。", "请在这里写正文。")

    assert [(one.rule, one.span.line, one.span.column) for one in found_by(placeholders, project.site())] == [("placeholder-left", 8, 1)]


def test_filled_article(project: Project) -> None:
    """Ordinary prose isn't taken for the template."""
    assert not found_by(placeholders, project.site())
