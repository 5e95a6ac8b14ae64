"""Front matter: what the column requires, registered words, a title and a summary that lists can use."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.article import Article, CaseMeta
from portal.model.finding import Finding, Severity
from portal.model.schema import fields_of
from portal.model.site import Site
from portal.review.places import meta_span
from portal.review.topics import unregistered_audiences, unregistered_tags
from portal.review.wording import did_you_mean

_END_MARKS = "。，；：、！,;:."


def check_article(site: Site, article: Article) -> Iterator[Finding]:
    """Everything in front matter that needs the columns and the registers to be judged."""
    required = site.column(article.column).required
    yield from _required(article, required)
    yield from _summary(article, required)
    yield from _title(article)
    yield from _cover(article)
    yield from unregistered_tags(site, article.meta.tags, meta_span(article, "tags"))
    yield from unregistered_audiences(site, article.meta.audience, meta_span(article, "audience"))
    yield from _case(article, site)


def _required(article: Article, names: tuple[str, ...]) -> Iterator[Finding]:
    docs = {info.name: info.spec.doc for info in fields_of(type(article.meta))}
    for name in names:
        if name in docs and getattr(article.meta, name) in ("", (), None):
            span = meta_span(article, name)
            yield Finding("missing-required-field", span, f"这个栏目要求填写{name}，这里没有填", f"在文头写上{name}：{docs[name]}")


def _summary(article: Article, required: tuple[str, ...]) -> Iterator[Finding]:
    if not article.meta.summary and "summary" not in required:
        span = meta_span(article, "summary")
        yield Finding("no-summary", span, "没有摘要，列表和订阅里只有标题", "在文头加一行summary，一两句话说明主要内容", Severity.WARNING)


def _title(article: Article) -> Iterator[Finding]:
    title = article.meta.title
    if title.endswith(tuple(_END_MARKS)):
        yield Finding("title-end-mark", meta_span(article, "title"), f"标题末尾有“{title[-1]}”", "删去末尾的标点", Severity.WARNING)


def _cover(article: Article) -> Iterator[Finding]:
    if article.meta.cover and not article.meta.cover_alt:
        what = "题图没有文字说明，看不见图的人不知道图里是什么"
        yield Finding("cover-without-alt", meta_span(article, "cover"), what, "加一行cover_alt，用一句话写明图里是什么")


def _case(article: Article, site: Site) -> Iterator[Finding]:
    if not isinstance(article.meta, CaseMeta):
        return
    labels = [kind.label for kind in site.kinds]
    if article.meta.kind not in labels:
        do = f"{did_you_mean(article.meta.kind, labels)}只能是：{'、'.join(labels)}"
        yield Finding("unknown-case-kind", meta_span(article, "kind"), f"没有案例类别“{article.meta.kind}”", do)
    if article.meta.basis == "real" and not article.meta.consent:
        do = "取得当事人书面同意后，在consent写上凭据编号；没有同意就不发布，或改写成情景案例（basis: scenario）"
        yield Finding("real-case-without-consent", meta_span(article, "basis"), "真实案例没有当事人同意的凭据", do)
