"""Feeds of the site and of each column, and the calendar file."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from pathlib import Path

from portal.feeds.calendar_ics import calendar
from portal.feeds.entries import Entry, FeedInfo, absolute
from portal.feeds.json_feed import json_feed
from portal.feeds.rss_atom import atom, rss
from portal.model.article import Article
from portal.model.site import Site
from portal.pages.cards import SCENARIO, cover_of, is_scenario, labelled_title, summary_of
from portal.pages.page import Context
from portal.pages.views.calendar import ICS
from portal.times import Moment, parse_moment

_NEWEST = 30
_NOTE = f"<p><strong>这是{SCENARIO}。</strong>为普法编写，人物和情节均为虚构；所引法律条文真实有效。</p>"
_STAMP = parse_moment("2025-01-01")


def feeds(root: Path, context: Context) -> Iterator[tuple[str, bytes]]:
    """RSS, Atom and JSON Feed for the whole site and for every column that wants one, and the calendar."""
    site = context.site
    made = {article.url: _entry(root, context, article) for article in _needed(site)}
    name, about = site.identity.name, site.identity.description
    yield from _three(site, "", name, about, tuple(made[one.url] for one in site.articles[:_NEWEST]))
    for column in site.columns:
        if column.feed:
            entries = tuple(made[one.url] for one in site.by_column[column.id][:_NEWEST])
            yield from _three(site, f"{column.id}/", f"{name}·{column.label}", column.description, entries)
    assert isinstance(_STAMP, Moment)
    yield ICS, calendar(f"{name}·普法日历", site.identity.url, site.days, site.now.day.year, _STAMP)


def _needed(site: Site) -> tuple[Article, ...]:
    columns = [site.by_column[column.id][:_NEWEST] for column in site.columns if column.feed]
    return tuple({one.url: one for group in (site.articles[:_NEWEST], *columns) for one in group}.values())


def _three(site: Site, folder: str, title: str, description: str, entries: tuple[Entry, ...]) -> Iterator[tuple[str, bytes]]:
    home = site.identity.url + folder
    urls = {"rss": f"{home}feed.xml", "atom": f"{home}atom.xml", "json": f"{home}feed.json"}
    info = FeedInfo(title=title, description=description, home_url=home, self_urls=urls, author=site.bureau.name)
    yield f"{folder}feed.xml", rss(info, entries)
    yield f"{folder}atom.xml", atom(info, entries)
    yield f"{folder}feed.json", json_feed(info, entries)


def _entry(root: Path, context: Context, article: Article) -> Entry:
    site, meta = context.site, article.meta
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
        image_bytes=picture.size if picture else 0,
        image_type=(mimetypes.guess_type(cover)[0] or "") if picture else "",
    )
