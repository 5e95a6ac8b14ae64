"""The home page."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.site import Site
from portal.pages.cards import cards
from portal.pages.figure_tiles import headline_figures
from portal.pages.page import Context, Page, Plan
from portal.pages.views.calendar import RESERVE, coming_days

NEWS, CASES, LEARN, NOTICES, DAYS, GUIDES = 6, 6, 4, 3, 4, 6


def plans(site: Site) -> Iterator[Plan]:
    """The one home page."""
    yield Plan(address="", view="home")


def make(context: Context, plan: Plan) -> Page:
    """Newest of every column, key figures, coming days, services."""
    site = context.site
    newest = {column.id: cards(site, site.fronts[column.id][:NEWS]) for column in site.columns}
    body = context.body(
        "pages/home.html",
        plan.address,
        newest=newest,
        sizes={"news": NEWS, "cases": CASES, "learn": LEARN, "notices": NOTICES},
        guides=site.guide_lists[""][:GUIDES],
        figures=headline_figures(site, site.statistics.latest),
        days=coming_days(site, DAYS + RESERVE),
        shown_days=DAYS,
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
        scripts=("today",),
    )
