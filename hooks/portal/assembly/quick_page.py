"""The page of one article that was saved, made at once with what the last build had at hand; the build after it makes everything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from portal.assembly.build import Build
from portal.assembly.exporting import Exporter
from portal.assembly.judging import Bench
from portal.assembly.making import halves, made_of
from portal.assembly.recorder import DERIVED
from portal.assembly.reviewing import levelled
from portal.assembly.studies import Reader, Study, reader_at, study_article
from portal.assembly.verdicts import rules_at
from portal.load.articles import PAGES
from portal.load.review_data import load_baseline
from portal.model.article import Article
from portal.model.finding import Finding, Severity, in_order
from portal.model.site import Site
from portal.model.unit import article_unit
from portal.pages import views
from portal.pages.links import file_of
from portal.pages.page import Context, Plan
from portal.pages.prose import ProseRenderer
from portal.review.baseline import mark
from portal.review.engine import ArticleChecks, eased
from portal.review.gate import preview_view
from portal.review.known import known_rules, on_page, page_findings
from portal.review.report import as_text
from portal.review.suppressions import suppress
from portal.review.verdict import judge
from portal.wechat.export.copy_page import copy_page

_LISTS = DERIVED | {"lists"}


@dataclass(frozen=True)
class QuickPage:
    """A page as it now is: its file and bytes; no bytes, and what to tell, when the article's file can't be used."""

    file: str
    data: bytes | None = None
    problem: str = ""


class Warm:
    """What a finished preview build had at hand; it is closed, so the store can't be asked any more.

    Args:
        build: the build.

    Attributes:
        unreadable: what is wrong with the files of articles that can't be used, and so have no page; empty when all can be used.
    """

    def __init__(self, build: Build) -> None:
        site = build.review.site
        assert site is not None  # a build without one doesn't begin
        self._site, self._view, self._review = site, build.plain, build.review
        self._env, self._frames = build.kitchen.context.env, build.frames
        self._rules, self._known = rules_at(build.desk), known_rules(build.review.manuals)
        self._reader: Reader = reader_at(build.desk, site.columns)
        self._root = build.desk.root
        self._checks = ArticleChecks.of(site)
        self._articles = {one.path: one for one in (*site.articles, *site.held)}
        self._shown = {one.path: one for one in self._view.articles}
        self._exporter = Exporter(self._root, self._view, self._env)
        self.unreadable = self._unreadable()
        self._warm_up()

    def _warm_up(self) -> None:
        """Make a page for nothing: templates, rules and lists are then ready when an editor waits."""
        for path in list(self._shown)[:1]:
            self.page(path)

    def file(self, path: str) -> str:
        """The file of an article's page, empty when the article has none."""
        found = self._shown.get(path)
        return file_of(found.url) if found else ""

    def page(self, path: str) -> QuickPage | None:
        """The page of an article whose file has changed; None when more than this page must be made.

        Raises:
            OSError: the file can't be read.
            PortalError: the file was written meanwhile, or a template is broken.
        """
        if path not in self._shown:
            return None
        kept, study, article = study_article(self._reader, path)
        if article is None:
            return QuickPage(self.file(path), problem=as_text(in_order([*kept.findings]), self._root))
        old = self._articles[path]
        if article.url != old.url or article.is_live(self._site.now) != old.is_live(self._site.now):
            return None
        return QuickPage(self.file(path), self._rendered(self._viewed(article, kept.findings, study)))

    def _viewed(self, article: Article, findings: Iterable[Finding], study: Study) -> tuple[Site, Article]:
        """The site as a preview shows it with an article as it now is, reviewed and judged."""
        gists = {**self._site.gists, article.path: study.gist} if study.gist else self._site.gists
        same_lists = self._lists_as_before(article, study)
        site = _with(self._site, article, same_lists, gists=gists)
        found = self._reviewed(site, article, findings, study)
        unit = article_unit(site, article)
        bench = Bench.of(site, found, {unit.path: unit}, self._rules)
        verdicts = {**self._view.verdicts, unit.path: judge(bench.case(unit))}
        remarks = {**self._view.remarks, unit.path: tuple(bench.findings.get(unit.path, ()))}
        (shown,) = preview_view(replace(self._view, articles=(article,), verdicts=verdicts)).articles
        before = self._shown[article.path]
        same_lists = same_lists and (shown.meta.title, shown.meta.summary) == (before.meta.title, before.meta.summary)
        return _with(self._view, shown, same_lists, gists=gists, verdicts=verdicts, remarks=remarks), shown

    def _lists_as_before(self, article: Article, study: Study) -> bool:
        """Whether lists, neighbours and related articles are what they were: they follow from cards and gists."""
        gist = self._site.gists.get(article.path)
        return article.card == self._articles[article.path].card and gist is not None and study.gist is not None and gist.mark == study.gist.mark

    def _reviewed(self, site: Site, article: Article, findings: Iterable[Finding], study: Study) -> list[Finding]:
        """All findings of an article; those of checks of the whole site as the last build had them."""
        path, every, reader = article.path, self._review.manuals, self._reader
        across = (one for one in self._review.across if one.span.path == path)
        structure = [*findings, *eased(site, [*self._checks.findings(site, article), *across])]
        found = [*levelled(structure, reader.settings), *study.findings]
        if article.meta.review:
            found = [*on_page(found, article), *page_findings(article, every)]
        if study.suppresses:
            found = suppress(found, path, article.text, self._known, site.now.day)
        return mark(in_order(found), load_baseline(reader.root) or {})

    def _rendered(self, viewed: tuple[Site, Article]) -> bytes:
        site, article = viewed
        context = Context(site=site, env=self._env, prose=ProseRenderer(self._env, site))
        page = views.make(context, Plan(address=article.url, view="article", subject=article.url))
        made, _, text = made_of(context, page)
        return self._frames.around(made, *halves(text))

    def has_article(self, file: str) -> bool:
        """Whether a page is that of an article."""
        return file in self._view.by_url

    def copy_page(self, file: str) -> bytes | None:
        """The page from which an article's text is copied to the official account, None when there is no such article.

        Raises:
            PortalError: the article, or a picture of it, has changed since the build.
        """
        found = self._view.by_url.get(file)
        return copy_page(self._exporter.export(found)).encode("utf-8") if found else None

    def _unreadable(self) -> str:
        found = [one for one in self._review.findings if one.severity is Severity.ERROR and _is_article(one.span.path)]
        lost = [one for one in found if one.span.path not in self._articles]
        return as_text(lost, self._root) if lost else ""

    def reads(self, path: str) -> bool:
        """Whether the article in a file could be used."""
        return path in self._articles


def _is_article(path: str) -> bool:
    return path.startswith("content/") and path.endswith(".md") and not path.startswith(f"content/{PAGES}/")


def _with(site: Site, article: Article, same_lists: bool, **changes: object) -> Site:
    """A site with an article in place of the one of the same file; lists that are as before aren't worked out again."""
    articles, held = (tuple(article if one.path == article.path else one for one in found) for found in (site.articles, site.held))
    if not same_lists:
        articles = tuple(sorted(articles, key=lambda one: one.sort_key, reverse=True))
    found = replace(site, articles=articles, held=held, **changes)  # type: ignore[arg-type]  # names and types of its fields
    if same_lists:
        vars(found).update({name: value for name, value in vars(site).items() if name in _LISTS})
    return found
