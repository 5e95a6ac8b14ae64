"""Links of this site in bodies: only addresses that exist. Schemes, outer hosts and tags are judged by the prose rules."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from portal.model.article import Article
from portal.model.finding import Finding, Severity, Span
from portal.model.site import Site
from portal.review.hyperlinks import links, scheme_of
from portal.review.places import all_articles, body_span, prose
from portal.review.wording import nearest

_FULL_WIDTH = re.compile(r"\[[^\[\]\n]+\]（(?:https?:|/)[^）\n]*）")


def check(site: Site) -> Iterator[Finding]:
    """Every link to this site in the bodies."""
    live = {one.url: one.path for one in site.articles}
    held = {one.url: one.path for one in site.held}
    aliases = {alias[1:]: one for one in site.articles for alias in one.meta.aliases}
    columns = {one.id for one in site.columns}
    for article in all_articles(site):
        known = live | held if article.path in held.values() else live
        for link in links(article.body):
            yield from _link(article, link.target, body_span(article, link.start), known, aliases, columns)
        for match in _FULL_WIDTH.finditer(prose(article.body)):
            yield Finding("full-width-link", body_span(article, match.start()), "链接的网址用了全角括号，不会成为链接", "把网址两边的（）改成半角()")


def _link(article: Article, target: str, span: Span, known: dict[str, str], aliases: dict[str, Article], columns: set[str]) -> Iterator[Finding]:
    if scheme_of(target) or target.startswith(("//", "#")) or not target:
        return
    address = _address(article, target)
    if address.split("/")[0] not in columns or address in known or address.strip("/") in columns:
        return
    if address in aliases:
        do = f"改成现在的地址/{aliases[address].url}"
        yield Finding("link-to-alias", span, f"链接“{target}”是旧地址", do, Severity.WARNING)
    elif not address.endswith("/index.html"):
        near = nearest(address, known)
        do = (f"是不是/{near}？" if near else "") + "站内链接写成/栏目/年份/英文名.html"
        yield Finding("broken-link", span, f"链接“{target}”打不开，没有这个地址的已发布文章", do)


def _address(article: Article, target: str) -> str:
    path = unquote(urlsplit(target).path)
    joined = path if path.startswith("/") else posixpath.join("/", posixpath.dirname(article.url), path)
    return posixpath.normpath(joined).lstrip("/")
