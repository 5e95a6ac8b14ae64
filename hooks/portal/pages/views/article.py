"""Article pages: news, cases, explainers, guides, notices and annual summaries."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.article import Article, CaseMeta, SummaryMeta
from portal.model.law import to_chinese
from portal.model.site import Site
from portal.pages.cards import card, cards, cover_of, is_scenario, summary_of, title_of
from portal.pages.links import audience_page, glance_page, kind_page, poster_page, statute_page, tag_page
from portal.pages.metatags import article_tags, news_article
from portal.pages.page import Context, Crumb, Page, Plan
from portal.pages.pictures import PROSE_SIZES, shown
from portal.pages.review_notes import review_note
from portal.pages.sharing import share_of

_TOC_FROM = 4


def plans(site: Site) -> Iterator[Plan]:
    """Every live article."""
    for article in site.articles:
        yield Plan(address=article.url, view="article", subject=article.url)


def make(context: Context, plan: Plan) -> Page:
    """The page of one article."""
    site = context.site
    article = site.by_url[plan.subject]
    meta, column = article.meta, site.column(article.column)
    prose = context.prose.render(article.body, article.url)
    older, newer = site.neighbours[plan.subject]
    expired = bool(meta.expires and site.passed[meta.expires.at.isoformat()])
    has_poster = isinstance(meta, CaseMeta) and not expired
    sections = tuple(one for one in prose.headings if one.level <= 3)
    body = context.body(
        "pages/article.html",
        plan.address,
        article=article,
        meta=meta,
        column=column,
        title=title_of(site, article),
        summary=summary_of(site, article),
        scenario=is_scenario(article),
        case=meta if isinstance(meta, CaseMeta) else None,
        kind=next((kind_page(kind.id) for kind in site.kinds if kind.label == getattr(meta, "kind", "")), ""),
        annual=meta if isinstance(meta, SummaryMeta) else None,
        glance=glance_page(meta.year) if isinstance(meta, SummaryMeta) and meta.year in site.statistics.years else "",
        html=prose.html,
        sections=sections if isinstance(meta, SummaryMeta) or len(sections) >= _TOC_FROM else (),
        laws=laws_of(site, article),
        guides=site.guide_lists.get(f"cases/{article.slug}", ()) if isinstance(meta, CaseMeta) else (),
        tags=tuple((tag, tag_page(site.tags[tag])) for tag in meta.tags if tag in site.tags),
        audiences=tuple((name, audience_page(site.audiences[name])) for name in meta.audience if name in site.audiences),
        older=card(site, older) if older else None,
        newer=card(site, newer) if newer else None,
        related=cards(site, site.related[plan.subject]),
        expired=expired,
        cover=shown(site, cover_of(article)),
        cover_sizes=PROSE_SIZES,
        review=review_note(site, article.path, meta.editor),
        share=share_of(site, plan.address, poster_page(plan.address) if has_poster else ""),
    )
    return Page(
        address=plan.address,
        section=article.column,
        title=title_of(site, article),
        description=summary_of(site, article),
        body=body,
        crumbs=(Crumb(column.label, f"{column.id}/"),),
        column=column.id,
        modified=(meta.updated or meta.date).day.isoformat(),
        tags=article_tags(site, article),
        structured=(news_article(site, article),),
        image=cover_of(article),
        scripts=("article", "copy"),
    )


def laws_of(site: Site, article: Article) -> tuple[tuple[str, str, str], ...]:
    """Statutes that an article names: title, address of its page, articles in Chinese numerals."""
    return tuple(
        (statute.title, statute_page(statute.slug), "、".join(f"第{to_chinese(number)}条" for number in numbers)) for statute, numbers in site.cited(article)
    )
