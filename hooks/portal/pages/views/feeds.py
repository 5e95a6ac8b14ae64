"""How to subscribe: feeds of the site and of every column, the calendar, the WeChat account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.model.site import Site
from portal.pages.links import DAYS, FEEDS
from portal.pages.page import Context, Page, Plan

FORMS = (("RSS", "feed.xml"), ("Atom", "atom.xml"), ("JSON Feed", "feed.json"))


@dataclass(frozen=True, slots=True)
class Feed:
    """The feeds of the site or of one column: what they hold, the folder they lie in, and the address to give to a reader."""

    label: str
    description: str
    folder: str
    address: str


def plans(site: Site) -> Iterator[Plan]:
    """The one page."""
    yield Plan(address=FEEDS, view="feeds")


def make(context: Context, plan: Plan) -> Page:
    """What subscribing is, and every way to do it with its address."""
    site = context.site
    root = site.identity.url
    columns = tuple(Feed(one.label, one.description, f"{one.id}/", f"{root}{one.id}/feed.xml") for one in site.columns if one.feed)
    whole = Feed("全站", "所有栏目的新文章。", "", f"{root}feed.xml")
    calendar = root + DAYS
    body = context.body(
        "pages/feeds.html", plan.address, feeds=(whole, *columns), forms=FORMS, calendar=calendar, webcal=f"webcal://{calendar.partition('//')[2]}", ics=DAYS
    )
    description = "怎样订阅本站：订阅源（RSS、Atom、JSON Feed）、手机日历和微信公众号。"
    return Page(address=FEEDS, section="", title="订阅", description=description, body=body, scripts=("copy",))
