"""The manual of the review: every rule with its level, its examples and what to do, by family."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.manual import FAMILIES, Manual
from portal.model.site import Site
from portal.pages.links import RULES
from portal.pages.page import Context, Page, Plan
from portal.pinyin import slugify

_DESCRIPTION = "本站发布前用这些规则检查文字、法条、数字、链接、图片和个人信息，每条都有错例和改法。"


def plans(site: Site) -> Iterator[Plan]:
    """The one page, when there are manuals to show."""
    if site.manuals:
        yield Plan(address=RULES, view="rules")


def make(context: Context, plan: Plan) -> Page:
    """Families in their order, within them the gravest rules first."""
    manuals = context.site.manuals
    families = tuple((f"family-{slugify(name)}", name, found) for name in FAMILIES if (found := _of_family(manuals, name)))
    body = context.body("pages/rules.html", plan.address, families=families, lead=_DESCRIPTION, count=len(manuals))
    return Page(address=RULES, section="", title="审校规则", description=_DESCRIPTION, body=body)


def _of_family(manuals: tuple[Manual, ...], family: str) -> tuple[Manual, ...]:
    return tuple(sorted((one for one in manuals if one.family == family), key=lambda one: (-one.level, one.id)))
