"""Posters for the village notice board: one page of A4 for every case and every group of figures, with a file for the print shop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.model.article import Article
from portal.model.comments import without_comments
from portal.model.plain import plain_text
from portal.model.site import Site
from portal.model.statistics import Group
from portal.pages.cards import SCENARIO, is_scenario, summary_of, title_of
from portal.pages.figure_tiles import leading_figures
from portal.pages.links import group_page, poster_page, sheet_of
from portal.pages.page import Context, Page, Plan
from portal.pages.poster_sheet import Poster, sheet_svg
from portal.pages.review_notes import ReviewNote, review_note, year_notes
from portal.pages.sharing import share_of
from portal.pages.views.article import laws_of

SECTION = "posters"
_POINTS, _FIGURES, _LAWS = 3, 6, 3
_DENSE, _MOST = 120, 320  # characters of three points that fit in the large type, and on the sheet at all
_TEMPLATE = "pages/poster.html"
_STEPS = re.compile(r"^##[ \t]+怎么办[^\n]*\n(?P<text>.*?)(?=^##[ \t]|\Z)", re.DOTALL | re.MULTILINE)
_STEP = re.compile(r"^ {0,3}\d+[.)][ \t]+\*\*(?P<lead>[^*\n]+)\*\*[ \t]*(?P<text>[^\n]*)", re.MULTILINE)


def plans(site: Site) -> Iterator[Plan]:
    """A poster for every live case and every group of figures."""
    for kind in site.kinds:
        for article in site.by_kind.get(kind.id, ()):
            yield Plan(address=poster_page(article.url), view="poster", subject=article.url)
    for group in site.statistics.dictionary.groups:
        yield Plan(address=poster_page(group_page(group.id)), view="poster", subject=group.id)


def make(context: Context, plan: Plan) -> Page:
    """The poster of a group or of a case."""
    group = context.site.statistics.group(plan.subject)
    return _group(context, plan, group) if group else _case(context, plan, context.site.by_url[plan.subject])


def points_of(site: Site, article: Article) -> tuple[tuple[str, str], ...]:
    """The steps of a case's section 怎么办: what each says in bold, and the rest."""
    section = _STEPS.search(without_comments(article.body))
    steps = _STEP.finditer(section["text"]) if section else ()
    return tuple((plain_text(one["lead"], site.statistics).rstrip("。：，；"), plain_text(one["text"], site.statistics)) for one in steps)


def _case(context: Context, plan: Plan, article: Article) -> Page:
    site, meta = context.site, article.meta
    points, laws = points_of(site, article), laws_of(site, article)
    summary, first = summary_of(site, article), points[:_POINTS]
    length = sum(len(lead) + len(text) for lead, text in first) or len(summary)
    poster = Poster(
        title=title_of(site, article).removeprefix(f"{SCENARIO}：").removeprefix(SCENARIO),
        share=share_of(site, article.url),
        summary="" if points else summary,
        scenario=is_scenario(article),
        points=first if length <= _MOST else tuple((lead, "") for lead, _ in first),
        further=tuple(lead for lead, _ in points[_POINTS:]),
        laws=tuple((name, numbers) for name, _, numbers in laws[:_LAWS]),
        more_laws=len(laws) > _LAWS,
    )
    expired = bool(meta.expires and site.passed[meta.expires.at.isoformat()])
    return _page(context, plan, poster, article.url, (review_note(site, article.path, meta.editor),), expired=expired, dense=length > _DENSE)


def _group(context: Context, plan: Plan, group: Group) -> Page:
    site, source, year = context.site, group_page(group.id), context.site.statistics.latest
    poster = Poster(
        title=f"{year}年{group.label}数据",
        share=share_of(site, source),
        summary=group.description,
        figures=leading_figures(site, group.id, year, _FIGURES),
    )
    return _page(context, plan, poster, source, year_notes(site, (year,)))


def _page(
    context: Context, plan: Plan, poster: Poster, source: str, reviews: tuple[ReviewNote, ...], *, expired: bool = False, dense: bool = False
) -> Page:
    """The page, and the sheet beside it unless it isn't to be put up."""
    ready = not expired and not any(one.unreviewed or one.archived for one in reviews)
    sheet = sheet_of(plan.address) if ready else ""
    return Page(
        address=plan.address,
        section=SECTION,
        title=f"{poster.title}（海报）",
        description=f"“{poster.title}”的海报，A4纸竖向，可以打印张贴。",
        body=context.body(_TEMPLATE, plan.address, poster=poster, source=source, reviews=reviews, expired=expired, dense=dense, sheet=sheet),
        listed=False,
        scripts=("article",),
        sheet=sheet_svg(context.env, poster, context.site.bureau) if ready else "",
    )
