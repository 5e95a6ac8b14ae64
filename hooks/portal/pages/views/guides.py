"""我遇到了……: the choice of situations, and a guide for each with steps, papers, places and time limits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from portal.model.guide import Guide
from portal.model.site import Site
from portal.pages.bases import bases
from portal.pages.cards import cards
from portal.pages.links import GUIDES, audience_page, guide_page
from portal.pages.page import Context, Crumb, Page, Plan
from portal.pages.sharing import share_of

LABEL = "我遇到了……"
HEADING = "我遇到了什么事？"
_EMERGENCY = ("110", "119", "120", "122")
_NUMBER = re.compile(r"(?<![\d.-])(\d{5}|\d{3})(?![\d.%元年月天日小个米-])")


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text; with ``phone`` it is a number to call."""

    text: str
    phone: bool = False


def plans(site: Site) -> Iterator[Plan]:
    """The choice and every guide; nothing when there is none."""
    if site.guides:
        yield Plan(address=GUIDES, view="guides")
    for slug in site.guides:
        yield Plan(address=guide_page(slug), view="guides", subject=slug)


def title_of(guide_title: str) -> str:
    """A situation as the question that its guide answers."""
    return f"{guide_title}怎么办"


def make(context: Context, plan: Plan) -> Page:
    """The choice, or one guide."""
    return _guide(context, plan) if plan.subject else _index(context)


def _index(context: Context) -> Page:
    listed = context.site.guide_lists[""]
    body = context.body("pages/guides.html", GUIDES, title=HEADING, guides=listed)
    description = f"按遇到的事找办法：{'、'.join(one.title for one in listed[:6])}等{len(listed)}种情形，先做什么、带什么、找谁、多少天内办。"
    return Page(address=GUIDES, section="guides", title=HEADING, description=description, body=body)


def _guide(context: Context, plan: Plan) -> Page:
    site, slug = context.site, plan.subject
    guide = site.guides[slug]
    known = {*_EMERGENCY, site.bureau.hotline, *(place.phone for place in guide.places)}
    title = title_of(guide.title)
    body = context.body(
        "pages/guide.html",
        plan.address,
        title=title,
        guide=guide,
        index=(LABEL, GUIDES),
        urgent=words(guide.urgent, known),
        steps=tuple((step.title, words(step.text, known), bases(site, step.basis)) for step in guide.steps),
        deadlines=tuple((one.text, bases(site, one.basis)) for one in guide.deadlines),
        audiences=tuple((name, audience_page(site.audiences[name])) for name in guide.audience if name in site.by_audience),
        services=tuple(one for one in site.services if one.id in guide.services),
        cases=cards(site, tuple(site.by_case[case][0] for case in guide.cases if case in site.by_case)),
        related=site.guide_lists[f"related/{slug}"],
        share=share_of(site, plan.address),
    )
    return Page(
        address=plan.address,
        section="guides",
        title=title,
        description=guide.summary,
        body=body,
        crumbs=(Crumb(LABEL, GUIDES),),
        structured=(_how_to(guide, title),),
        scripts=("article", "copy"),
    )


def words(text: str, phones: Collection[str]) -> tuple[Words, ...]:
    """A text cut at the telephone numbers in it; other figures stay what they are."""
    found, last = [], 0
    for match in _NUMBER.finditer(text):
        if match[0] in phones:
            found += [Words(text[last : match.start()]), Words(match[0], phone=True)]
            last = match.end()
    return tuple(one for one in (*found, Words(text[last:])) if one.text)


def _how_to(guide: Guide, title: str) -> Mapping[str, object]:
    """schema.org HowTo."""
    steps = [{"@type": "HowToStep", "position": number, "name": step.title, "text": step.text} for number, step in enumerate(guide.steps, 1)]
    supply = [{"@type": "HowToSupply", "name": paper} for paper in guide.papers]
    found: dict[str, object] = {"@context": "https://schema.org", "@type": "HowTo", "name": title, "description": guide.summary, "step": steps}
    return {**found, "inLanguage": "zh-CN", **({"supply": supply} if supply else {})}
