"""Units of review: an article, a fixed page, a year of figures, a data file; each with the digest of what readers will see.

The digest is made of plain values: fields at their default are left out, so that a new field of the model voids nothing.

The words of ``data/statistics/metrics.yml`` are signed with the years that show them: a year's digest covers names, definitions and reasons
of its metrics, their groups, constraints among them and breaks in it. Metrics that no year has yet are signed with the newest year. An
article's digest covers what its tables and charts print of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.digest import digest_value
from portal.model.article import Article, ArticleMeta, CaseMeta
from portal.model.figures import Figure, figure
from portal.model.lean import Lean
from portal.model.marks import BlockMark, StatMark, marks
from portal.model.patterns import SLUG
from portal.model.quiz import path_of as quiz_path
from portal.model.site import Site
from portal.model.statistics import Metric, Statistics, Year
from portal.model.values import plain_record, plain_value

_FORM = 1
_UNSEEN = {"draft"}  # says when to publish, not what; setting it back must not void a review
_SHOWN = ("label", "short", "unit", "kind", "decimals", "part_of")
_DEFINED = (*_SHOWN, "definition", "source", "scope", "owner", "disclosure", "aliases")
DATA = {
    "data/bureau.yml": "单位信息",
    "data/calendar.yml": "普法日历",
    "data/case_kinds.yml": "案例类别",
    "data/columns.yml": "栏目",
    "data/services.yml": "服务名录",
    "data/statistics/metrics.yml": "统计指标",
    "data/topics.yml": "标签和读者",
}


@dataclass(frozen=True, kw_only=True)
class Unit(Lean):
    """What is reviewed as one.

    Attributes:
        kind: one of ``portal.model.signoff.KINDS``.
        path: its file, relative to the project's root; its name everywhere.
        column: id of an article's column, else empty.
        risk: ``high`` or empty.
        title: for lists that only reviewers see.
        url: address of its page, empty for data.
        digest: of what readers will see.
        years: years of figures that it shows.
        pictures: paths of the pictures that it shows.
    """

    kind: str
    path: str
    column: str = ""
    risk: str = ""
    title: str
    url: str = ""
    digest: str
    years: frozenset[int] = frozenset()
    pictures: tuple[str, ...] = ()


def units(site: Site) -> dict[str, Unit]:
    """Every unit by path."""
    articles = [article_unit(site, one) for one in (*site.articles, *site.held)]
    return {one.path: one for one in [*articles, *other_units(site)]}


def other_units(site: Site) -> list[Unit]:
    """Every unit that is no article."""
    found = [_page(site, path, text) for path, text in site.pages.items()]
    found += [_year(site.statistics, year) for year in site.statistics.years.values()]
    return [*found, *_data(site)]


def year_path(year: int) -> str:
    """File of a year of figures."""
    return f"data/statistics/{year}.yml"


def guide_path(slug: str) -> str:
    """File of a guide."""
    return f"data/guides/{slug}.yml"


def page_url(path: str) -> str:
    """Address of the fixed page in a file: ``content/pages/about.md`` to ``about.html``."""
    return f"{path.removeprefix('content/pages/').removesuffix('.md')}.html"


def address_of(path: str) -> str:
    """Address of the article in a file: ``content/news/2026/2026-01-05-slug.md`` to ``news/2026/slug.html``; empty for other files."""
    match = re.fullmatch(rf"content/(?P<column>{SLUG})/(?P<year>\d{{4}})/\d{{4}}-\d{{2}}-\d{{2}}-(?P<slug>{SLUG})\.md", path, re.ASCII)
    return f"{match['column']}/{match['year']}/{match['slug']}.html" if match else ""


def article_unit(site: Site, article: Article) -> Unit:
    """An article as a unit."""
    meta = article.meta
    pictures = pictures_of(site, article)
    text = f"{meta.title}\n{meta.summary}\n{article.body}"
    figures, years = _figures(text, site.statistics)
    value = {
        "form": _FORM,
        "url": article.url,
        "front": {key: one for key, one in plain_record(meta).items() if key not in _UNSEEN},
        "body": article.body,
        "figures": figures,
        "pictures": {path: site.pictures[path].digest for path in pictures},
    }
    return Unit(
        kind="article",
        path=article.path,
        column=article.column,
        risk=risk_of(meta),
        title=meta.title,
        url=article.url,
        digest=digest_value(value),
        years=years,
        pictures=pictures,
    )


def risk_of(meta: ArticleMeta) -> str:
    """``high`` for real cases and for whatever an editor calls so."""
    return "high" if meta.risk == "high" or (isinstance(meta, CaseMeta) and meta.basis == "real") else ""


def pictures_of(site: Site, article: Article) -> tuple[str, ...]:
    """Pictures of the site that an article's cover, body or links name, sorted."""
    return tuple(path for path in site.gist(article).pictures if path in site.pictures)


