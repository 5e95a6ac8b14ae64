"""Pictures: beside the article, described in words, not too large, used."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from portal.late import late
from portal.model.article import Article
from portal.model.finding import Finding, Severity, Span
from portal.model.patterns import PICTURE_SHAPE
from portal.model.site import Site
from portal.review.places import Text, all_articles, body_of, meta_span, page_texts, prose
from portal.review.wording import did_you_mean

IMAGE = late(r"!\[(?P<alt>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*+)\]\(\s*+<?(?P<target>[^\s)>]{0,1000}+)>?[^)]{0,1000}+\)")
_REMOTE = late(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_PAGES = "content/pages/"
_MEGABYTE = 1_000_000
_LIMIT, _HEAVY = 5 * _MEGABYTE, _MEGABYTE


def check(site: Site) -> Iterator[Finding]:
    """Every picture that fixed pages show, and every picture file."""
    used = {path for article in all_articles(site) for path in site.gist(article).pictures}
    for text in page_texts(site):
        yield from _pictures(site, text)
        used |= {_path(text.folder, match["target"]) for match in IMAGE.finditer(prose(text.body))}
    yield from _files(site, used)


def check_article(site: Site, article: Article) -> Iterator[Finding]:
    """Every picture that an article shows."""
    if article.meta.cover:
        yield from _shown(site, article.folder, article.meta.cover, meta_span(article, "cover"))
    yield from _pictures(site, body_of(article))


def _pictures(site: Site, text: Text) -> Iterator[Finding]:
    for match in IMAGE.finditer(prose(text.body)):
        span = text.span(match.start())
        yield from _shown(site, text.folder, match["target"], span)
        if not match["alt"].strip():
            what = f"图片{match['target']}没有文字说明，看不见图的人不知道图里是什么"
            yield Finding("picture-without-alt", span, what, "在方括号里写明图里是什么：![说明](文件名)")


def _path(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(folder, target))


def _shown(site: Site, folder: str, target: str, span: Span) -> Iterator[Finding]:
    if _REMOTE.match(target):
        yield Finding("remote-picture", span, f"图片{target}在别的网站上", "确有权使用的，下载后放在文章旁边，改写成文件名")
        return
    if _path(folder, target) not in site.pictures:
        beside = [one.removeprefix(f"{folder}/") for one in site.pictures if one.startswith(f"{folder}/")]
        put = "固定页面只能用文章旁边的图片，写成栏目/年份/文件名" if span.path.startswith(_PAGES) else f"把图片放到{folder}/；{PICTURE_SHAPE}"
        do = did_you_mean(target, beside) + put
        yield Finding("missing-picture", span, f"找不到图片“{target}”", do)


def _files(site: Site, used: set[str]) -> Iterator[Finding]:
    for path, picture in sorted(site.pictures.items()):
        size = f"图片有{picture.size / _MEGABYTE:.1f}MB"
        if picture.size > _LIMIT:
            yield Finding("picture-too-large", Span(path), f"{size}，超过{_LIMIT // _MEGABYTE}MB的上限", "缩小到宽1600像素以内，存成.jpg或.webp")
        elif picture.size > _HEAVY:
            yield Finding("heavy-picture", Span(path), f"{size}，手机上打开慢", "缩小到宽1600像素以内，存成.jpg或.webp", Severity.WARNING)
        if path not in used:
            yield Finding("unused-picture", Span(path), "没有文章或者页面用到这张图片", "不用就删去", Severity.INFO)
