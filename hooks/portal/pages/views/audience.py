"""The front page for one kind of reader: guides, services, questions, coming days, and what to read."""

from __future__ import annotations

from portal.model.site import Site
from portal.pages.page import Context
from portal.pages.views.calendar import ComingDay, coming_days

_DAYS = 4


def front(context: Context, address: str, audience: str, **listing: object) -> str:
    """The body of the page.

    Args:
        context: what views work with.
        address: of the page.
        audience: the word for these readers.
        listing: what the page shares with the numbered pages of its list: title, lead, cards, pager.
    """
    site = context.site
    return context.body(
        "pages/audience.html",
        address,
        audience=audience,
        guides=site.guide_lists.get(f"audiences/{audience}", ()),
        quizzes=site.quiz_lists.get(f"audiences/{audience}", ()),
        services=tuple(one for one in site.services if audience in one.audience),
        services_page=next((f"{one.id}/" for one in site.columns if one.type == "办事服务"), ""),
        days=_days(site, audience),
        **listing,
    )


def _days(site: Site, audience: str) -> tuple[ComingDay, ...]:
    return tuple(one for one in coming_days(site, len(site.days)) if audience in one.day.audience)[:_DAYS]
