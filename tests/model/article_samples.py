"""Articles that were never in a file, for what only looks at their cards."""

from __future__ import annotations

import datetime as dt

from portal.digest import digest_value
from portal.model.article import Article, ArticleMeta
from portal.times import SHANGHAI, Moment

FIRST = dt.datetime(2025, 1, 1, tzinfo=SHANGHAI)


def article(number: int, column: str = "news", pinned: bool = False, tags: tuple[str, ...] = ()) -> Article:
    """The article of day ``number`` of 2025; its slug is ``n`` and the number."""
    moment = Moment(FIRST + dt.timedelta(days=number), has_time=True)
    meta = ArticleMeta(title=f"第{number}条", date=moment, source="测试局", pinned=pinned, tags=tags)
    path = f"content/{column}/{moment.day.year}/{moment.day}-n{number}.md"
    digest = digest_value([path, meta.title, pinned, list(tags)])
    return Article(column=column, path=path, slug=f"n{number}", url=f"{column}/{meta.date.at.year}/n{number}.html", meta=meta, body_at=0, body_line=1, digest=digest, card=digest, read=lambda: "")


def slugs(articles: tuple[Article, ...]) -> list[str]:
    """Which articles these are."""
    return [one.slug for one in articles]
