"""What machines read: feeds, sitemap, robots, security.txt."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from portal.selfcheck.given import Given
from portal.selfcheck.item import OWN, Evidence, Item, Outcome

_ATOM = "{http://www.w3.org/2005/Atom}"
_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def _feeds(given: Given) -> Outcome:
    readers = {"feed.xml": _rss, "atom.xml": _atom, "feed.json": _json}
    found: list[Evidence] = []
    expected = [*readers, *(f"{one.id}/{name}" for one in given.site.columns if one.feed for name in readers)]
    found += [Evidence(name, "没有这个订阅源") for name in expected if name not in given.files]
    for name in sorted(one for one in given.files if one.rpartition("/")[2] in readers):
        try:
            found += [Evidence(name, what) for what in readers[name.rpartition("/")[2]](given, given.files[name])]
        except (etree.XMLSyntaxError, ValueError, TypeError, KeyError, AttributeError) as error:
            found.append(Evidence(name, f"读不出来：{type(error).__name__}"))
    return Outcome.of(found)


def _rss(given: Given, data: bytes) -> Iterator[str]:
    channel = etree.fromstring(data, _PARSER).find("channel")
    if channel is None:
        yield "没有<channel>"
        return
    yield from (f"<channel>缺少<{name}>" for name in ("title", "link", "description") if not (channel.findtext(name) or "").strip())
    for item in channel.findall("item"):
        title = (item.findtext("title") or "").strip()
        if not (title and (item.findtext("link") or "").strip()):
            yield f"“{title}”缺少标题或者网址"
        yield from _entry(given, title, item.findtext("link") or "")
        try:
            parsedate_to_datetime(item.findtext("pubDate") or "")
        except (ValueError, TypeError):
            yield f"“{title}”的pubDate不是RFC 822的时间"


def _atom(given: Given, data: bytes) -> Iterator[str]:
    root = etree.fromstring(data, _PARSER)
    yield from (f"<feed>缺少<{name}>" for name in ("id", "title", "updated") if not (root.findtext(f"{_ATOM}{name}") or "").strip())
    for entry in root.findall(f"{_ATOM}entry"):
        title = (entry.findtext(f"{_ATOM}title") or "").strip()
        yield from (f"“{title}”缺少<{name}>" for name in ("id", "title", "updated") if not (entry.findtext(f"{_ATOM}{name}") or "").strip())
        links = [one.get("href", "") for one in entry.findall(f"{_ATOM}link") if one.get("rel", "alternate") == "alternate"]
        yield from _entry(given, title, links[0] if links else "")
        if not _is_time(entry.findtext(f"{_ATOM}updated") or ""):
            yield f"“{title}”的updated不是RFC 3339的时间"


def _json(given: Given, data: bytes) -> Iterator[str]:
    feed: Any = json.loads(data)
    if not str(feed.get("version", "")).startswith("https://jsonfeed.org/version/"):
        yield "version不是JSON Feed的版本"
    yield from (f"缺少{name}" for name in ("title", "items") if not feed.get(name) and feed.get(name) != [])
    for item in feed.get("items", []):
        title = str(item.get("title", ""))
        yield from (f"“{title}”缺少{name}" for name in ("id", "url") if not item.get(name))
        yield from _entry(given, title, str(item.get("url", "")))
        if "date_published" in item and not _is_time(str(item["date_published"])):
            yield f"“{title}”的date_published不是RFC 3339的时间"


def _entry(given: Given, title: str, link: str) -> Iterator[str]:
    home = given.site.identity.url
    if not link.startswith(home):
        yield f"“{title}”的网址“{link}”不在本站"
    elif (link.removeprefix(home).partition("#")[0] or "index.html") not in given.files:
        yield f"“{title}”的网址“{link}”打不开"


def _is_time(text: str) -> bool:
    try:
        return dt.datetime.fromisoformat(text.replace("Z", "+00:00")).tzinfo is not None
    except ValueError:
        return False


def _sitemap(given: Given) -> Outcome:
    found = []
    home = given.site.identity.url
    try:
        places = [(one.text or "").strip() for one in etree.fromstring(given.files.get("sitemap.xml", b""), _PARSER).iter(f"{_MAP}loc")]
    except etree.XMLSyntaxError:
        return Outcome(faults=(Evidence("sitemap.xml", "没有，或者读不出来"),))
    for place in places:
        path = place.removeprefix(home)
        file = f"{path}index.html" if not path or path.endswith("/") else path
        if not place.startswith(home) or file not in given.files:
            found.append(Evidence("sitemap.xml", f"“{place}”打不开"))
    listed = set(places)
    found += [Evidence("sitemap.xml", f"没有列出{url}") for url in given.articles if home + url not in listed]
    robots = given.files.get("robots.txt", b"").decode("utf-8", errors="replace")
    if given.stage != "preview" and re.search(r"^Disallow:\s*/\s*$", robots, re.MULTILINE):
        found.append(Evidence("robots.txt", "不许搜索引擎收录整个网站"))
    return Outcome.of(found)


def _security(given: Given) -> Outcome:
    name = ".well-known/security.txt"
    if name not in given.files:
        return Outcome(skipped="没有登记安全联系方式（data/bureau.yml的security_contact）")
    text = given.files[name].decode("utf-8", errors="replace")
    match = re.search(r"^Expires:\s*(\S+)", text, re.MULTILINE)
    faults = [] if re.search(r"^Contact:\s*\S+", text, re.MULTILINE) else [Evidence(name, "没有Contact")]
    if not (match and _is_time(match[1])):
        faults.append(Evidence(name, "没有写明有效期（Expires）"))
    elif dt.datetime.fromisoformat(match[1].replace("Z", "+00:00")) < given.site.now.at:
        faults.append(Evidence(name, f"{match[1][:10]}已经过期"))
    return Outcome.of(faults)


ITEMS = (
    Item(
        id="feeds", group="订阅", title="订阅源格式正确，条目都能打开", basis=OWN, source="RSS 2.0、Atom（RFC 4287）、JSON Feed 1.1",
        do="重新生成网站；还不行就请管理员检查hooks/portal/feeds", check=_feeds,
    ),
    Item(id="sitemap", group="订阅", title="sitemap.xml列全，允许收录", basis=OWN, source="sitemaps.org 0.9", do="重新生成网站", check=_sitemap),
    Item(
        id="security-txt", group="安全", title="安全联系方式没有过期", basis=OWN, source="RFC 9116",
        do="改data/bureau.yml的security_expires（一年以内），重新生成", check=_security,
    ),
)
