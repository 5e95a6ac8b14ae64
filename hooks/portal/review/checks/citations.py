"""Statutes in front matter: each entry well formed, known, in force, in range, and named in the body; quotations of kept texts."""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.article import Article, CaseMeta
from portal.model.citation.citation import Citation
from portal.model.citation.reader import citations
from portal.model.finding import Finding, Severity, Span
from portal.model.law import Statute
from portal.model.site import Site
from portal.review.document import Document
from portal.review.law import judging
from portal.review.law.quotations import differing
from portal.review.law.unknown import slip
from portal.review.places import body_span, meta_span
from portal.review.wording import did_you_mean

_ENTRY = late(r"《.+》第[^《》第]+条(之[^《》第]+)?(第[^《》第]+款)?(第[^《》第]+项)?")


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
        found = citations(entry, site.statutes)
        if len(found) != 1 or not _ENTRY.fullmatch(entry):
            what = f"法律依据“{entry}”的写法不对"
            yield Finding("law-entry-shape", span, what, "每项写一条，如《中华人民共和国民法典》第六百七十五条；书名号里面再有书名号用〈〉")
            continue
        yield from _judge(site, article, found[0], span)
        if found[0].statute:
            named[found[0].title] = found[0].statute
    for statute in named.values():
        if not any(name in article.body for name in (statute.title, statute.title.removeprefix("中华人民共和国"), *statute.short_titles)):
            do = "在正文的法律依据里写明，或从laws里删去"
            yield Finding("law-not-in-body", span, f"laws里有《{statute.title}》，正文没有提到", do, Severity.WARNING)


def _judge(site: Site, article: Article, citation: Citation, span: Span) -> Iterator[Finding]:
    """What is wrong with an entry; it stands for the whole case, so whatever may be wrong blocks, save for unconfirmed rows."""
    if citation.statute is None:
        rule = "law-near-miss-title" if slip(citation.title, site.statutes) else "law-unknown"
        do = f"{did_you_mean(citation.title, site.statutes)}写全称；确有这部法律的，登记到data/laws/register.csv"
        yield Finding(rule, span, f"法律名册里没有《{citation.title}》", do)
        return
    day, register, today = article.meta.date.day, site.statutes, site.today
    gone = judging.repealed(citation.statute, day)
    if gone:
        yield Finding("law-repealed", span, gone.what, gone.do, gone.level)
    verdicts = {
        "law-not-yet-in-force": judging.not_yet(citation.statute, day),
        "law-article-out-of-range": judging.article_out_of_range(citation, register, today),
        "law-paragraph-out-of-range": judging.paragraph_out_of_range(citation, register, today),
        "law-item-out-of-range": judging.item_out_of_range(citation, register, today),
    }
    for rule, verdict in verdicts.items():
        if verdict:
            yield Finding(rule, span, verdict.what, verdict.do, Severity.INFO if verdict.level is Severity.INFO else Severity.ERROR)
