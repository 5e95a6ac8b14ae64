"""Statutes in front matter: each entry well formed, known, in force, in range, and named in the body; quotations of kept texts."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.article import Article, CaseMeta
from portal.model.finding import Finding, Severity
from portal.model.law import Statute
from portal.model.site import Site
from portal.review.document import Document
from portal.review.law.entries import judge, misshapen, read_entry
from portal.review.law.quotations import differing
from portal.review.places import body_span, meta_span


def check_article(site: Site, article: Article) -> Iterator[Finding]:
    """Every entry of ``laws`` in front matter; in bodies only quotations, the prose rules judge their citations."""
    if isinstance(article.meta, CaseMeta):
        yield from _entries(site, article, article.meta.laws)
    for hit in differing(Document(article.path, article.body), site.statutes):
        yield Finding("law-quotation-differs", body_span(article, hit.start), hit.what, hit.do)


def _entries(site: Site, article: Article, laws: tuple[str, ...]) -> Iterator[Finding]:
    span = meta_span(article, "laws")
    named: dict[str, Statute] = {}
    for entry in laws:
        found = read_entry(entry, site.statutes)
        if found is None:
            yield misshapen(entry, span)
            continue
        yield from judge(found, span, site.statutes, article.meta.date.day, site.today)
        if found.statute:
            named[found.title] = found.statute
    for statute in named.values():
        if not any(name in article.body for name in (statute.title, statute.title.removeprefix("中华人民共和国"), *statute.short_titles)):
            do = "在正文的法律依据里写明，或从laws里删去"
            yield Finding("law-not-in-body", span, f"laws里有《{statute.title}》，正文没有提到", do, Severity.WARNING)
