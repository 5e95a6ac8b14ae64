"""Places that findings point at, and the part of a body that readers see as text."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from portal.late import late
from portal.model.article import Article
from portal.model.comments import blanked
from portal.model.finding import Span
from portal.model.site import Site
from portal.model.unit import page_url

_SEEN = late(r"[^\n]")


def all_articles(site: Site) -> Iterator[Article]:
    """Live articles, then held ones."""
    yield from site.articles
    yield from site.held


@dataclass(frozen=True, slots=True)
class Text:
    """A Markdown text that readers see: an article's body, or a fixed page.

    Attributes:
        path: the file.
        url: address of its page.
        folder: where the names of its pictures count from, relative to the project's root.
        body: the Markdown.
        line: the line of the file on which ``body`` begins.
        column: id of an article's column, empty for a fixed page.
    """

    path: str
    url: str
    folder: str
    body: str
    line: int = 1
    column: str = ""

    def span(self, offset: int) -> Span:
        """The place of an offset into the body."""
        return Span(self.path, self.line + self.body.count("\n", 0, offset), offset - self.body.rfind("\n", 0, offset))


def body_of(article: Article) -> Text:
    """An article's body."""
    return Text(article.path, article.url, article.folder, article.body, article.body_line, article.column)


def page_texts(site: Site) -> Iterator[Text]:
    """The fixed pages; a page's addresses and pictures count from the address at which it will stand."""
    for path, text in site.pages.items():
        url = page_url(path)
        yield Text(path, url, posixpath.dirname(f"content/{url}"), text)


def prose(text: str) -> str:
    """A Markdown text with code and comments blanked out; offsets and lines stay as they are."""
    return blanked(text, lambda hidden: _SEEN.sub(" ", hidden))


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
