"""Units of review: an article, a fixed page, a year of figures, a data file; each with the digest of what readers will see.

The digest is made of plain values: fields at their default are left out, so that a new field of the model voids nothing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import unescape
from urllib.parse import unquote

from portal.digest import digest_value
from portal.model.article import Article, ArticleMeta, CaseMeta
from portal.model.figures import Figure, figure, plain
from portal.model.marks import BlockMark, StatMark, marks
from portal.model.patterns import SLUG
from portal.model.site import Site
from portal.model.statistics import Metric, Statistics, Year
from portal.times import Moment

_FORM = 1
_FILE = re.compile(r"[A-Za-z0-9._/-]+")
_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".svg", ".gif")
_UNSEEN = {"draft"}  # says when to publish, not what; setting it back must not void a review
_SHOWN = ("label", "short", "unit", "kind", "decimals", "part_of")
_DEFINED = (*_SHOWN, "definition", "source", "scope", "aliases")
DATA = {
    "data/bureau.yml": "单位信息",
    "data/calendar.yml": "普法日历",
    "data/case_kinds.yml": "案例类别",
    "data/columns.yml": "栏目",
    "data/services.yml": "服务名录",
    "data/statistics/metrics.yml": "统计指标",
    "data/topics.yml": "标签和读者",
}
Digester = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Unit:
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


def units(site: Site, picture_digest: Digester) -> dict[str, Unit]:
    """Every unit by path.

    Args:
        site: content and data.
        picture_digest: SHA-256 of a picture's bytes; asked only for pictures that a unit shows.
    """
    found = [_article(site, one, picture_digest) for one in (*site.articles, *site.held)]
    found += [_page(site, path, text) for path, text in site.pages.items()]
    found += [_year(site.statistics, year) for year in site.statistics.years.values()]
    return {one.path: one for one in [*found, *_data(site)]}


def year_path(year: int) -> str:
    """File of a year of figures."""
    return f"data/statistics/{year}.yml"


def address_of(path: str) -> str:
    """Address of the article in a file: ``content/news/2026/2026-01-05-slug.md`` to ``news/2026/slug.html``; empty for other files."""
    match = re.fullmatch(rf"content/(?P<column>{SLUG})/(?P<year>\d{{4}})/\d{{4}}-\d{{2}}-\d{{2}}-(?P<slug>{SLUG})\.md", path, re.ASCII)
    return f"{match['column']}/{match['year']}/{match['slug']}.html" if match else ""


def _article(site: Site, article: Article, picture_digest: Digester) -> Unit:
    meta = article.meta
    pictures = pictures_of(site, article)
    text = f"{meta.title}\n{meta.summary}\n{article.body}"
    figures, years = _figures(text, site.statistics)
    value = {
        "form": _FORM,
        "url": article.url,
        "front": {key: one for key, one in _plain_record(meta).items() if key not in _UNSEEN},
        "body": article.body,
        "figures": figures,
        "pictures": {path: picture_digest(path) for path in pictures},
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
    text = unquote(unescape(article.body))
    names = [*(one for one in _FILE.findall(text) if one.endswith(_SUFFIXES)), *([article.meta.cover] if article.meta.cover else [])]
    paths = (f"content{one}" if one.startswith("/") else posixpath.join(article.folder, one) for one in names)
    return tuple(sorted({path for one in paths if (path := posixpath.normpath(one)) in site.pictures}))


def _page(site: Site, path: str, text: str) -> Unit:
    figures, years = _figures(text, site.statistics)
    name = path.removeprefix("content/pages/").removesuffix(".md")
    title = re.search(r"^title:[ ]*(.+)$", text, re.MULTILINE)
    digest = digest_value({"form": _FORM, "url": name, "text": text, "figures": figures})
    return Unit(kind="page", path=path, title=title[1].strip("\"' ") if title else name, url=f"{name}.html", digest=digest, years=years)


def _year(statistics: Statistics, year: Year) -> Unit:
    metrics = {name: _metric(statistics, name, _DEFINED) for name in year.values}
    digest = digest_value({"form": _FORM, "year": plain_value(year), "metrics": metrics})
    return Unit(kind="year", path=year_path(year.year), title=f"{year.year}年统计数据", digest=digest)


def _data(site: Site) -> Iterator[Unit]:
    values: Mapping[str, object] = {
        "data/bureau.yml": site.bureau,
        "data/calendar.yml": site.days,
        "data/case_kinds.yml": site.kinds,
        "data/columns.yml": site.columns,
        "data/services.yml": site.services,
        "data/statistics/metrics.yml": site.statistics.dictionary,
        "data/topics.yml": (site.tags, site.audiences),
    }
    for path, title in DATA.items():
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
            cells = [[year, plain_value(statistics.cell(metric, year)), statistics.broken(metric, year)] for year in mark.years]
            yield [metric, _metric(statistics, metric, _SHOWN), cells]


def _metric(statistics: Statistics, name: str, fields: tuple[str, ...]) -> dict[str, object] | None:
    metric: Metric | None = statistics.metrics.get(name)
    return {key: plain_value(getattr(metric, key)) for key in fields} if metric else None


def plain_value(value: object) -> object:
    """Any value of the model as dicts, lists, strings and numbers."""
    if isinstance(value, Moment):
        return value.at.isoformat() if value.has_time else value.day.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain_record(value)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain_value(one) for key, one in value.items()}
    return [plain_value(one) for one in value] if isinstance(value, (tuple, list)) else value


def _plain_record(value: object) -> dict[str, object]:
    found: dict[str, object] = {}
    for info in dataclasses.fields(value):  # type: ignore[arg-type]  # callers have made sure that it is a dataclass
        one = getattr(value, info.name)
        default = info.default_factory() if info.default_factory is not dataclasses.MISSING else info.default
        if one != default:
            found[info.name] = plain_value(one)
    return found
