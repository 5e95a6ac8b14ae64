"""The shipped feeds as a feed reader, and the calendar as a phone, takes them."""

from __future__ import annotations

import json
import re
from typing import Any

import feedparser  # type: ignore[import-untyped]  # no stubs
import icalendar
import pytest

from built_site import BuiltSite
from portal.model.article import CaseMeta
from portal.model.site import Site

SCENARIO = "情景案例"
FORMS = ("feed.xml", "atom.xml", "feed.json")
_LINKS = re.compile(r'\b(?:href|src|poster|cite)="([^"]*)"')
_TEXT = re.compile(r"<[^>]*>|\s+|&[a-z#0-9]+;")
Entry = dict[str, Any]


def folders(site: Site) -> list[str]:
    """Folders that hold feeds: the root and every column that wants them."""
    return ["", *(f"{one.id}/" for one in site.columns if one.feed)]


def entries_of(built: BuiltSite, name: str) -> list[Entry]:
    """The entries of a feed in one shape: id, link, title, html, published, updated."""
    if name.endswith(".json"):
        items = json.loads(built.files[name])["items"]
        return [
            {"id": one["id"], "link": one["url"], "title": one["title"], "html": one["content_html"], "published": one["date_published"]} for one in items
        ]
    found = feedparser.parse(built.files[name], sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, f"{name}: {found.get('bozo_exception')}"
    return [
        {"id": one.id, "link": one.link, "title": one.title, "html": one.content[0].value, "published": one.published_parsed} for one in found.entries
    ]


@pytest.fixture(scope="module")
def feeds(built_site: BuiltSite, shipped: Site) -> dict[str, list[Entry]]:
    """The entries of every feed by its file."""
    return {folder + form: entries_of(built_site, folder + form) for folder in folders(shipped) for form in FORMS}


def test_every_feed_is_there_and_nothing_else(built_site: BuiltSite, feeds: dict[str, list[Entry]]) -> None:
    """Every file of a feed's name is one that the data asks for, and pages announce only feeds that exist."""
    assert {name for name in built_site.files if name.endswith(FORMS)} == set(feeds)
    announced = {
        page.file_behind(str(link)) for page in built_site.pages.values() for link in page.tree.xpath("//link[@rel='alternate']/@href")
    }
    assert announced and announced <= set(feeds)


def test_feeds_hold_the_newest_articles(feeds: dict[str, list[Entry]], shipped: Site) -> None:
    """Each feed holds the newest 30 articles of its column, or of all, newest first, and the three forms agree."""
    for folder in folders(shipped):
        wanted = [one for one in shipped.articles if not folder or one.column == folder[:-1]][:30]
        for form in FORMS:
            entries = feeds[folder + form]
            assert [one["link"] for one in entries] == [shipped.identity.url + one.url for one in wanted], folder + form
            assert [one["published"] for one in entries] == sorted((one["published"] for one in entries), reverse=True), folder + form


def test_ids_are_unique_and_the_same_in_every_feed(feeds: dict[str, list[Entry]], shipped: Site) -> None:
    """An article has one id wherever it appears: its first address, under the site's own, without date of the build."""
    ids: dict[str, set[str]] = {}
    for name, entries in feeds.items():
        assert len({one["id"] for one in entries}) == len(entries), name
        for one in entries:
            ids.setdefault(one["link"], set()).add(one["id"])
    first = {shipped.identity.url + one.url: shipped.identity.url + (one.meta.aliases[0][1:] if one.meta.aliases else one.url) for one in shipped.articles}
    assert ids == {link: {first[link]} for link in ids}


def test_links_in_entries_are_absolute_and_arrive(feeds: dict[str, list[Entry]], built_site: BuiltSite, shipped: Site) -> None:
    """Every link in an entry's text is absolute; those into the site lead to a file of it."""
    faults = []
    for name, entries in feeds.items():
        for link in (link for one in entries for link in _LINKS.findall(one["html"])):
            if link.startswith(shipped.identity.url):
                path = link.removeprefix(shipped.identity.url).partition("#")[0]
                if (f"{path}index.html" if not path or path.endswith("/") else path) not in built_site.files:
                    faults.append(f"{name}: {link}")
            elif not link.startswith(("https://", "http://", "mailto:", "tel:")):
                faults.append(f"{name}: {link}")
    assert not faults, "\n".join(faults)
    assert sum(len(_LINKS.findall(one["html"])) for entries in feeds.values() for one in entries) > 50


def test_entries_hold_the_whole_article(feeds: dict[str, list[Entry]], shipped: Site) -> None:
    """An entry has the text from the first heading to the last sentence, with figures filled in and nothing that runs."""
    by_link = {shipped.identity.url + one.url: one for one in shipped.articles}
    for name, entries in feeds.items():
        for one in entries:
            article, text = by_link[one["link"]], _TEXT.sub("", one["html"])
            for heading in article.headings():
                assert re.sub(r"[\s*`]+", "", heading) in text, f"{name}: {one['link']} lacks {heading}"
            last = re.sub(r"[*`#>\s-]", "", article.body.strip().splitlines()[-1])
            if not any(mark in last for mark in "{[<|&"):
                assert last[-12:] in text, f"{name}: {one['link']} lacks its end {last[-12:]}"
            assert "{{" not in text and not re.search(r"<(script|style|iframe|form)|\son\w+=|\sstyle=", one["html"]), one["link"]


def test_scenarios_are_labelled_in_every_feed(feeds: dict[str, list[Entry]], shipped: Site) -> None:
    """A made-up case says so in its title and first words, in all three forms; no other entry does in its title."""
    made_up = {shipped.identity.url + one.url for one in shipped.articles if isinstance(one.meta, CaseMeta) and one.meta.basis == "scenario"}
    seen = {one["link"] for entries in feeds.values() for one in entries} & made_up
    assert seen
    for name, entries in feeds.items():
        for one in entries:
            labelled = one["title"].startswith((f"【{SCENARIO}】", f"{SCENARIO}：", SCENARIO))
            assert labelled == (one["link"] in made_up), f"{name}: {one['title']}"
            if one["link"] in made_up:
                assert f"这是{SCENARIO}" in _TEXT.sub("", one["html"])[:40], f"{name}: {one['link']}"


def test_feeds_name_themselves(built_site: BuiltSite, shipped: Site, feeds: dict[str, list[Entry]]) -> None:
    """A feed states its own address and the page that lists the same articles; neither is about the time of the build."""
    for name in feeds:
        own, home = shipped.identity.url + name, shipped.identity.url + name.rpartition("/")[0] + "/" * ("/" in name)
        if name.endswith(".json"):
            document = json.loads(built_site.files[name])
            assert (document["feed_url"], document["home_page_url"], document["version"]) == (own, home, "https://jsonfeed.org/version/1.1")
        else:
            links = {one.rel: one.href for one in feedparser.parse(built_site.files[name]).feed.links}
            assert (links["self"], links["alternate"]) == (own, home), name


def test_calendar_can_be_subscribed_to(built_site: BuiltSite, shipped: Site) -> None:
    """days.ics parses, has one yearly all-day event for every legal day, and each event covers the day's own date this year."""
    file = icalendar.Calendar.from_ical(built_site.files["calendar/days.ics"])
    events = file.walk("VEVENT")
    assert [str(one["SUMMARY"]) for one in events] == [one.name for one in shipped.days]
    assert len({str(one["UID"]) for one in events}) == len(events)
    for event, day in zip(events, shipped.days, strict=True):
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        first, last = day.span(start.year)
        assert (start, event.decoded("RRULE")["FREQ"]) == (first, ["YEARLY"]), day.name
        assert (end - start).days == (last - first).days + 1, day.name
    assert all(len(line) <= 75 for line in built_site.files["calendar/days.ics"].split(b"\r\n"))
