"""Links and raw HTML in bodies: only schemes that are safe, only addresses that exist."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from portal.model.article import Article
from portal.model.finding import Finding, Severity, Span
from portal.model.site import Site
from portal.review.places import all_articles, body_span, prose
from portal.review.wording import nearest

_INLINE = re.compile(r"(?<!!)\[(?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*\]\(\s*<?(?P<target>[^\s)>]*)")
_DEFINED = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?P<target>[^\s>]+)", re.MULTILINE)
_AUTOMATIC = re.compile(r"<(?P<target>[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>")
_FULL_WIDTH = re.compile(r"\[[^\[\]\n]+\]（(?:https?:|/)[^）\n]*）")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
_SCHEMES = ("http", "https", "mailto", "tel")


def check(site: Site) -> Iterator[Finding]:
    """Every link and every tag in the bodies."""
    live = {one.url: one.path for one in site.articles}
    held = {one.url: one.path for one in site.held}
    aliases = {alias[1:]: one for one in site.articles for alias in one.meta.aliases}
    columns = {one.id for one in site.columns}
    for article in all_articles(site):
        text = prose(article.body)
        known = live | held if article.path in held.values() else live
        for match in (*_INLINE.finditer(text), *_DEFINED.finditer(text), *_AUTOMATIC.finditer(text)):
            yield from _link(article, match["target"], body_span(article, match.start()), known, aliases, columns)
        yield from _mistyped(article, text)


def _mistyped(article: Article, text: str) -> Iterator[Finding]:
    for match in _TAG.finditer(text):
        what = f"“{match[0][:40]}”会原样显示成文字，HTML标签在这里不起作用"
        yield Finding("raw-html", body_span(article, match.start()), what, "改用Markdown写法；要显示标签本身，就用反引号括起来", Severity.WARNING)
    for match in _FULL_WIDTH.finditer(text):
        yield Finding("full-width-link", body_span(article, match.start()), "链接的网址用了全角括号，不会成为链接", "把网址两边的（）改成半角()")


def _link(article: Article, target: str, span: Span, known: dict[str, str], aliases: dict[str, Article], columns: set[str]) -> Iterator[Finding]:
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", unquote(html.unescape(target)))
    if scheme and scheme[1].lower() not in _SCHEMES:
        yield Finding("link-scheme", span, f"链接“{target}”以{scheme[1]}:开头，这类链接不安全或打不开", "只用http://、https://、mailto:、tel:，或站内地址")
    if scheme or target.startswith(("//", "#")) or not target:
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
