"""A year at a glance (图解): its key figures, then each group with its figures and the charts of the annual summary, on one or two sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.model.article import Article, SummaryMeta
from portal.model.chart_rules import chart_problem
from portal.model.marks import BlockMark, marks
from portal.model.site import Site
from portal.model.statistics import Group
from portal.pages.charts import chart_html
from portal.pages.figure_tiles import Figure, headline_figures, leading_figures
from portal.pages.links import glance_page, group_page, relative
from portal.pages.page import Context, Crumb, Page, Plan
from portal.pages.review_notes import year_notes
from portal.pages.stat_text import release_text, sources

_FIGURES = 4


@dataclass(frozen=True, kw_only=True)
class Part:
    """A group: its page, figures and charts."""

    group: Group
    address: str
    figures: tuple[Figure, ...]
    charts: tuple[str, ...]


def plans(site: Site) -> Iterator[Plan]:
    """One page a year of figures."""
    for year in site.statistics.years:
        yield Plan(address=glance_page(year), view="glance", number=year)


def make(context: Context, plan: Plan) -> Page:
    """The page of one year."""
    site, year = context.site, plan.number
    summary = _summary(site, year)
    body = context.body(
        "pages/glance.html",
        plan.address,
        year=year,
        figures=headline_figures(site, year),
        parts=_parts(context, plan, summary),
        summary=summary,
        reviews=year_notes(site, {year}),
        sources=sources(site.statistics, (year,)),
        release=release_text(site.statistics, (year,)),
    )
    description = f"{site.bureau.name}{year}年的主要数据，用数字和图说明。"
    return Page(
        address=plan.address,
        section="statistics",
        title=f"图解{year}年",
        description=description,
        body=body,
        crumbs=(Crumb("数据", "statistics/"),),
        modified=site.statistics.years[year].released.isoformat(),
        scripts=("article",),
    )


def _parts(context: Context, plan: Plan, summary: Article | None) -> tuple[Part, ...]:
    site, charts = context.site, _charts(context, plan, summary)
    found = (
        Part(group=group, address=group_page(group.id), figures=leading_figures(site, group.id, plan.number, _FIGURES), charts=charts.get(group.id, ()))
        for group in site.statistics.dictionary.groups
    )
    return tuple(part for part in found if part.figures or part.charts)


def _summary(site: Site, year: int) -> Article | None:
    """The annual summary of a year that readers may see."""
    summaries = (one for column in site.columns if column.form == "summary" for one in site.by_column[column.id])
    return next((one for one in summaries if isinstance(one.meta, SummaryMeta) and one.meta.year == year), None)


def _charts(context: Context, plan: Plan, summary: Article | None) -> Mapping[str, tuple[str, ...]]:
    """The charts of the summary that show this year alone, by the group of their first metric."""
    found: dict[str, tuple[str, ...]] = {}
    blocks = (mark for _, mark in marks(summary.body) if isinstance(mark, BlockMark)) if summary else ()
    drawn = (one for one in blocks if one.chart and one.years == (plan.number,) and not chart_problem(context.site.statistics, one.chart, one.names, one.years))
    for number, mark in enumerate(drawn, 1):
        html = chart_html(
            context.env,
            context.site.statistics,
            mark.chart,
            mark.names,
            mark.years,
            number=f"图{number}",
            title=mark.title or f"{plan.number}年数据",
            anchor=f"chart-{number}",
            link=lambda target: relative(plan.address, target),
        )
        group = mark.names[0].partition(".")[0]
        found[group] = (*found.get(group, ()), html)
    return found
