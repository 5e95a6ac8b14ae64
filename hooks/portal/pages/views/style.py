"""The design language on one page: its tokens, and every component in its states, drawn by the templates that all pages use.

Nothing leads there: it is for editors and tests. Texts are samples, figures are those of the site.
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.chart_rules import chart_problem
from portal.model.marks import CHARTS
from portal.model.site import Site
from portal.pages.charts import chart_html
from portal.pages.figure_tiles import headline_figures
from portal.pages.links import relative
from portal.pages.page import Context, Page, Plan
from portal.pages.pager import Pager
from portal.pages.sharing import share_of
from portal.pages.style_samples import CARDS, COLOURS, META, PROSE, REVIEWS, SPACES, TYPES
from portal.pages.tables import table_html
from portal.pages.views.calendar import coming_days
from portal.pages.views.quiz import Item

ADDRESS = "style/"


def plans(site: Site) -> Iterator[Plan]:
    """The one page."""
    yield Plan(address=ADDRESS, view="style")


def make(context: Context, plan: Plan) -> Page:
    """Tokens and components."""
    site = context.site
    prose = context.prose.render(PROSE, ADDRESS)
    body = context.body(
        "pages/style.html",
        ADDRESS,
        colours=COLOURS,
        types=TYPES,
        spaces=SPACES,
        cards=CARDS,
        meta=META,
        reviews=REVIEWS,
        html=prose.html,
        sections=prose.headings,
        figures=headline_figures(site, site.statistics.latest),
        tables=_tables(context),
        charts=_charts(context),
        days=coming_days(site, 2),
        guides=site.guide_lists[""][:4],
        quizzes=site.quiz_lists[""][:2],
        question=_question(site),
        pages=Pager(front="", newer=ADDRESS, older=ADDRESS),
        share=share_of(site, ADDRESS),
    )
    return Page(address=ADDRESS, section="", title="样式", description="本站的颜色、字号、间距和各种组件。", body=body, listed=False, scripts=("article",))


def _question(site: Site) -> Item | None:
    listed = site.quiz_lists[""]
    return Item(site.quizzes[listed[0].slug].questions[0], ()) if listed else None


def _whole(site: Site) -> tuple[str, tuple[str, ...]]:
    """A metric and those that add up to it."""
    return next(((one.total, one.parts) for one in site.statistics.dictionary.constraints if one.total and one.parts), ("", ()))


def _tables(context: Context) -> tuple[str, ...]:
    statistics = context.site.statistics
    total, parts = _whole(context.site)
    if not total or not statistics.years:
        return ()
    years = tuple(statistics.years)[-5:]
    title = statistics.metrics[total].label
    return (
        table_html(
            context.env, statistics, (total, *parts), years, number="表1", title=title, anchor="table-1", link=lambda target: relative(ADDRESS, target)
        ),
    )


def _charts(context: Context) -> tuple[str, ...]:
    """One chart of every kind that the figures allow."""
    statistics = context.site.statistics
    _, parts = _whole(context.site)
    years = tuple(statistics.years)[-4:]
    wanted = ((kind, years if kind not in ("bar", "stacked") else years[-1:]) for kind in CHARTS)
    drawn = [(kind, shown) for kind, shown in wanted if not chart_problem(statistics, kind, parts, shown)]
    return tuple(
        chart_html(
            context.env,
            statistics,
            kind,
            parts,
            shown,
            number=f"图{number}",
            title=f"图的样子：{kind}",
            anchor=f"chart-{number}",
            link=lambda target: relative(ADDRESS, target),
        )
        for number, (kind, shown) in enumerate(drawn, 1)
    )
