"""The home page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.model.article import Article
from portal.model.figures import number_text, plain
from portal.model.site import Site
from portal.model.statistics import period_text
from portal.pages.cards import cards
from portal.pages.links import metric_page
from portal.pages.page import Context, Page, Plan
from portal.pages.views.calendar import coming_days

NEWS, CASES, LEARN, NOTICES, DAYS = 6, 6, 4, 3, 4


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure on the home page."""

    label: str
    value: str
    text: str
    unit: str
    metric: str
    period: str
    address: str


def plans(site: Site) -> Iterator[Plan]:
    """The one home page."""
    yield Plan(address="", view="home")


def make(context: Context, plan: Plan) -> Page:
    """Newest of every column, key figures, coming days, services."""
    site = context.site
    newest = {column.id: cards(site, _pinned_first(site, column.id)) for column in site.columns}
    body = context.body(
        "pages/home.html",
        plan.address,
        newest=newest,
        sizes={"news": NEWS, "cases": CASES, "learn": LEARN, "notices": NOTICES},
        figures=key_figures(site),
        days=coming_days(site, DAYS),
        year=site.statistics.latest,
    )
    newest_day = max((one[0].meta.date.day.isoformat() for one in (site.fronts[column.id] for column in site.columns) if one), default="")
    website = {"@context": "https://schema.org", "@type": "WebSite", "name": site.identity.name, "url": site.identity.url, "inLanguage": "zh-CN"}
    return Page(
        address="",
        section="home",
        title=site.identity.name,
        description=site.identity.description,
        body=body,
        modified=newest_day,
        structured=(website,),
    )


def _pinned_first(site: Site, column: str) -> tuple[Article, ...]:
    return site.fronts[column][:NEWS]


def key_figures(site: Site) -> tuple[KeyFigure, ...]:
    """The figures that ``data/bureau.yml`` names, of the newest year, those without a number left out."""
    year, found = site.statistics.latest, []
    for name in site.bureau.headline:
        metric, cell = site.statistics.metrics.get(name), site.statistics.cell(name, year)
        if metric and cell and cell.v is not None:
            text = number_text(cell, metric)
            found.append(KeyFigure(metric.short, plain(cell.v), text, metric.unit, f"{name}@{year}", period_text(cell.period, year), metric_page(name)))
    return tuple(found)
