"""Bodies: the sections that a kind of case demands, an outline that readers and screen readers can follow, emphasis that shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.late import late
from portal.model.article import HEADING, Article, CaseMeta
from portal.model.finding import Finding, Severity
from portal.model.site import Site
from portal.review.places import body_span, meta_span, prose
from portal.review.wording import nearest

_GLUED = late(r"^#{1,6}(?=[^#\s])", re.MULTILINE)
_WIDE = late(r"^(?=#*＃)[#＃]{1,6}(?![^\n]*[^＃\n]＃)", re.MULTILINE)
_EMPHASIS = late(r"\*\*(?P<words>[^*\n]+?)\*\*")
_SHORTEST = 20


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    text: str
    start: int
    end: int


def check_article(site: Site, article: Article) -> Iterator[Finding]:
    """An empty body, missing sections, headings out of place."""
    text = prose(article.body)
    if not article.body.strip():
        yield Finding("empty-body", meta_span(article, "title"), "没有正文", "在第二个“---”下面写正文；还没写好就加一行draft: true")
        return
    found = [_Heading(len(one[1]), one[2], *one.span()) for one in HEADING.finditer(text)]
    yield from _outline(article, found, text)
    yield from _emphasis(article, text)
    if isinstance(article.meta, CaseMeta):
        second = [one for one in found if one.level == 2]
        demanded = {kind.label: kind.sections for kind in site.kinds}
        yield from _sections(article, article.meta.kind, second, demanded.get(article.meta.kind, ()))


def _outline(article: Article, found: list[_Heading], text: str) -> Iterator[Finding]:
    for match in _GLUED.finditer(text):
        what = f"“{match[0]}”和标题文字连在一起，不会成为标题"
        yield Finding("heading-without-space", body_span(article, match.start()), what, f"在“{match[0]}”后面空一格")
    for match in _WIDE.finditer(text):
        do = f"改成“{'#' * len(match[0])} ”：井号用半角，后面空一格"
        yield Finding("heading-without-space", body_span(article, match.start()), f"“{match[0]}”是全角的，不会成为标题", do)
    level = 1
    for one in found:
        if one.level == 1:
            what = f"正文里用了一级标题“{one.text}”"
            yield Finding("heading-level-one", body_span(article, one.start), what, "改成“## ”；一级标题是文章的题目，由文头的title生成")
        elif one.level > level + 1:
            what = f"标题“{one.text}”从{level}级跳到了{one.level}级"
            yield Finding("heading-level-skipped", body_span(article, one.start), what, f"改用{level + 1}个#", Severity.WARNING)
        level = one.level


def _emphasis(article: Article, text: str) -> Iterator[Finding]:
    for match in _EMPHASIS.finditer(text):
        words = match["words"].strip()
        if words and words != match["words"]:
            span = body_span(article, match.start())
            yield Finding("emphasis-with-space", span, "加粗的星号里面有空格，可能显示成星号", f"写成**{words}**，星号紧挨着字", Severity.WARNING)


def _sections(article: Article, kind: str, found: list[_Heading], demanded: tuple[str, ...]) -> Iterator[Finding]:
    texts = [one.text for one in found]
    for name in demanded:
        if name not in texts:
            near = nearest(name, texts)
            do = f"“{near}”如果就是这一节，标题改成“{name}”" if near else f"加上“## {name}”和内容"
            yield Finding("missing-section", meta_span(article, "kind"), f"“{kind}”类案例的正文要有“{name}”一节，这里没有", do)
    present = [name for name in demanded if name in texts]
    actual = [one for one in found if one.text in demanded]
    misplaced = next((one for one, name in zip(actual, present, strict=False) if one.text != name), None)
    if misplaced:
        what = f"“{misplaced.text}”一节的位置不对，或写了两次"
        yield Finding("section-order", body_span(article, misplaced.start), what, f"按这个次序写：{'、'.join(demanded)}", Severity.WARNING)
    yield from _short(article, found, demanded)


def _short(article: Article, found: list[_Heading], demanded: tuple[str, ...]) -> Iterator[Finding]:
    ends = [one.start for one in found[1:]] + [len(article.body)]
    for one, end in zip(found, ends, strict=True):
        size = len(re.sub(r"\s", "", article.body[one.end : end]))
        if one.text in demanded and size < _SHORTEST:
            what = f"“{one.text}”一节只有{size}个字"
            yield Finding("short-section", body_span(article, one.start), what, f"写清楚，至少{_SHORTEST}个字", Severity.WARNING)

