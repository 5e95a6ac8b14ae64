"""Everything that was read, in one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from portal.model.article import Article, CaseMeta
from portal.model.bureau import Bureau, Identity, LegalDay, Service
from portal.model.citation.citation import Citation
from portal.model.citation.reader import citations
from portal.model.column import CaseKind, Column
from portal.model.facts import Facts
from portal.model.finding import Finding
from portal.model.law import Statute
from portal.model.manual import Manual
from portal.model.marks import BlockMark, StatMark, marks
from portal.model.plain import readable
from portal.model.register import Register
from portal.model.signoff import Signoffs, Verdict, Withdrawal
from portal.model.statistics import Statistics
from portal.times import Moment


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture beside an article.

    Attributes:
        path: relative to the project's root.
        size: in bytes.
        width, height: in pixels, 0 when unknown.
        is_active: whether a drawing holds scripts or fetches something from elsewhere.
        has_position: whether it carries coordinates.
        author: who made it, who owns the camera, or the camera's serial number; empty when it doesn't say.
        too_many_pixels: whether unpacking it would be dangerous.
    """

    path: str
    size: int
    width: int = 0
    height: int = 0
    is_active: bool = False
    has_position: bool = False
    author: str = ""
    too_many_pixels: bool = False


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """An office file or PDF beside an article: path relative to the project's root, and who it says wrote or saved it."""

    path: str
    makers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Site:
    """Content and data of one build.

    Attributes:
        articles: those that readers may see at ``now``, newest first.
        held: drafts and articles whose time has not come.
        pictures, attachments: by path relative to the project's root.
        statutes: the register, by full title and by short title.
        tags, audiences: label to ASCII name.
        now: the build's time.
        facts: what the prose rules may know, None when texts aren't reviewed.
        manuals: of all review rules, for the page about them; empty when there is no such page.
        signoffs: who may sign, what the policy demands, all records.
        verdicts: by path of the unit, once judged; empty before.
        remarks: findings by path of the unit, once judged.
        stage: ``publish``, or ``preview`` when everything is shown with a mark.
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
    statutes: Register
    now: Moment
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict, compare=False, repr=False)
    manuals: tuple[Manual, ...] = ()
    facts: Facts | None = None
    pages: Mapping[str, str] = field(default_factory=dict)
    signoffs: Signoffs = field(default_factory=Signoffs.none)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    remarks: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    stage: str = "publish"

    @cached_property
    def withdrawn(self) -> tuple[Withdrawal, ...]:
        """Withdrawals in force whose pages are gone, the newest first."""
        found = (one.withdrawal for one in self.verdicts.values() if one.withdrawal and one.withdrawal.kind != "archived")
        return tuple(sorted(found, key=lambda one: (one.time, one.unit), reverse=True))

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
        """Live articles by the slug of a statute that they name in front matter or body, newest first."""
        found: dict[str, list[Article]] = {}
        for article in self.articles:
            for statute, _ in self.cited(article):
                found.setdefault(statute.slug, []).append(article)
        return {slug: tuple(articles) for slug, articles in sorted(found.items())}

    @cached_property
    def cited_statutes(self) -> dict[str, Statute]:
        """The statutes that articles name, by slug."""
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

    def citations(self, article: Article) -> tuple[Citation, ...]:
        """Citations in front matter and body whose statute is in the register."""
        laws = "\n\n".join(article.meta.laws) if isinstance(article.meta, CaseMeta) else ""
        found = (*citations(laws, self.statutes), *citations(readable(article.body), self.statutes))
        return tuple(one for one in found if one.statute)

    def cited(self, article: Article) -> tuple[tuple[Statute, tuple[int, ...]], ...]:
        """Statutes of the register that an article names, those of its front matter first, each with its article numbers in order."""
        found: dict[str, tuple[Statute, set[int]]] = {}
        for citation in self._citations[article.url] if article.url in self._citations else self.citations(article):
            assert citation.statute is not None
            found.setdefault(citation.statute.slug, (citation.statute, set()))[1].update({citation.article} - {0})
        return tuple((statute, tuple(sorted(numbers))) for statute, numbers in found.values())

    @cached_property
    def _citations(self) -> dict[str, tuple[Citation, ...]]:
        return {article.url: self.citations(article) for article in self.articles}
