"""Pages of figures: an overview, one a group, one a metric."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from portal.model.article import Article
from portal.model.figures import number_text, plain
from portal.model.site import Site
from portal.model.statistics import FLAGS, Group, Metric, period_text
from portal.pages.cards import cards
from portal.pages.figure_tiles import leading_figures
from portal.pages.links import glance_page, group_page, metric_page, poster_page, relative
from portal.pages.page import Context, Crumb, Page, Plan
from portal.pages.review_notes import year_notes
from portal.pages.sharing import share_of
from portal.pages.stat_text import LICENSE_URL
from portal.pages.tables import table_html

ADDRESS = "statistics/"
SECTION = "statistics"
_TITLE = "数据"
_SHOWN_YEARS = 5
_SCRIPTS = ("copy", "figures")


def plans(site: Site) -> Iterator[Plan]:
    """The overview, every group and every metric."""
    yield Plan(address=ADDRESS, view="statistics")
    for group in site.statistics.dictionary.groups:
        yield Plan(address=group_page(group.id), view="statistics", subject=group.id)
    for metric in site.statistics.metrics:
        yield Plan(address=metric_page(metric), view="statistics", subject=metric)


def make(context: Context, plan: Plan) -> Page:
    """The page that a plan names: of a metric (``group.metric``), a group, or all."""
    if "." in plan.subject:
        return _metric(context, plan.subject)
    group = context.site.statistics.group(plan.subject)
    return _group(context, group) if group else _overview(context)


def _years(site: Site) -> tuple[int, ...]:
    return tuple(site.statistics.years)[-_SHOWN_YEARS:]


def _overview(context: Context) -> Page:
    site = context.site
    groups = tuple((group, group_page(group.id), leading_figures(site, group.id, site.statistics.latest, 3)) for group in site.statistics.dictionary.groups)
    count, reviews = len(site.statistics.metrics), year_notes(site, {site.statistics.latest})
    body = context.body(
        "pages/statistics.html",
        ADDRESS,
        groups=groups,
        year=site.statistics.latest,
        count=count,
        table=_everything(context) if count else "",
        glance=glance_page(site.statistics.latest) if site.statistics.years else "",
        released=_released(site),
        reviews=reviews,
    )
    description = f"{site.bureau.name}{site.statistics.latest}年统计数据：{len(groups)}组{count}项指标，附统计口径和可下载的数据表。"
    return Page(address=ADDRESS, section=SECTION, title=f"{_TITLE}总览", description=description, body=body, modified=_released(site), scripts=_SCRIPTS)


def _everything(context: Context) -> str:
    """One table of all metrics."""
    site, years = context.site, _years(context.site)
    names = tuple(name for group in site.statistics.dictionary.groups for name in site.statistics.of_group(group.id))
    title = f"{years[-1]}年全部指标" if len(years) == 1 else f"{years[0]}—{years[-1]}年全部指标"
    return table_html(context.env, site.statistics, names, years, number="表1", title=title, anchor="table-1", link=lambda target: relative(ADDRESS, target))


def _released(site: Site) -> str:
    return max((max((year.released, *(change.date for change in year.changelog))) for year in site.statistics.years.values()), default=site.today).isoformat()


def _group(context: Context, group: Group) -> Page:
    site, address, years = context.site, group_page(group.id), _years(context.site)
    metrics = site.statistics.of_group(group.id)
    title = f"{years[-1]}年{group.label}" if len(years) == 1 else f"{years[0]}—{years[-1]}年{group.label}"
    table = table_html(
        context.env, site.statistics, metrics, years, number="表1", title=title, anchor="table-1", link=lambda target: relative(address, target)
    )
    groups = site.statistics.dictionary.groups
    body = context.body(
        "pages/statistics_group.html",
        address,
        group=group,
        reviews=year_notes(site, years),
        table=table,
        highlights=leading_figures(site, group.id, site.statistics.latest, 4),
        year=site.statistics.latest,
        groups=[(one.label, group_page(one.id), one.id == group.id) for one in groups],
        files=[(f"statistics/{group.id}.{kind}", kind.upper()) for kind in ("csv", "xlsx", "json")],
        changes=_changes(site, metrics),
        definitions=[(site.statistics.metrics[name].label, site.statistics.metrics[name].definition, metric_page(name)) for name in metrics],
        articles=cards(site, _citing(site, metrics)),
        share=share_of(site, address, poster_page(address)),
    )
    return Page(
        address=address,
        section=SECTION,
        title=f"{group.label}数据",
        description=group.description,
        body=body,
        crumbs=(Crumb(_TITLE, ADDRESS),),
        modified=_released(site),
        structured=(_dataset(site, group, address),),
        scripts=_SCRIPTS,
    )


def _citing(site: Site, metrics: tuple[str, ...]) -> tuple[Article, ...]:
    found = {article.url: article for name in metrics for article in site.citing.get(name, ())}
    return tuple(sorted(found.values(), key=lambda one: one.sort_key, reverse=True)[:6])


def _changes(site: Site, metrics: tuple[str, ...]) -> list[tuple[str, str]]:
    found = [
        (change.date.isoformat(), change.reason)
        for year in site.statistics.years.values()
        for change in year.changelog
        if not change.metrics or set(change.metrics) & set(metrics)
    ]
    return sorted(found, reverse=True)


def _dataset(site: Site, group: Group, address: str) -> Mapping[str, object]:
    """schema.org Dataset of a group."""
    root = site.identity.url
    media = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "json": "application/json"}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{site.bureau.name}{group.label}数据",
        "description": f"{group.description}由{site.bureau.name}公布，含统计口径、单位和年份。",
        "url": root + address,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "license": LICENSE_URL,
        "creator": {"@type": "GovernmentOrganization", "name": site.bureau.name},
        "dateModified": _released(site),
        "temporalCoverage": "/".join(sorted({str(site.statistics.latest), str(min(site.statistics.years, default=site.statistics.latest))})),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{root}statistics/{group.id}.{suffix}"} for suffix, kind in media.items()
        ],
    }


def _metric(context: Context, name: str) -> Page:
    site, address = context.site, metric_page(name)
    metric, years = site.statistics.metrics[name], _years(context.site)
    group = site.statistics.group(name.partition(".")[0])
    assert group is not None  # the review refuses a metric without a group
    children = tuple(one for one, child in site.statistics.metrics.items() if child.part_of == name)
    title = f"{metric.label}（{years[-1]}年）" if len(years) == 1 else f"{metric.label}（{years[0]}—{years[-1]}年）"
    table = table_html(
        context.env, site.statistics, (name, *children), years, number="表1", title=title, anchor="table-1", link=lambda target: relative(address, target)
    )
    cell = site.statistics.cell(name, site.statistics.latest)
    body = context.body(
        "pages/statistics_metric.html",
        address,
        name=name,
        metric=metric,
        reviews=year_notes(site, years),
        group=group,
        group_address=group_page(group.id),
        table=table,
        cell=cell,
        text=number_text(cell, metric) if cell else "",
        value=plain(cell.v) if cell and cell.v is not None else "",
        year=site.statistics.latest,
        period=period_text(cell.period, site.statistics.latest) if cell else "",
        kind={"flow": "时期数（一段时间内发生的数）", "stock": "时点数（某一时点上的数）", "ratio": "比率"}[metric.kind],
        parent=_parent(site, metric),
        flags=FLAGS,
        articles=cards(site, site.citing.get(name, ())),
        share=share_of(site, address),
    )
    return Page(
        address=address,
        section=SECTION,
        title=metric.label,
        description=f"{metric.label}：{metric.definition}",
        body=body,
        crumbs=(Crumb(_TITLE, ADDRESS), Crumb(group.label, group_page(group.id))),
        modified=_released(site),
        scripts=_SCRIPTS,
    )


def _parent(site: Site, metric: Metric) -> tuple[str, str] | None:
    parent = site.statistics.metrics.get(metric.part_of)
    return (parent.label, metric_page(metric.part_of)) if parent else None
