"""Markdown that no reader could follow and no program reads in time: signs without number, quotations and lists inside one another."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.article import Article
from portal.model.crowding import DEEPEST, MOST_SIGNS, deep_places, dense_places
from portal.model.finding import Finding
from portal.model.site import Site
from portal.review.places import Text, body_of, page_texts, prose


def check(site: Site) -> Iterator[Finding]:
    """The fixed pages."""
    for text in page_texts(site):
        yield from _crowded(text)


def check_article(_: Site, article: Article) -> Iterator[Finding]:
    """The body of an article."""
    yield from _crowded(body_of(article))


def _crowded(text: Text) -> Iterator[Finding]:
    for offset in dense_places(text.body):
        what = f"这一段里有{MOST_SIGNS}个以上的方括号、反引号、星号等记号，会原样显示成文字"
        yield Finding("markup-too-dense", text.span(offset), what, "删去多余的记号，或者分成几段")
    for offset, depth in deep_places(prose(text.body)):
        what = f"引用和列表套了{depth}层，超过{DEEPEST}层的上限，更深的内容读者看不清，还可能显示不出来"
        yield Finding("nested-too-deep", text.span(offset), what, f"减少行首的“>”和缩进，最多{DEEPEST}层；内容多就分成几节")
