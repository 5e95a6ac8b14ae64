"""Times in front matter: none in the future, and in the order in which things happen."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.article import Article
from portal.model.finding import Finding
from portal.model.site import Site
from portal.review.places import meta_span


def check_article(site: Site, article: Article) -> Iterator[Finding]:
    """Dates that can't be true, or that contradict each other."""
    yield from _future(article, site)
    yield from _updated(article)
    yield from _publish_at(article)
    yield from _expires(article)


def _future(article: Article, site: Site) -> Iterator[Finding]:
    meta = article.meta
    named = article.path.rpartition("/")[2].startswith(meta.date.day.isoformat())  # date-differs-from-name is enough otherwise
    if named and not meta.publish_at and not meta.draft and not site.passed[meta.date.at.isoformat()]:
        do = "改成真实的发布日期；要到那时再发布，就加一行publish_at，写上同一个时间"
        yield Finding("future-date", meta_span(article, "date"), f"date是{meta.date.text}，还没有到", do)
    if meta.updated and not site.passed[meta.updated.at.isoformat()]:
        yield Finding("future-date", meta_span(article, "updated"), f"updated是{meta.updated.text}，还没有到", "改成真实的修改日期")


def _updated(article: Article) -> Iterator[Finding]:
    meta = article.meta
    if meta.updated and meta.updated.day < meta.date.day:
        what = f"updated（{meta.updated.text}）早于date（{meta.date.text}）"
        yield Finding("updated-before-date", meta_span(article, "updated"), what, "updated写发布以后修改的日期；没有修改过就删去它")
    if meta.updated and not meta.update_note:
        yield Finding("update-without-note", meta_span(article, "updated"), "写了updated，没有写改了什么", "加一行update_note，用一句话告诉读者改了什么")


def _publish_at(article: Article) -> Iterator[Finding]:
    meta = article.meta
    if meta.publish_at and meta.publish_at.day != meta.date.day:
        what = f"publish_at（{meta.publish_at.text}）和date（{meta.date.text}）不是同一天，页面上的日期会和实际发布的日期不同"
        yield Finding("publish-at-other-day", meta_span(article, "publish_at"), what, "两个写成同一天，文件名也跟着改")


def _expires(article: Article) -> Iterator[Finding]:
    meta = article.meta
    for name, start in (("date", meta.date), ("publish_at", meta.publish_at)):
        if meta.expires and start and meta.expires.day < start.day:
            what = f"expires（{meta.expires.text}）早于{name}（{start.text}）"
            yield Finding(f"expires-before-{name.replace('_', '-')}", meta_span(article, "expires"), what, "expires写失效的时间，应晚于发布的时间")
