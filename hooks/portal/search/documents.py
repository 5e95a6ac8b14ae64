"""The documents of a site: every article, guide, metric, statute that articles cite, and service."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from portal.model.article import Article, CaseMeta
from portal.model.guide import Guide
from portal.model.law import Statute
from portal.model.plain import figures_as_text, plain_text
from portal.model.quiz import QuizSet
from portal.model.site import Site
from portal.pinyin import spelling
from portal.search.document import GUIDE, Document

_SCENARIO = "情景案例"
_SERVICES = "办事服务"


def documents(site: Site) -> Iterator[Document]:
    """All of them; their addresses differ."""
    yield from (article_document(site, article) for article in site.articles)
    yield from other_documents(site)


def article_document(site: Site, article: Article) -> Document:
    """An article. It depends on the article, the figures, its column's label and the service whose guide it is."""
    meta = article.meta
    kind, scenario = (meta.kind, meta.basis == "scenario") if isinstance(meta, CaseMeta) else ("", False)
    plain = [figures_as_text(text, site.statistics) for text in (meta.title, meta.summary)]
    return Document(
        address=article.url,
        title=plain[0],
        label=_SCENARIO if scenario else site.column(article.column).label,
        names=_typed(service.name for service in site.services if service.guide == f"/{article.url}"),
        headings=tuple(plain_text(heading, site.statistics) for level in (2, 3) for heading in article.headings(level)),
        summary=plain[1],
        body=plain_text(re.sub(r"(?m)^#{1,6}[ \t]+", "", article.body), site.statistics),
        column=article.column,
        year=article.year,
        kind=kind,
        audiences=meta.audience,
        tags=meta.tags,
        date=meta.date.day.isoformat(),
    )


def other_documents(site: Site) -> Iterator[Document]:
    """What has pages but is no article: guides, sets of questions, metrics, cited statutes, services without a guide of their own."""
    yield from (_guide_document(slug, guide) for slug, guide in site.guides.items())
    yield from (_quiz_document(slug, quiz) for slug, quiz in site.quizzes.items())
    for name, metric in site.statistics.metrics.items():
        address = f"statistics/{name.replace('.', '/')}.html"
        yield Document(address=address, title=metric.label, label="数据", names=(metric.label, *metric.aliases), summary=metric.definition)
    for slug, statute in sorted(site.cited_statutes.items()):
        yield Document(address=f"laws/{slug}.html", title=f"《{statute.title}》", label="法律", names=_statute_names(statute), summary=f"{statute.validity}。")
    column = next((one.id for one in site.columns if one.type == _SERVICES), "")
    for service in site.services:
        if column and service.guide.removeprefix("/") not in site.by_url:
            address = f"{column}/#service-{service.id}"
            names = _typed((service.name,))
            yield Document(address=address, title=service.name, label="服务", names=names, summary=service.summary, audiences=service.audience)


def _guide_document(slug: str, guide: Guide) -> Document:
    """A guide by situation of life."""
    return Document(
        address=f"guides/{slug}.html",
        title=f"{guide.title}怎么办",
        label=GUIDE,
        names=_typed((guide.title, *guide.also)),
        headings=tuple(step.title for step in guide.steps),
        summary=guide.summary,
        body="\n".join((guide.urgent, *(step.text for step in guide.steps), *(one.text for one in guide.deadlines), *guide.papers)),
        audiences=guide.audience,
    )


def _quiz_document(slug: str, quiz: QuizSet) -> Document:
    """A set of questions; the answers are not shown among results."""
    return Document(
        address=f"quiz/{slug}.html",
        title=f"{quiz.title}·知识竞答",
        label="竞答",
        names=(quiz.title,),
        summary=quiz.summary,
        body="\n".join(one.question for one in quiz.questions),
        audiences=quiz.audience,
    )


def _typed(names: Iterable[str]) -> tuple[str, ...]:
    """Names, and behind them how one types them."""
    given = tuple(names)
    return tuple(dict.fromkeys((*given, *(one for one in map(spelling, given) if one))))


def _statute_names(statute: Statute) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*statute.short_titles, statute.title.removeprefix("中华人民共和国"), statute.title)))
