"""How much of the official account is here, month by month; no page where nothing of the account is known."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.mirror import standing
from portal.model.site import Site
from portal.pages.page import Context, Page, Plan

ADDRESS = "mirror/"


def plans(site: Site) -> Iterator[Plan]:
    """The one page."""
    if site.mirror.items:
        yield Plan(address=ADDRESS, view="mirror")


def make(context: Context, plan: Plan) -> Page:
    """The page."""
    site = context.site
    found = standing(site.mirror, site.articles, site.today, days=0)
    body = context.body("pages/mirror.html", ADDRESS, months=found.months, account=site.bureau.account, absent=len(found.absent_here))
    return Page(address=ADDRESS, section="", title="公众号文章收录", description="公众号每个月发了多少篇，本站收录了多少篇。", body=body)
