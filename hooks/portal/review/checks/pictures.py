"""Pictures: beside the article, described in words, not too large, used."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from portal.model.article import Article
from portal.model.finding import Finding, Severity, Span
from portal.model.patterns import PICTURE_SHAPE
from portal.model.site import Site
from portal.review.places import all_articles, body_span, meta_span, prose
from portal.review.wording import did_you_mean

IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\(\s*<?(?P<target>[^\s)>]*)>?[^)]*\)")
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_MEGABYTE = 1_000_000
_LIMIT, _HEAVY = 5 * _MEGABYTE, _MEGABYTE


def check(site: Site) -> Iterator[Finding]:
    """Every picture that articles show, and every picture file."""
    used: set[str] = set()
    for article in all_articles(site):
        if article.meta.cover:
            yield from _shown(site, article, article.meta.cover, meta_span(article, "cover"), used)
        for match in IMAGE.finditer(prose(article.body)):
            span = body_span(article, match.start())
            yield from _shown(site, article, match["target"], span, used)
            if not match["alt"].strip():
                what = f"图片{match['target']}没有文字说明，看不见图的人不知道图里是什么"
                yield Finding("picture-without-alt", span, what, "在方括号里写明图里是什么：![说明](文件名)")
    yield from _files(site, used)


def _shown(site: Site, article: Article, target: str, span: Span, used: set[str]) -> Iterator[Finding]:
    if _REMOTE.match(target):
        yield Finding("remote-picture", span, f"图片{target}在别的网站上", "确有权使用的，下载后放在文章旁边，改写成文件名")
        return
    path = posixpath.normpath(posixpath.join(article.folder, target))
    used.add(path)
    if path not in site.pictures:
        beside = [one.rpartition("/")[2] for one in site.pictures if one.startswith(f"{article.folder}/")]
        do = f"{did_you_mean(target, beside)}把图片放到{article.folder}/；{PICTURE_SHAPE}"
        yield Finding("missing-picture", span, f"找不到图片“{target}”", do)


def _files(site: Site, used: set[str]) -> Iterator[Finding]:
    for path, picture in sorted(site.pictures.items()):
        size = f"图片有{picture.size / _MEGABYTE:.1f}MB"
        if picture.size > _LIMIT:
            yield Finding("picture-too-large", Span(path), f"{size}，超过{_LIMIT // _MEGABYTE}MB的上限", "缩小到宽1600像素以内，存成.jpg或.webp")
        elif picture.size > _HEAVY:
            yield Finding("heavy-picture", Span(path), f"{size}，手机上打开慢", "缩小到宽1600像素以内，存成.jpg或.webp", Severity.WARNING)
        if path not in used:
            yield Finding("unused-picture", Span(path), "没有文章用到这张图片", "不用就删去", Severity.INFO)
