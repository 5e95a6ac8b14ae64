"""The site map for readers."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.site import Site
from portal.pages.chrome import navigation
from portal.pages.page import Context, Page, Plan

ADDRESS = "sitemap.html"


def plans(site: Site) -> Iterator[Plan]:
    """The one site map."""
    yield Plan(address=ADDRESS, view="sitemap")


def make(context: Context, plan: Plan) -> Page:
    """Columns with their years, groups of figures, ways to find articles, feeds."""
    site = context.site
    years = {column.id: site.years[column.id] for column in site.columns}
    body = context.body("pages/sitemap.html", plan.address, years=years, navigation=navigation(site))
    return Page(address=ADDRESS, section="", title="网站地图", description="本站全部栏目、数据、索引和订阅地址。", body=body)
