"""Lists across columns: by tag, by audience, by statute, by kind of case; and the index page of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from portal.model.law import Statute
from portal.model.site import Site
from portal.pages.cards import cards
from portal.pages.page import Context, Crumb, Page, Plan
from portal.pages.pager import numbered, pager
from portal.pages.views.audience import front
from portal.times import chinese_day

_INDEX = {
    "tags": ("标签", "按标签查找全部文章。"),
    "audiences": ("按读者找", "按读者查找：写给青少年、农村居民、老年人、企业职工等的普法文章。"),
    "laws": ("按法律找文章", "按法律法规查找引用它的文章和案例。"),
    "kinds": ("按类别找案例", "按法律援助、人民调解、行政复议、公证等类别查找案例。"),
}
_LEAD = {"tags": "标签", "audiences": "写给", "laws": "引用", "kinds": "案例类别"}
_TITLE = {"tags": "标签：{}", "audiences": "写给{}", "laws": "引用{}的文章", "kinds": "{}案例"}


def plans(site: Site) -> Iterator[Plan]:
    """An index, a page an entry and its numbered pages, for each of the four ways; an index may be empty, for every page links to it."""
    for way in _INDEX:
        yield Plan(address=f"{way}/", view="topics", subject=way)
        for slug in _names(site, way):
            name = f"{way}/{slug}"
            yield Plan(address=f"{name}.html", view="topics", subject=name)
            for number in range(1, site.page_counts[name] + 1):
                yield Plan(address=numbered(name, number), view="topics", subject=name, number=number)


def _names(site: Site, way: str) -> dict[str, str]:
    """Names of the entries of one way by their slugs, in order."""
    if way == "tags":
        return {site.tags[tag]: tag for tag in site.by_tag}
    if way == "audiences":
        return {site.audiences[name]: name for name in site.by_audience}
    if way == "laws":
        return {slug: _law(site, slug) for slug in site.by_statute}
    return {kind.id: kind.label for kind in site.kinds if kind.id in site.by_kind}


def _law(site: Site, slug: str) -> str:
    return f"《{site.cited_statutes[slug].title}》"


def _name(site: Site, way: str, slug: str) -> str:
    """The name of one entry."""
    if way == "laws":
        return _law(site, slug)
    if way == "kinds":
        return next(kind.label for kind in site.kinds if kind.id == slug)
    words = site.tags if way == "tags" else site.audiences
    return next(word for word, name in words.items() if name == slug)


def make(context: Context, plan: Plan) -> Page:
    """An index, or a page of the list of one entry."""
    way, _, slug = plan.subject.partition("/")
    return _entry(context, plan, way, slug) if slug else _index(context, plan)


def _index(context: Context, plan: Plan) -> Page:
    way, site = plan.subject, context.site
    heading, description = _INDEX[way]
    entries = [(f"{way}/{slug}.html", name, site.totals[f"{way}/{slug}"]) for slug, name in _names(site, way).items()]
    body = context.body("pages/topics.html", plan.address, title=heading, lead=description, entries=entries)
    return Page(address=plan.address, section="", title=heading, description=description, body=body)


def _entry(context: Context, plan: Plan, way: str, slug: str) -> Page:
    site, listed = context.site, plan.subject
    name = _name(site, way, slug)
    shown = site.chunks[f"{listed}/{plan.number}"] if plan.number else site.fronts[listed]
    title = _TITLE[way].format(name) + (f"（第{plan.number}页）" if plan.number else "")
    about = f"引用{name}的文章和案例" if way == "laws" else f"{_LEAD[way]}“{name}”的文章"
    lead = f"{about}，第{plan.number}页。" if plan.number else f"{about}，共{site.totals[listed]}篇。"
    if way == "audiences" and not plan.number:
        lead = f"遇到事怎么办、能办哪些服务、可以读什么，都在这里。文章共{site.totals[listed]}篇。"
    parts: dict[str, object] = {"title": title, "lead": lead, "cards": cards(site, shown), "pager": pager(site, listed, plan.number)}
    if way == "audiences" and not plan.number:
        body = front(context, plan.address, name, **parts)
    else:
        facts = _statute_facts(site.cited_statutes[slug]) if way == "laws" and not plan.number else ()
        body = context.body("pages/topic.html", plan.address, facts=facts, **parts)
    return Page(
        address=plan.address,
        section="",
        title=title,
        description=lead,
        body=body,
        crumbs=(Crumb(_INDEX[way][0], f"{way}/"),),
        modified=shown[0].meta.date.day.isoformat(),
        listed=not plan.number,
    )


def _statute_facts(statute: Statute) -> tuple[tuple[str, str], ...]:
    """What the register says of a statute, as names and values; what it doesn't know is left out."""
    days = (("通过", statute.adopted), ("最近修改", statute.amended), ("施行", statute.effective), ("废止", statute.repealed_on))
    return (
        ("全称", f"《{statute.title}》"),
        ("效力", statute.status),
        *((name, chinese_day(dt.date.fromisoformat(day))) for name, day in days if day),
        *((("现行规定", f"《{statute.replaced_by}》"),) if statute.replaced_by else ()),
        *((("条数", f"{statute.articles}条"),) if statute.articles else ()),
    )
