"""Lists across columns: by tag, by audience, by statute, by kind of case; and the index page of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from portal.model.article import Article, CaseMeta
from portal.model.site import Site
from portal.pages.cards import cards
from portal.pages.links import audience_page, kind_page, statute_page, tag_page
from portal.pages.page import Context, Crumb, Page, Plan
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
    """An index and a page an entry, for each of the four ways; an index may be empty, for every page links to it."""
    for way in _INDEX:
        entries = _entries(site, way)
        yield Plan(address=f"{way}/", view="topics", subject=way)
        for address, _, _ in entries:
            yield Plan(address=address, view="topics", subject=way)


def _entries(site: Site, way: str) -> tuple[tuple[str, str, tuple[Article, ...]], ...]:
    """Address, name and articles of every entry of one way."""
    if way == "tags":
        return tuple((tag_page(site.tags[tag]), tag, found) for tag, found in site.by_tag.items())
    if way == "audiences":
        return tuple((audience_page(site.audiences[name]), name, found) for name, found in site.by_audience.items())
    if way == "laws":
        return tuple((statute_page(slug), f"《{site.cited_statutes[slug].title}》", found) for slug, found in site.by_statute.items())
    by_kind = {kind: tuple(one for one in site.articles if isinstance(one.meta, CaseMeta) and one.meta.kind == kind.label) for kind in site.kinds}
    return tuple((kind_page(kind.id), kind.label, found) for kind, found in by_kind.items() if found)


def make(context: Context, plan: Plan) -> Page:
    """An index, or the list of one entry."""
    heading, description = _INDEX[plan.subject]
    entries = _entries(context.site, plan.subject)
    if plan.address == f"{plan.subject}/":
        body = context.body("pages/topics.html", plan.address, title=heading, lead=description, entries=[(a, n, len(f)) for a, n, f in entries])
        return Page(address=plan.address, section="", title=heading, description=description, body=body)
    name, found = next((name, found) for address, name, found in entries if address == plan.address)
    lead = f"{_LEAD[plan.subject]}“{name}”的文章，共{len(found)}篇。" if plan.subject != "laws" else f"引用{name}的文章和案例，共{len(found)}篇。"
    title = _TITLE[plan.subject].format(name)
    facts = _statute_facts(context.site, plan.address) if plan.subject == "laws" else ()
    body = context.body("pages/topic.html", plan.address, title=title, lead=lead, facts=facts, cards=cards(context.site, found))
    return Page(
        address=plan.address,
        section="",
        title=title,
        description=lead,
        body=body,
        crumbs=(Crumb(heading, f"{plan.subject}/"),),
        modified=found[0].meta.date.day.isoformat(),
    )


def _statute_facts(site: Site, address: str) -> tuple[tuple[str, str], ...]:
    """What the register says of a statute, as names and values; what it doesn't know is left out."""
    statute = next(one for slug, one in site.cited_statutes.items() if statute_page(slug) == address)
    days = (("通过", statute.adopted), ("最近修改", statute.amended), ("施行", statute.effective), ("废止", statute.repealed_on))
    return (
        ("全称", f"《{statute.title}》"),
        ("效力", statute.status),
        *((name, chinese_day(dt.date.fromisoformat(day))) for name, day in days if day),
        *((("现行规定", f"《{statute.replaced_by}》"),) if statute.replaced_by else ()),
        *((("条数", f"{statute.articles}条"),) if statute.articles else ()),
    )
