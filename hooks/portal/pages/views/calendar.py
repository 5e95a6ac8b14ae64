"""The calendar of legal education."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from portal.model.bureau import LegalDay
from portal.model.site import Site
from portal.pages.day_offers import offers_for
from portal.pages.links import CALENDAR
from portal.pages.page import Context, Page, Plan

SHOWN = 3
RESERVE = 8  # more days in the page, hidden, for devices that look at it later


@dataclass(frozen=True, slots=True)
class ComingDay:
    """A legal day with its next date.

    Attributes:
        when: the date in words.
        wait: in how many days it begins, 0 or less when it is running.
    """

    day: LegalDay
    start: dt.date
    end: dt.date
    when: str
    wait: int

    @property
    def state(self) -> str:
        """How far away it is, in words; ``overrides/scripts/today.js`` says the same."""
        if self.wait > 0:
            return f"还有{self.wait}天"
        return "今天" if self.start == self.end else "正在进行"


def plans(site: Site) -> Iterator[Plan]:
    """The one calendar page."""
    yield Plan(address=CALENDAR, view="calendar")


def coming_days(site: Site, limit: int) -> tuple[ComingDay, ...]:
    """The legal days that are running or come next, seen from the build's day."""
    today = site.today
    found = []
    for day in site.days:
        start, end = day.next_span(today)
        found.append(ComingDay(day, start, end, _when(start, end), (start - today).days))
    return tuple(sorted(found, key=lambda one: (one.start, one.day.id))[:limit])


def _when(start: dt.date, end: dt.date) -> str:
    first = f"{start.month}月{start.day}日"
    if start == end:
        return first
    return f"{first}至{end.day}日" if start.month == end.month else f"{first}至{end.month}月{end.day}日"


def make(context: Context, plan: Plan) -> Page:
    """All legal days of the year by month with what there is for each, and how to subscribe."""
    site, year = context.site, context.site.today.year
    entries = sorted(((day.span(year), day) for day in site.days), key=lambda one: (one[0], one[1].id))
    months = tuple(
        (month, tuple((_when(*span), day, offers_for(site, day)) for span, day in entries if span[0].month == month)) for month in range(1, 13)
    )
    body = context.body(
        "pages/calendar.html",
        plan.address,
        months=[one for one in months if one[1]],
        coming=coming_days(site, SHOWN + RESERVE),
        shown=SHOWN,
        year=year,
        directory=next((f"{one.id}/" for one in site.columns if one.type == "办事服务"), ""),
    )
    description = f"普法日历：国家宪法日、民法典宣传月等{len(site.days)}个普法节点，可以订阅到手机日历。"
    return Page(address=CALENDAR, section="calendar", title="普法日历", description=description, body=body, scripts=("today",))
