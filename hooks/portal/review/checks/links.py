"""Links of this site in articles and fixed pages: only addresses that exist. Schemes, outer hosts and tags are judged by the prose rules."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from portal.late import late
from portal.model.article import Article
from portal.model.finding import Finding, Severity, Span
from portal.model.site import Site
from portal.review.hyperlinks import links, scheme_of
from portal.review.places import Text, body_of, page_texts, prose
from portal.review.wording import nearest

_FULL_WIDTH = late(r"\[[^\[\]\n]+\]（(?:https?:|/)[^）\n]*）")


def check(site: Site) -> Iterator[Finding]:
    """Every link to this site in fixed pages."""
    for text in page_texts(site):
        yield from _links(site, text, False)


def check_article(site: Site, article: Article) -> Iterator[Finding]:
    """Every link to this site in an article; only what isn't published yet may link to what isn't published yet."""
    yield from _links(site, body_of(article), article.url in site.held_by_url)


def _links(site: Site, text: Text, held: bool) -> Iterator[Finding]:
    for link in links(text.body):
        yield from _link(site, text, link.target, text.span(link.start), held)
    for match in _FULL_WIDTH.finditer(prose(text.body)):
        yield Finding("full-width-link", text.span(match.start()), "链接的网址用了全角括号，不会成为链接", "把网址两边的（）改成半角()")


def _link(site: Site, text: Text, target: str, span: Span, held: bool) -> Iterator[Finding]:
    if scheme_of(target) or target.startswith(("//", "#")) or not target:
        return
    address, columns = _address(text, target), {one.id for one in site.columns}
    if address.split("/")[0] not in columns or address.strip("/") in columns:
        return
    if address in site.by_url or (held and address in site.held_by_url):
        return
    if address in site.by_alias:
        do = f"改成现在的地址/{site.by_alias[address].url}"
        yield Finding("link-to-alias", span, f"链接“{target}”是旧地址", do, Severity.WARNING)
    elif not address.endswith("/index.html"):
        near = nearest(address, [*site.by_url, *(site.held_by_url if held else ())])
        do = (f"是不是/{near}？" if near else "") + "站内链接写成/栏目/年份/英文名.html"
        yield Finding("broken-link", span, f"链接“{target}”打不开，没有这个地址的已发布文章", do)


def _address(text: Text, target: str) -> str:
    path = unquote(urlsplit(target).path)
    joined = path if path.startswith("/") else posixpath.join("/", posixpath.dirname(text.url), path)
    return posixpath.normpath(joined).lstrip("/")
