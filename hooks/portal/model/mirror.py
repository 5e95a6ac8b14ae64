"""What is on the official account and what is here: ``data/mirror.yml`` held against the articles' front matter."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from portal.model.article import Article
from portal.model.patterns import URL, URL_SHAPE
from portal.model.schema import Spec

PATH = "data/mirror.yml"
Key = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Item:
    """An article of the account, whether it is mirrored or not."""

    mid: Annotated[str, Spec(doc="消息编号mid", pattern=r"\d+", shape="数字，加引号")] = ""
    idx: Annotated[str, Spec(doc="第几条idx", pattern=r"\d+", shape="数字，加引号")] = ""
    url: Annotated[str, Spec(doc="公众号文章网址", pattern=URL, shape=URL_SHAPE)] = ""
    title: Annotated[str, Spec(doc="标题")] = ""
    day: Annotated[dt.date | None, Spec(doc="公众号发布的日期")] = None
    modified: Annotated[dt.date | None, Spec(doc="公众号里改过的日期")] = None
    deleted: Annotated[dt.date | None, Spec(doc="公众号里删去的日期")] = None
    text_sha256: Annotated[
        str, Spec(doc="公众号现在的正文去掉空白以后的SHA-256，再导入时发现变了就记下", pattern=r"[0-9a-f]{64}", shape="64位小写十六进制")
    ] = ""
    skip: Annotated[str, Spec(doc="不用转到本站的理由，如“转载”")] = ""

    @property
    def keys(self) -> tuple[Key, ...]:
        """Everything that it can be known by."""
        return keys_of(self.mid, self.idx, self.url)


@dataclass(frozen=True, kw_only=True)
class Mirror:
    """``data/mirror.yml``."""

    items: Annotated[tuple[Item, ...], Spec(doc="公众号里的文章，同一篇写了几次的，以后写的为准")] = ()

    @property
    def articles(self) -> tuple[Item, ...]:
        """Every article once: what a later entry says of it stands."""
        found: dict[int, Item] = {}
        places: dict[Key, int] = {}
        for number, item in enumerate(self.items):
            place = next((places[key] for key in item.keys if key in places), number)
            said = {name: value for name, value in vars(item).items() if value}
            found[place] = replace(found[place], **said) if place in found else item
            places |= dict.fromkeys(item.keys, place)
        return tuple(found.values())

    def of(self, keys: Iterable[Key]) -> Item:
        """What is known of an article; nothing when it isn't listed."""
        wanted = set(keys)
        return next((one for one in self.articles if wanted.intersection(one.keys)), Item())


@dataclass(frozen=True, kw_only=True)
class Month:
    """How many articles the account had in a month, and how many of them are here."""

    month: str
    account: int
    here: int


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where account and site differ.

    Attributes:
        absent_here: on the account, not here, and not skipped.
        absent_there: articles here that are older than some days and not on the account.
        changed_there, deleted_there: articles here whose original was changed or deleted since.
        holes: mid and idx of articles that a message must have and that nobody has listed.
        months: the newest first.
    """

    absent_here: tuple[Item, ...]
    absent_there: tuple[Article, ...]
    changed_there: tuple[Article, ...]
    deleted_there: tuple[Article, ...]
    holes: tuple[Key, ...]
    months: tuple[Month, ...]


def keys_of(mid: str, idx: str, url: str) -> tuple[Key, ...]:
    """What an article of the account can be known by: mid and idx, or its short link."""
    return tuple(key for key in ((mid, idx), ("url", url)) if all(key))


def standing(mirror: Mirror, articles: Iterable[Article], today: dt.date, days: int) -> Standing:
    """Compare.

    Args:
        mirror: what is known of the account.
        articles: of the site, drafts too.
        today: the day.
        days: how long an article may be here before it must be on the account.
    """
    listed, known = tuple(articles), mirror.articles
    here = {key: one for one in listed for key in _keys(one)}
    items = {key: item for item in known for key in item.keys}
    old = [one for one in listed if not _keys(one) and not one.meta.draft and (today - one.meta.date.day).days > days]
    pairs = [(one, item) for one in listed if (item := next((items[key] for key in _keys(one) if key in items), None))]
    return Standing(
        absent_here=tuple(item for item in known if not item.skip and not item.deleted and not any(key in here for key in item.keys)),
        absent_there=tuple(old),
        changed_there=tuple(one for one, item in pairs if not item.deleted and _is_changed(one, item)),
        deleted_there=tuple(one for one, item in pairs if item.deleted),
        holes=_holes([*((item.mid, item.idx) for item in known), *((one.meta.wechat.mid, one.meta.wechat.idx) for one in listed)]),
        months=_months(known, here),
    )


def _keys(article: Article) -> tuple[Key, ...]:
    wechat = article.meta.wechat
    return keys_of(wechat.mid, wechat.idx, wechat.url)


def _is_changed(article: Article, item: Item) -> bool:
    """Whether the original is no longer what the article was made of."""
    ours = article.meta.wechat.text_sha256
    return bool(item.modified and item.modified > _read_on(article)) or bool(ours and item.text_sha256 and item.text_sha256 != ours)


def _read_on(article: Article) -> dt.date:
    """The newest state of the original that the article is known to be."""
    seen = article.meta.wechat.modified or article.meta.wechat.published or article.meta.date
    return seen.day


def _holes(known: Iterable[Key]) -> tuple[Key, ...]:
    found: dict[str, set[int]] = {}
    for mid, idx in known:
        if mid and idx:
            found.setdefault(mid, set()).add(int(idx))
    return tuple((mid, str(at)) for mid, seen in sorted(found.items()) for at in range(1, max(seen)) if at not in seen)


def _months(items: Iterable[Item], here: Mapping[Key, Article]) -> tuple[Month, ...]:
    account: Counter[str] = Counter()
    mirrored: Counter[str] = Counter()
    counted: set[Key] = set()
    for item in items:
        if item.day and not item.skip and not item.deleted:
            account[f"{item.day:%Y-%m}"] += 1
            mirrored[f"{item.day:%Y-%m}"] += any(key in here for key in item.keys)
            counted.update(item.keys)
    for article in dict.fromkeys(here.values()):
        published = article.meta.wechat.published
        if published and not any(key in counted for key in _keys(article)):
            account[f"{published.day:%Y-%m}"] += 1
            mirrored[f"{published.day:%Y-%m}"] += 1
    return tuple(Month(month=month, account=account[month], here=mirrored[month]) for month in sorted(account, reverse=True))
