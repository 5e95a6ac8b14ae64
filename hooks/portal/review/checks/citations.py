"""Citations of statutes: known, in force, and with an article of that number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.model.article import Article, CaseMeta
from portal.model.finding import Finding, Severity, Span
from portal.model.law import Citation, Statute, citations, to_chinese
from portal.model.site import Site
from portal.review.places import all_articles, body_span, meta_span, prose
from portal.review.wording import did_you_mean

_ENTRY = re.compile(r"《.+》第[^《》第]+条(之[^《》第]+)?(第[^《》第]+款)?(第[^《》第]+项)?")
_SENTENCE_END = re.compile(r"[。！？\n]")
_PAST = re.compile(r"原《|原来的|旧法|当时的|废止|失效")
_COMING = re.compile(r"尚未施行|起施行|将于|施行后|施行以后")


def check(site: Site) -> Iterator[Finding]:
    """Every entry of ``laws`` in front matter, and every ``《…》第…条`` in a body."""
    for article in all_articles(site):
        if isinstance(article.meta, CaseMeta):
            yield from _entries(site, article, article.meta.laws)
        text = prose(article.body)
        for citation in citations(text):
            yield from _judge(site, article, citation, body_span(article, citation.offset), _sentence(text, citation.offset))


def _entries(site: Site, article: Article, laws: tuple[str, ...]) -> Iterator[Finding]:
    span = meta_span(article, "laws")
    cited: dict[str, Statute] = {}
    for entry in laws:
        found = list(citations(entry))
        if len(found) != 1 or not _ENTRY.fullmatch(entry):
            what = f"法律依据“{entry}”的写法不对"
            yield Finding("law-entry-shape", span, what, "每项写一条，如《中华人民共和国民法典》第六百七十五条；书名号里面再有书名号用〈〉")
            continue
        yield from _judge(site, article, found[0], span, "")
        statute = site.statutes.get(found[0].title)
        if statute:
            cited[statute.title] = statute
    for statute in cited.values():
        if not any(name in article.body for name in (statute.title, statute.title.removeprefix("中华人民共和国"), *statute.short_titles)):
            do = "在正文的法律依据里写明，或从laws里删去"
            yield Finding("law-not-in-body", span, f"laws里有《{statute.title}》，正文没有提到", do, Severity.WARNING)


def _judge(site: Site, article: Article, citation: Citation, span: Span, sentence: str) -> Iterator[Finding]:
    """``sentence`` is the sentence around a citation in a body, empty for an entry of front matter."""
    statute = site.statutes.get(citation.title)
    if statute is None:
        severity = Severity.WARNING if sentence else Severity.ERROR
        do = f"{did_you_mean(citation.title, site.statutes)}写全称；确有这部法律的，登记到data/laws.csv"
        yield Finding("unknown-law", span, f"法律名册里没有《{citation.title}》", do, severity)
        return
    day = article.meta.date.day.isoformat()
    if statute.status == "已废止" and not _PAST.search(sentence):
        yield _repealed(statute, span, written_before=bool(statute.repealed_on) and day < statute.repealed_on)
    if _not_yet(statute, day) and not _COMING.search(sentence):
        what = f"《{statute.title}》{statute.effective}起施行，文章发布时还没有施行"
        yield Finding("law-not-in-force", span, what, "改引发布时有效的规定，或在同一句里写明何时起施行")
    if statute.articles and citation.article > statute.articles:
        what = f"《{statute.title}》只有{statute.articles}条，没有第{to_chinese(citation.article)}条"
        yield Finding("law-article-beyond", span, what, "对照法律原文改正条号")


def _repealed(statute: Statute, span: Span, written_before: bool) -> Finding:
    when = f"{statute.repealed_on}起" if statute.repealed_on else ""
    instead = f"现行的是《{statute.replaced_by}》" if statute.replaced_by else "现行的规定请查国家法律法规数据库"
    if written_before:
        do = f"{instead}；在文中注明，或更新文章并写update_note"
        return Finding("law-repealed-since", span, f"《{statute.title}》{when}已废止，文章发布时还有效", do, Severity.WARNING)
    return Finding("repealed-law", span, f"《{statute.title}》{when}已废止", f"{instead}，换成它的条文；确要说旧法，写成“原《{statute.short}》”")


def _not_yet(statute: Statute, day: str) -> bool:
    # The register dates an amended statute by its latest version; the version before it was in force.
    return bool(statute.effective) and day < statute.effective and (statute.status == "尚未施行" or not statute.amended)


def _sentence(text: str, offset: int) -> str:
    start = max((match.end() for match in _SENTENCE_END.finditer(text, 0, offset)), default=0)
    end = _SENTENCE_END.search(text, offset)
    return text[start : end.start() if end else len(text)]
