"""Everything that was read, in one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from portal.model.article import Article, CaseMeta
from portal.model.bureau import Bureau, Identity, LegalDay, Service
from portal.model.column import CaseKind, Column
from portal.model.law import Statute, citations
from portal.model.marks import BlockMark, StatMark, marks
from portal.model.statistics import Statistics
from portal.times import Moment


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture beside an article: path relative to the project's root, and size in bytes and pixels (0 when unknown)."""

    path: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Site:
    """Content and data of one build.

    Attributes:
        articles: those that readers may see at ``now``, newest first.
        held: drafts and articles whose time has not come.
        pictures: by path relative to the project's root.
        statutes: by full title and by short title.
        tags, audiences: label to ASCII name.
        now: the build's time.
    """

    identity: Identity
    bureau: Bureau
    columns: tuple[Column, ...]
    kinds: tuple[CaseKind, ...]
    tags: Mapping[str, str]
    audiences: Mapping[str, str]
    articles: tuple[Article, ...]
    held: tuple[Article, ...]
    pictures: Mapping[str, Picture]
    statistics: Statistics
    services: tuple[Service, ...]
    days: tuple[LegalDay, ...]
    statutes: Mapping[str, Statute]
    now: Moment
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def by_column(self) -> dict[str, tuple[Article, ...]]:
        """Live articles of each column, newest first."""
        return {column.id: tuple(one for one in self.articles if one.column == column.id) for column in self.columns}

    @cached_property
    def by_url(self) -> dict[str, Article]:
        """Live articles by address."""
        return {one.url: one for one in self.articles}

    @cached_property
    def by_tag(self) -> dict[str, tuple[Article, ...]]:
        """Live articles of each tag in use, newest first, in the order of the registered tags."""
        return {tag: found for tag in self.tags if (found := tuple(one for one in self.articles if tag in one.meta.tags))}

    @cached_property
    def by_audience(self) -> dict[str, tuple[Article, ...]]:
        """Live articles for each kind of reader, newest first, in the order of the registered audiences."""
        return {name: found for name in self.audiences if (found := tuple(one for one in self.articles if name in one.meta.audience))}

    @cached_property
    def by_statute(self) -> dict[str, tuple[Article, ...]]:
        """Live cases by the slug of a statute that they name, newest first."""
        found: dict[str, list[Article]] = {}
        for article in self.articles:
            for statute, _ in self.cited(article):
                found.setdefault(statute.slug, []).append(article)
        return {slug: tuple(articles) for slug, articles in sorted(found.items())}

    @cached_property
    def cited_statutes(self) -> dict[str, Statute]:
        """The statutes that cases name, by slug."""
        return {statute.slug: statute for article in self.articles for statute, _ in self.cited(article)}

    @cached_property
    def citing(self) -> dict[str, tuple[Article, ...]]:
        """Live articles by metric that they show in prose, table or chart, newest first."""
        found: dict[str, dict[str, Article]] = {}
        for article in self.articles:
            for _, mark in marks(f"{article.meta.title}\n{article.meta.summary}\n{article.body}"):
                names = (mark.metric,) if isinstance(mark, StatMark) else mark.names if isinstance(mark, BlockMark) else ()
                for name in names:
                    for metric in self.statistics.of_group(name) if "." not in name else (name,):
                        found.setdefault(metric, {})[article.url] = article
        return {metric: tuple(articles.values()) for metric, articles in found.items()}

    def column(self, column_id: str) -> Column:
        """A column by id."""
        return next(one for one in self.columns if one.id == column_id)

    def cited(self, article: Article) -> tuple[tuple[Statute, tuple[int, ...]], ...]:
        """Statutes of the register that a case names in its front matter, each with its article numbers in order."""
        found: dict[str, tuple[Statute, list[int]]] = {}
        laws = article.meta.laws if isinstance(article.meta, CaseMeta) else ()
        for text in laws:
            for citation in citations(text):
                statute = self.statutes.get(citation.title)
                if statute:
                    found.setdefault(statute.slug, (statute, []))[1].append(citation.article)
        return tuple((statute, tuple(sorted(set(numbers)))) for statute, numbers in found.values())
