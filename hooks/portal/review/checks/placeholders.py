"""Words of the template that nobody has replaced."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.article import PLACEHOLDERS, Article
from portal.model.finding import Finding, Span
from portal.model.site import Site


def check_article(_: Site, article: Article) -> Iterator[Finding]:
    """An article that still holds what ``portal new`` wrote for the editor."""
    for number, line in enumerate(article.text.split("\n"), 1):
        left = next((one for one in PLACEHOLDERS if one in line), "")
        if left:
            yield Finding("placeholder-left", Span(article.path, number, line.index(left) + 1), f"还留着提示的话“{left}”", "换成真正的内容")
