"""Addresses: none twice, none lost."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.article import Article
from portal.model.finding import Finding, Span
from portal.model.published import Published
from portal.model.site import Site
from portal.review.places import all_articles, meta_span


def check(site: Site) -> Iterator[Finding]:
    """Two articles at one address; aliases that clash or can't be a page."""
    articles = sorted(all_articles(site), key=lambda one: one.path)
    owners: dict[str, Article] = {}
    for article in articles:
        first = owners.setdefault(article.url, article)
        if first is not article:
            what = f"和{first.path}的地址相同，都是/{article.url}"
            yield Finding("duplicate-address", meta_span(article, ""), what, "改其中一个文件名里日期后面的英文名；改没有发布过的那一个")
    taken: dict[str, str] = {}
    for article in articles:
        for alias in article.meta.aliases:
            yield from _alias(article, alias, owners, taken)


def _alias(article: Article, alias: str, owners: dict[str, Article], taken: dict[str, str]) -> Iterator[Finding]:
    span = meta_span(article, "aliases")
    if any(part in ("", ".", "..") for part in alias[1:].split("/")) or not alias.endswith(".html"):
        yield Finding("alias-not-a-page", span, f"旧地址“{alias}”不是一个网页的地址", "写成/栏目/年份/英文名.html，不用../，以.html结尾")
    elif alias[1:] in owners:
        yield Finding("alias-of-live-page", span, f"旧地址“{alias}”现在是{owners[alias[1:]].path}的地址", "从aliases里删去它")
    elif alias in taken:
        yield Finding("duplicate-alias", span, f"旧地址“{alias}”在{taken[alias]}里已经写过", "两处只留一处，留在内容相同的那一篇")
    taken.setdefault(alias, article.path)


def moved(site: Site, published: Published) -> Iterator[Finding]:
    """Addresses of articles that were published once and lead nowhere now.

    Args:
        site: the site as it would be published.
        published: what was published before; only its articles are looked at.
    """
    live = {one.url for one in site.articles} | {alias[1:] for one in site.articles for alias in one.meta.aliases}
    for address, source in sorted(published.addresses.items()):
        if source.startswith("content/") and not source.startswith("content/pages/") and address not in live:
            yield _lost(site, address, source)


def _lost(site: Site, address: str, source: str) -> Finding:
    what = f"发布过的地址/{address}没有了（原来的文件是{source}），收藏和转发的链接会打不开"
    held = next((one for one in site.held if one.url == address), None)
    if held:
        return Finding("lost-address", meta_span(held, "draft" if held.meta.draft else "publish_at"), what, "去掉draft或publish_at，已发布的文章不改回草稿")
    slug = address.rpartition("/")[2].removesuffix(".html")
    heir = next((one for one in site.articles if one.slug == slug), None)
    if heir:
        return Finding("lost-address", meta_span(heir, "aliases"), what, f"在{heir.path}的文头加一行：aliases: [/{address}]（已有aliases就加进方括号）")
    do = f"改了文件名的，在那篇文章的文头加一行：aliases: [/{address}]；确实要撤下的，把它加进说明撤下原因的那一篇"
    return Finding("lost-address", Span("content"), what, do)
