"""The page for addresses that don't exist. A server sends it at any depth, so its links start at the root."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.site import Site
from portal.pages.chrome import navigation
from portal.pages.links import NOT_FOUND
from portal.pages.page import Context, Page, Plan


def plans(site: Site) -> Iterator[Plan]:
    """The one page."""
    yield Plan(address=NOT_FOUND, view="notfound")


def make(context: Context, plan: Plan) -> Page:
    """What to do next: search, site map, columns, hotline."""
    root = "/" + context.site.identity.url.split("/", 3)[3]
    body = context.body("pages/notfound.html", plan.address, navigation=navigation(context.site), link=lambda target: root + target)
    return Page(address=NOT_FOUND, section="", title="没有找到这个页面", description="页面不存在或已经移走。", body=body, listed=False)
