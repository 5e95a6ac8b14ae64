"""Everything that was read, in one value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from portal.model.article import Article, CaseMeta
from portal.model.beside import Attachment, Picture
from portal.model.bureau import Bureau, Identity, LegalDay, Service
from portal.model.column import CaseKind, Column
from portal.model.facts import Facts
from portal.model.finding import Finding
from portal.model.gist import Gist, gist_of
from portal.model.guide import Guide, GuideCard, guide_lists
from portal.model.kinship import Articles, Related, neighbours
from portal.model.law import Statute
from portal.model.lists import Lists
from portal.model.manual import Manual
from portal.model.mirror import Mirror
from portal.model.publishing import Publishing
from portal.model.quiz import QuizCard, QuizSet, quiz_lists
from portal.model.register import Register
from portal.model.release_record import ReleaseRecord
from portal.model.signoff import Signoffs
from portal.model.statistics import Statistics
from portal.model.verdict import Tally, Verdict, Withdrawal
from portal.times import Moment, Passed

NEWEST = 30


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
        unpublished: files that would be there if everything were published; links to them become plain text.
        guides: by slug, in the order in which readers see them.
        quizzes: sets of questions by slug, in the same way.
        publishing: where releases go, and whose signature counts.
        releases: what was published before, the newest first.
        mirror: what is on the official account.
        gists: of articles whose text has been read, by path; the others are read when they are asked for.
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
    unpublished: Mapping[str, bool] = field(default_factory=dict, compare=False, repr=False)
    guides: Mapping[str, Guide] = field(default_factory=dict)
    quizzes: Mapping[str, QuizSet] = field(default_factory=dict)
    publishing: Publishing = field(default_factory=Publishing)
    releases: tuple[ReleaseRecord, ...] = ()
    mirror: Mirror = field(default_factory=Mirror)
    gists: Mapping[str, Gist] = field(default_factory=dict, compare=False, repr=False)

    def __getstate__(self) -> dict[str, object]:
        """What can't be worked out."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @cached_property
    def withdrawn(self) -> tuple[Withdrawal, ...]:
        """Withdrawals in force whose pages are gone, the newest first."""
        found = (one.withdrawal for one in self.verdicts.values() if one.withdrawal and one.withdrawal.kind != "archived")
        return tuple(sorted(found, key=lambda one: (one.time, one.unit), reverse=True))

    @cached_property
    def emergencies(self) -> tuple[Verdict, ...]:
        """Verdicts on what may be published before its review is complete."""
        return tuple(one for one in self.verdicts.values() if one.emergency)

    @cached_property
    def tally(self) -> Tally:
        """How much is reviewed and how much still waits; drafts don't count."""
        held = {one.path for one in self.held}
        return Tally.of(one for path, one in self.verdicts.items() if path not in held)

    @cached_property
    def by_column(self) -> dict[str, Articles]:
        """Live articles of each column, newest first."""
        return {column.id: tuple(one for one in self.articles if one.column == column.id) for column in self.columns}

    @cached_property
    def by_url(self) -> dict[str, Article]:
        """Live articles by address."""
        return {one.url: one for one in self.articles}

    @cached_property
    def held_by_url(self) -> dict[str, Article]:
        """Drafts and articles whose time has not come, by address."""
        return {one.url: one for one in self.held}

    @cached_property
    def by_alias(self) -> dict[str, Article]:
        """Live articles by the addresses that they once had, without the leading slash."""
        return {alias[1:]: one for one in self.articles for alias in one.meta.aliases}

    @cached_property
    def by_tag(self) -> dict[str, Articles]:
        """Live articles of each tag in use, newest first, in the order of the registered tags."""
        return _grouped(self.tags, ((tag, one) for one in self.articles for tag in one.meta.tags))

    @cached_property
    def by_audience(self) -> dict[str, Articles]:
        """Live articles for each kind of reader, newest first, in the order of the registered audiences."""
        return _grouped(self.audiences, ((name, one) for one in self.articles for name in one.meta.audience))

    @cached_property
    def by_kind(self) -> dict[str, Articles]:
        """Live cases of each kind in use by its id, newest first, in the order of the kinds."""
        labels = {kind.label: kind.id for kind in self.kinds}
        cases = ((labels.get(one.meta.kind, ""), one) for one in self.articles if isinstance(one.meta, CaseMeta))
        return _grouped([kind.id for kind in self.kinds], cases)

    @cached_property
    def by_case(self) -> dict[str, Articles]:
        """Live cases by the last part of their address, newest first."""
        return _grouped(None, ((one.slug, one) for one in self.articles if isinstance(one.meta, CaseMeta)))

    @cached_property
    def guide_lists(self) -> dict[str, tuple[GuideCard, ...]]:
        """Every list of guides, see ``guide_lists`` of their model."""
        return guide_lists(self.guides)

    @cached_property
    def quiz_lists(self) -> dict[str, tuple[QuizCard, ...]]:
        """Every list of sets of questions, see ``quiz_lists`` of their model."""
        return quiz_lists(self.quizzes)

    @cached_property
    def by_statute(self) -> dict[str, Articles]:
        """Live articles by the slug of a statute that they name in front matter or body, newest first."""
        found: dict[str, list[Article]] = {}
        for article in self.articles:
            for title, _ in self.gist(article).cited:
                found.setdefault(self.statutes[title].slug, []).append(article)
        return {slug: tuple(articles) for slug, articles in sorted(found.items())}

    @cached_property
    def cited_statutes(self) -> dict[str, Statute]:
        """The statutes that articles name, by slug."""
        titles = {title: None for article in self.articles for title, _ in self.gist(article).cited}
        return {statute.slug: statute for statute in map(self.statutes.__getitem__, titles)}

    @cached_property
    def citing(self) -> dict[str, Articles]:
        """Live articles by metric that they show in prose, table or chart, newest first."""
        found: dict[str, dict[str, Article]] = {}
        for article in self.articles:
            for name in self.gist(article).figures:
                for metric in self.statistics.of_group(name) if "." not in name else (name,):
                    found.setdefault(metric, {})[article.url] = article
        return {metric: tuple(articles.values()) for metric, articles in found.items()}

    @cached_property
    def years(self) -> dict[str, tuple[int, ...]]:
        """Years in which a column has articles, the newest first, by column."""
        return {column: tuple(sorted({one.year for one in articles}, reverse=True)) for column, articles in self.by_column.items()}

    @cached_property
    def by_year(self) -> dict[str, Articles]:
        """Live articles under ``column/year``, newest first."""
        return _grouped(None, ((f"{one.column}/{one.year}", one) for one in self.articles))

    @cached_property
    def lists(self) -> Lists:
        """Every list that pages show in parts."""
        found = dict(self.by_column)
        found |= {f"tags/{self.tags[tag]}": articles for tag, articles in self.by_tag.items()}
        found |= {f"audiences/{self.audiences[name]}": articles for name, articles in self.by_audience.items()}
        found |= {f"kinds/{kind}": articles for kind, articles in self.by_kind.items()}
        found |= {f"laws/{slug}": articles for slug, articles in self.by_statute.items()}
        return Lists.of(found)

    @property
    def fronts(self) -> Mapping[str, Articles]:
        """First pages of lists, see ``Lists``."""
        return self.lists.fronts

    @property
    def chunks(self) -> Mapping[str, Articles]:
        """Numbered pages of lists, see ``Lists``."""
        return self.lists.chunks

    @property
    def page_counts(self) -> Mapping[str, int]:
        """How many numbered pages a list has, see ``Lists``."""
        return self.lists.pages

    @cached_property
    def totals(self) -> Mapping[str, int]:
        """How many articles a list has."""
        return {name: len(articles) for name, articles in self.lists.whole.items()}

    @cached_property
    def neighbours(self) -> dict[str, tuple[Article | None, Article | None]]:
        """The next older and the next newer article of the same column, by address."""
        return {url: pair for articles in self.by_column.values() for url, pair in neighbours(articles)}

    @cached_property
    def related(self) -> Related:
        """Articles that belong to an article, by its address."""
        places = {one.url: at for at, one in enumerate(self.articles)}
        statutes = {slug: [places[one.url] for one in found] for slug, found in self.by_statute.items()}
        tags = {tag: [places[one.url] for one in found] for tag, found in self.by_tag.items()}

        def groups(article: Article) -> tuple[list[list[int]], list[list[int]]]:
            slugs = dict.fromkeys(self.statutes[title].slug for title, _ in self.gist(article).cited)
            return [statutes[slug] for slug in slugs], [tags[tag] for tag in article.meta.tags if tag in tags]

        return Related(self.articles, places, groups)

    @cached_property
    def newest(self) -> dict[str, Articles]:
        """The thirty newest articles of each column, and of all under the empty name."""
        return {"": self.articles[:NEWEST]} | {column: articles[:NEWEST] for column, articles in self.by_column.items()}

    @property
    def passed(self) -> Passed:
        """Whether a time has come, by its ISO text with offset."""
        return Passed(self.now.at)

    @property
    def today(self) -> dt.date:
        """The day of the build."""
        return self.now.day

    def gist(self, article: Article) -> Gist:
        """Which statutes and figures an article names."""
        found = self.gists.get(article.path) or self._gists.get(article.path)
        if found is None:
            found = self._gists[article.path] = gist_of(article, self.statutes)
        return found

    @cached_property
    def _gists(self) -> dict[str, Gist]:
        return {}

    def column(self, column_id: str) -> Column:
        """A column by id."""
        return next(one for one in self.columns if one.id == column_id)

    def cited(self, article: Article) -> tuple[tuple[Statute, tuple[int, ...]], ...]:
        """Statutes of the register that an article names, those of its front matter first, each with its article numbers in order."""
        return tuple((self.statutes[title], numbers) for title, numbers in self.gist(article).cited)


def _grouped(order: Iterable[str] | None, pairs: Iterable[tuple[str, Article]]) -> dict[str, Articles]:
    """Articles by name, in the order in which they come; names in a given order, unknown ones left out."""
    found: dict[str, dict[str, Article]] = {}
    for name, article in pairs:
        found.setdefault(name, {})[article.path] = article
    names = found if order is None else [name for name in order if name in found]
    return {name: tuple(found[name].values()) for name in names}