def _page(site: Site, path: str, text: str) -> Unit:
    figures, years = _figures(text, site.statistics)
    name = path.removeprefix("content/pages/").removesuffix(".md")
    title = re.search(r"^title:[ ]*(.+)$", text, re.MULTILINE)
    digest = digest_value({"form": _FORM, "url": name, "text": text, "figures": figures})
    return Unit(kind="page", path=path, title=title[1].strip("\"' ") if title else name, url=page_url(path), digest=digest, years=years)


def _year(statistics: Statistics, year: Year) -> Unit:
    names = {*year.values, *(_unused(statistics) if year.year == statistics.latest else ())}
    dictionary = statistics.dictionary
    value = {
        "form": _FORM,
        "year": plain_value(year),
        "metrics": {name: _metric(statistics, name, _DEFINED) for name in names},
        "groups": [plain_value(one) for one in dictionary.groups if any(name.partition(".")[0] == one.id for name in names)],
        "constraints": [plain_value(one) for one in dictionary.constraints if names.issuperset(one.metrics)],
        "breaks": [plain_value(one) for one in dictionary.breaks if one.year == year.year and one.metric in names],
    }
    digest = digest_value(value)
    return Unit(kind="year", path=year_path(year.year), title=f"{year.year}年统计数据", digest=digest)


def _unused(statistics: Statistics) -> set[str]:
    """Metrics that no year has a value of."""
    return set(statistics.metrics).difference(*(year.values for year in statistics.years.values()))


def _data(site: Site) -> Iterator[Unit]:
    values: dict[str, object] = {
        "data/bureau.yml": site.bureau,
        "data/calendar.yml": site.days,
        "data/case_kinds.yml": site.kinds,
        "data/columns.yml": site.columns,
        "data/services.yml": site.services,
        "data/statistics/metrics.yml": site.statistics.dictionary,
        "data/topics.yml": (site.tags, site.audiences),
    }
    titles = DATA | {guide_path(slug): f"遇事指引：{guide.title}" for slug, guide in site.guides.items()}
    values |= {guide_path(slug): guide for slug, guide in site.guides.items()}
    titles |= {quiz_path(slug): f"知识竞答：{quiz.title}" for slug, quiz in site.quizzes.items()}
    values |= {quiz_path(slug): quiz for slug, quiz in site.quizzes.items()}
    for path, title in titles.items():
        yield Unit(kind="data", path=path, title=title, digest=digest_value({"form": _FORM, "value": plain_value(values[path])}))


def _figures(text: str, statistics: Statistics) -> tuple[list[object], frozenset[int]]:
    """What the marks of a text print, in order, and the years that they need."""
    found: list[object] = []
    years: set[int] = set()
    for _, mark in marks(text) if "{{" in text else ():
        if isinstance(mark, StatMark):
            one = figure(mark, statistics)
            found.append([mark.metric, mark.year, mark.format, [one.value, one.text] if isinstance(one, Figure) else None])
            years |= {mark.year, mark.year - 1} if mark.filter in ("yoy", "delta") else {mark.year}
        elif isinstance(mark, BlockMark):
            found += _block(mark, statistics)
            years |= set(mark.years)
    return found, frozenset(years)


def _block(mark: BlockMark, statistics: Statistics) -> Iterator[object]:
    for name in mark.names:
        group = statistics.group(name)
        if group:
            yield group.label
        for metric in statistics.of_group(name) if group else (name,):
            yield [metric, _metric(statistics, metric, _SHOWN), [_cell(statistics, metric, year) for year in mark.years]]


def _cell(statistics: Statistics, metric: str, year: int) -> list[object]:
    """A value with what the dictionary says below a table about it: why it isn't comparable, why it is withheld."""
    cell, definition = statistics.cell(metric, year), statistics.metrics.get(metric)
    notes = [one.note for one in statistics.dictionary.breaks if (one.metric, one.year) == (metric, year)]
    if cell and cell.flag == "c" and not cell.note and definition and definition.disclosure:
        notes.append(definition.disclosure.reason)
    return [year, plain_value(cell), statistics.broken(metric, year), *notes]


def _metric(statistics: Statistics, name: str, fields: tuple[str, ...]) -> dict[str, object] | None:
    metric: Metric | None = statistics.metrics.get(name)
    return {key: plain_value(getattr(metric, key)) for key in fields} if metric else None
