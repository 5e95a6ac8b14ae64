"""Words that go with pictures: a description that says something, and in news where the picture comes from."""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.article import Article
from portal.model.finding import Finding, Severity, Span
from portal.model.site import Site
from portal.review.checks.pictures import IMAGE
from portal.review.places import Text, body_of, meta_span, page_texts, prose

_MEANINGLESS = late(
    r"(?i)[\s\W_]*(?:(?:图片|图像|照片|插图|配图|题图|封面|截图|图|image|img|picture|photo|pic|alt|微信图片|mmexport|dsc|screenshot)[\s\d_.\-]*|[\w.\-]+\.(?:jpe?g|png|webp|gif|svg)|[a-z]?[\d_\-]+)[\s\W_]*"
)
_SOURCED = late(r"摄|供图|图源|来源|资料图|提供|图为|↑|▲|截图|制图|绘")
_LINE = late(r"[^\n]*\S[^\n]*")
_NEWS = "news"


def check(site: Site) -> Iterator[Finding]:
    """The words of every picture that fixed pages show."""
    for text in page_texts(site):
        yield from _words(text)


def check_article(_: Site, article: Article) -> Iterator[Finding]:
    """The words of every picture that an article shows."""
    if article.meta.cover_alt and _MEANINGLESS.fullmatch(article.meta.cover_alt):
        yield _meaningless(article.meta.cover_alt, meta_span(article, "cover_alt"))
    yield from _words(body_of(article))


def _words(text: Text) -> Iterator[Finding]:
    shown = prose(text.body)
    for match in IMAGE.finditer(shown):
        span = text.span(match.start())
        if match["alt"].strip() and _MEANINGLESS.fullmatch(match["alt"]):
            yield _meaningless(match["alt"], span)
        if text.column == _NEWS and '"' not in match[0] and not _SOURCED.search(match["alt"] + _next_line(shown, match.end())):
            what = f"图片{match['target']}没有图题，也没有写来源"
            yield Finding("picture-without-caption", span, what, '写成![说明](文件名 "图题。某某摄")', Severity.INFO)


def _meaningless(words: str, span: Span) -> Finding:
    return Finding("alt-meaningless", span, f"图片的说明“{words}”没有说出图里是什么", "写清楚谁在哪里做什么，如“工作人员在村口讲解民法典”", Severity.WARNING)


def _next_line(text: str, end: int) -> str:
    found = _LINE.search(text, end)
    return found[0] if found else ""
