"""Feeds of the site and of each column, and the calendar file."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from functools import partial

from portal.assembly.memory import Recall
from portal.feeds.calendar_ics import calendar
from portal.feeds.entries import Entry, FeedInfo, Original, absolute
from portal.feeds.json_feed import json_feed
from portal.feeds.rss_atom import atom, rss
from portal.model.beside import Picture
from portal.model.site import Site
from portal.pages.cards import SCENARIO, cover_of, is_scenario, labelled_title, summary_of
from portal.pages.links import CALENDAR, DAYS, FEEDS, relative
from portal.pages.page import Context
from portal.times import Moment, parse_moment

_NOTE = f"<p><strong>这是{SCENARIO}。</strong>为普法编写，人物和情节均为虚构；所引法律条文真实有效。</p>"
_STAMP = parse_moment("2025-01-01")
STYLE = "assets/feeds.css"

Size = Callable[[Picture], int]


def feeds(context: Context, recall: Recall, size: Size) -> Iterator[tuple[str, bytes]]:
    """RSS, Atom and JSON Feed for the whole site and for every column that wants one, and the calendar.

    Args:
        context: what pages are made with.
        recall: gives a result by its name, made anew when it no longer holds.
        size: bytes of a picture's file as it is published.
    """
    site = context.site
    for name in ("", *(column.id for column in site.columns if column.feed)):
        yield from recall(f"feed:{name}", partial(_feed, context, name, recall, size)).items()
    yield from recall("calendar", lambda: {DAYS: _calendar(site)}).items()


def _feed(context: Context, name: str, recall: Recall, size: Size) -> dict[str, bytes]:
    site = context.site
    urls = [one.url for one in site.newest[name]]
    entries = tuple(recall(f"entry:{url}", partial(_entry, context, url, size)) for url in urls)
    if not name:
        return dict(_three(site, "", site.identity.name, site.identity.description, entries))
    column = site.column(name)
    return dict(_three(site, f"{name}/", f"{site.identity.name}·{column.label}", column.description, entries))


def _calendar(site: Site) -> bytes:
    assert isinstance(_STAMP, Moment)
    return calendar(f"{site.identity.name}·普法日历", site.identity.url + CALENDAR, site.days, site.today.year, _STAMP)


def _three(site: Site, folder: str, title: str, description: str, entries: tuple[Entry, ...]) -> Iterator[tuple[str, bytes]]:
    home = site.identity.url + folder
    urls = {"rss": f"{home}feed.xml", "atom": f"{home}atom.xml", "json": f"{home}feed.json"}
    seen = {"style": relative(folder, STYLE), "help_url": site.identity.url + FEEDS}
    info = FeedInfo(title=title, description=description, home_url=home, self_urls=urls, author=site.bureau.name, **seen)
    yield f"{folder}feed.xml", rss(info, entries)
    yield f"{folder}atom.xml", atom(info, entries)
    yield f"{folder}feed.json", json_feed(info, entries)


def _entry(context: Context, address: str, size: Size) -> Entry:
    site = context.site
    article = site.by_url[address]
    meta = article.meta
    url, cover = site.identity.url + article.url, cover_of(article)
    html = (_NOTE if is_scenario(article) else "") + context.prose.render(article.body, article.url).html
    picture = site.pictures.get(f"{article.folder}/{meta.cover}") if cover else None
    return Entry(
        id=site.identity.url + (meta.aliases[0].removeprefix("/") if meta.aliases else article.url),
        url=url,
        title=labelled_title(site, article),
        summary=summary_of(site, article),
        content_html=absolute(html, site.identity.url, url),
        published=meta.date,
        updated=meta.updated or meta.date,
        author=meta.author or meta.source or site.bureau.name,
        tags=meta.tags,
        image_url=site.identity.url + cover if picture else "",
        image_bytes=size(picture) if picture else 0,
        image_type=(mimetypes.guess_type(cover)[0] or "") if picture else "",
        original=Original(account=site.bureau.account, url=meta.wechat.url, mid=meta.wechat.mid, idx=meta.wechat.idx) if meta.wechat.url else None,
    )
