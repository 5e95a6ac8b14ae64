"""What a build shows: only what is fully reviewed when it publishes, everything with a mark when it is a preview."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from portal.digest import digest_value
from portal.model.article import Article
from portal.model.chart_rules import chart_problem, table_problem
from portal.model.figures import Figure, figure
from portal.model.finding import Finding, Severity, Span
from portal.model.marks import MARK, BlockMark, StatMark, parse_mark
from portal.model.signoff import FOLDER, POLICY
from portal.model.site import Site
from portal.model.statistics import Statistics
from portal.model.unit import pictures_of, year_path
from portal.model.verdict import Verdict

PREVIEW, PUBLISH = "preview", "publish"
STAGES = (PUBLISH, PREVIEW)
UNREVIEWED = "【未审】"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that a build doesn't publish, and why in Chinese."""

    path: str
    why: str


def published_view(site: Site) -> Site:
    """The site with nothing in it that readers may not see yet: no article, page, year or picture. Pure."""
    years = {year: one for year, one in site.statistics.years.items() if _open(site, year_path(year))}
    articles = tuple(one for one in site.articles if not _why(site, one.path))
    shown = {path for one in articles for path in pictures_of(site, one)}
    dictionary = site.statistics.dictionary if years else replace(site.statistics.dictionary, groups=(), metrics={}, constraints=(), breaks=())
    return replace(
        site,
        stage=PUBLISH,
        articles=articles,
        pages={path: text for path, text in site.pages.items() if not _why(site, path)},
        pictures={path: one for path, one in site.pictures.items() if path in shown},
        statistics=replace(site.statistics, years=years, dictionary=dictionary),
    )


def left_out(site: Site, view: Site) -> tuple[LeftOut, ...]:
    """Live articles, pages and years of a whole site that are not in what a build publishes of it, with reasons, by path.

    Articles that were withdrawn on purpose are not among them.
    """
    paths = sorted(_paths(site) - _paths(view))
    found = (LeftOut(path, why) for path in paths if (why := _why(site, path)) and not _withdrawn(site, path))
    return tuple(sorted(found, key=lambda one: one.path))


def _paths(site: Site) -> set[str]:
    return {*(one.path for one in site.articles), *site.pages, *(year_path(year) for year in site.statistics.years)}


def unasked(verdicts: Iterable[Verdict]) -> str:
    """How much the policy wants nobody to review, as a line that ends; empty when there is none. A weakened policy must show."""
    kinds = [one.kind for one in verdicts if not one.required]
    counts = ((kinds.count(kind), text) for kind, text in (("article", "文章{}篇"), ("page", "固定页面{}个"), ("year", "年度数据{}年")))
    said = "，".join(text.format(number) for number, text in counts if number)
    return f"按制度不审：{said}（见{POLICY}）。\n" if said else ""


def _verdict(site: Site, path: str) -> Verdict | None:
    return site.verdicts.get(path)


def _open(site: Site, path: str) -> bool:
    verdict = _verdict(site, path)
    return verdict is None or verdict.publishable


def _withdrawn(site: Site, path: str) -> bool:
    verdict = _verdict(site, path)
    return bool(verdict and verdict.withdrawal and verdict.withdrawal.kind != "archived")


def _why(site: Site, path: str) -> str:
    """Why a unit isn't published, empty when it is."""
    verdict = _verdict(site, path)
    if verdict is None:
        return ""
    if not verdict.publishable:
        return verdict.why or "没有审完"
    closed = verdict.years and sorted(year for year in verdict.years if year in site.statistics.years and not _open(site, year_path(year)))
    return f"引用了{'、'.join(str(year) for year in closed)}年的数据，这一年的数据没有审完" if closed else ""


def preview_view(site: Site) -> Site:
    """The site with drafts and whatever is unreviewed, each marked in its title; marks that can't be evaluated become visible text. Pure."""
    articles = [_marked(site, one) for one in (*site.articles, *site.held) if not _withdrawn(site, one.path)]
    by_url = {one.url: one for one in articles}
    ordered = sorted(by_url.values(), key=lambda one: one.sort_key, reverse=True)
    return replace(site, stage=PREVIEW, articles=tuple(ordered), held=())


def _marked(site: Site, article: Article) -> Article:
    meta = article.meta
    sign = UNREVIEWED if _why(site, article.path) or not article.is_live(site.now) else ""
    title, summary, text = (_defused(one, site.statistics) for one in (meta.title, meta.summary, article.text))
    if not sign and (title, summary, text) == (meta.title, meta.summary, article.text):
        return article
    # The digests must tell this article from the one in the file.
    digest, card = (f"{one}{sign}{digest_value([title, summary, text])}" for one in (article.digest, article.card))
    return replace(article, meta=replace(meta, title=sign + title, summary=summary), read=Given(text), digest=digest, card=card)


@dataclass(frozen=True, slots=True)
class Given:
    """A text that is not the one in the file."""

    text: str

    def __call__(self) -> str:
        """The text."""
        return self.text


def _defused(text: str, statistics: Statistics) -> str:
    """A text whose unusable marks are shown as they stand, in brackets that mean nothing."""
    if "{{" not in text:
        return text
    return MARK.sub(lambda match: match[0] if _usable(match[0], statistics) else f"〔标记有误：{match[0].strip('{} ')}〕", text)


def _usable(text: str, statistics: Statistics) -> bool:
    mark = parse_mark(text)
    if isinstance(mark, StatMark):
        return isinstance(figure(mark, statistics), Figure)
    if not isinstance(mark, BlockMark):
        return False
    group = statistics.group(mark.names[0])
    metrics = statistics.of_group(group.id) if group else mark.names
    if mark.chart:
        return chart_problem(statistics, mark.chart, metrics, mark.years) is None
    return table_problem(statistics, metrics, mark.years) is None


def in_the_way(site: Site, view: Site, findings: Iterable[Finding]) -> list[Finding]:
    """The errors that forbid a publishing build: those in what readers will see, or in what everything rests on.

    Args:
        site: the whole site with its verdicts.
        view: what would be published of it.
        findings: of the review.
    """
    shown = _paths(view) | set(view.pictures)
    errors = [one for one in findings if one.severity is Severity.ERROR and not one.baselined and _published(site, shown, one.span.path)]
    return [*errors, *_unreviewed_data(site)]


def _unreviewed_data(site: Site) -> Iterable[Finding]:
    """Data files can't be left out: one that the policy wants reviewed stops the build."""
    for one in site.verdicts.values():
        if one.kind == "data" and not one.publishable:
            do = f"用portal sign {one.unit}送审，或者在{POLICY}里写明不用审"
            yield Finding("data-file-unreviewed", Span(one.unit), f"“{one.title}”没有审完：{one.why}", do)


def _published(site: Site, shown: set[str], path: str) -> bool:
    if path in shown:
        return True
    if path in site.verdicts and site.verdicts[path].kind != "data":
        return False
    if path.startswith(f"{FOLDER}/"):
        return False
    kind, column = _kind(path)
    return not kind or not site.signoffs.policy.demand(kind, column).stages


def _kind(path: str) -> tuple[str, str]:
    """Kind and column of a file that could not be read as a unit; empty when it is none."""
    parts = path.split("/")
    if parts[0] == "content" and len(parts) > 1:
        return ("page", "") if parts[1] == "pages" else ("article", parts[1])
    return ("year", "") if path.startswith(("data/statistics/1", "data/statistics/2")) else ("", "")
