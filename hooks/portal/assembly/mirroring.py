"""Takes lists of the account's articles into ``data/mirror.yml``, and finds links to articles that aren't mirrored."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from portal.errors import PortalError
from portal.files import write_atomic
from portal.load.mirror import load_mirror
from portal.load.source import Source
from portal.model.article import Article
from portal.model.mirror import PATH, Item, Mirror, keys_of
from portal.times import parse_day
from portal.wechat.draft import RefusedError
from portal.wechat.link_lists import links_in
from portal.wechat.page import own_link

_LINK = re.compile(r"https?://mp\.weixin\.qq\.com/s[/?][^\s\"'<>)）]+")
_DAY = re.compile(r"(?<!\d)(20\d\d)(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?!\d)(?:[ T]*\d{1,2}:\d{2}(?::\d{2})?)?")
_MSGID = re.compile(r"(\d+)_(\d+)")
_HEAD = "# 公众号里的文章，由portal mirror add记，也可以手改：改过的写modified，删了的写deleted，不用转的写skip和理由。\nitems:\n"
_MOST = 20_000_000


def items_in(path: Path) -> list[Item]:
    """The articles that a list names: links in text or tables, or the JSON of ``portal wechat totals``.

    Raises:
        PortalError: the list can't be read.
    """
    try:
        if path.suffix.lower() == ".json":
            with path.open("rb") as opened:
                return list(_totals(json.loads(opened.read(_MOST))))
        return [_item(one.short or one.address, one.identity.mid, one.identity.idx, one.words) for one in links_in(path)]
    except RefusedError as error:
        raise PortalError(str(error), path=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PortalError("清单读不出来", do="用txt、csv、xlsx，或者portal wechat totals存下的.json", path=str(path)) from error


def _item(url: str, mid: str, idx: str, words: str) -> Item:
    said = _DAY.search(words)
    parts = [int(one) for one in said.groups() if one] if said else []
    day = parse_day("{}-{:02}-{:02}".format(*parts)) if parts else None
    title = (_DAY.sub("", words) if day else words).strip(" -—|　")
    return Item(mid=mid, idx=idx, url="" if mid and idx else url, title=title, day=day)


def _totals(plain: Iterable[dict[str, str]]) -> Iterator[Item]:
    for one in plain:
        match = _MSGID.fullmatch(one["msgid"])
        if match:
            yield Item(mid=match[1], idx=match[2], day=parse_day(one["ref_date"]))


def take_in(root: Path, items: Iterable[Item]) -> int:
    """Add what isn't listed yet to ``data/mirror.yml``; how many those are.

    Raises:
        PortalError: the file has faults; nothing is lost, nothing is written.
    """
    seen = {key for one in recorded(root).items for key in one.keys}
    new: list[Item] = []
    for item in items:
        if item.keys and not seen.intersection(item.keys):
            new.append(item)
            seen.update(item.keys)
    append(root, new)
    return len(new)


def recorded(root: Path) -> Mirror:
    """``data/mirror.yml`` of a folder.

    Raises:
        PortalError: the file has faults.
    """
    source = Source(root)
    known = load_mirror(source)
    if source.findings:
        raise PortalError(source.findings[0].what, do=source.findings[0].do, path=PATH, line=source.findings[0].span.line)
    return known


def append(root: Path, items: list[Item]) -> None:
    """Write entries at the end of ``data/mirror.yml``; what stands there stays as it is."""
    path = root / PATH
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    if items:
        text = text if re.search(r"^items:[ \t]*(?:#.*)?$", text, re.MULTILINE) else _HEAD
        write_atomic(path, (text.rstrip("\n") + "\n" + "".join(map(_line, items))).encode("utf-8"))


def _line(item: Item) -> str:
    fields = {"mid": item.mid, "idx": item.idx, "url": item.url, "title": item.title}
    parts = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items() if value]
    parts += [f"{name}: {day}" for name, day in (("day", item.day), ("deleted", item.deleted)) if isinstance(day, dt.date)]
    parts += [f'text_sha256: "{item.text_sha256}"'] if item.text_sha256 else []
    return f"  - {{{', '.join(parts)}}}\n"


def unmirrored_links(articles: Iterable[Article]) -> Iterator[tuple[str, str]]:
    """Links in articles to articles of the same account that aren't here: the file, and the link."""
    listed = tuple(articles)
    accounts = Counter(one.meta.wechat.biz for one in listed if one.meta.wechat.biz)
    own = accounts.most_common(1)[0][0] if accounts else ""
    here = {key for one in listed for key in keys_of(one.meta.wechat.mid, one.meta.wechat.idx, one.meta.wechat.url)}
    for article in listed if own else ():
        for link in dict.fromkeys(_LINK.findall(article.body)):
            short, identity = own_link(link)
            keys = keys_of(identity.mid, identity.idx, short)
            if identity.biz == own and keys and not here.intersection(keys):
                yield article.path, link
