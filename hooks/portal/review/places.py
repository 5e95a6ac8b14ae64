"""Places that findings point at, and the part of a body that readers see as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.model.article import Article
from portal.model.finding import Span
from portal.model.site import Site

_HIDDEN = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)|<!--.*?-->",
    re.DOTALL | re.MULTILINE,
)


def all_articles(site: Site) -> Iterator[Article]:
    """Live articles, then held ones."""
    yield from site.articles
    yield from site.held


def prose(text: str) -> str:
    """A Markdown text with code and comments blanked out; offsets and lines stay as they are."""
    return _HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def body_span(article: Article, offset: int) -> Span:
    """The place of an offset into an article's body."""
    return Span(article.path, *article.line_at(offset))


def meta_span(article: Article, key: str) -> Span:
    """The line of a front matter key; the first line when the key is absent."""
    return Span(article.path, article.lines.get(key, 1))


def data_span(site: Site, path: str, key: str) -> Span:
    """The line of a dotted key of a data file, or of the nearest key above it that has a line."""
    while key:
        line = site.lines.get((path, key))
        if line:
            return Span(path, line)
        key = key.rpartition(".")[0]
    return Span(path)
