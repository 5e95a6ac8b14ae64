"""The legal days as a calendar that phones and mail programs subscribe to."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from portal.feeds.entries import percent, plain
from portal.model.bureau import LegalDay
from portal.times import Moment

if TYPE_CHECKING:
    from icalendar import Event

_EARLIEST = 2020
_REFRESH = dt.timedelta(days=7)


def calendar(name: str, page_url: str, days: tuple[LegalDay, ...], today_year: int, stamp: Moment) -> bytes:
    """An iCalendar file with one yearly, all-day event for every legal day, in the order given.

    Args:
        name: name of the calendar.
        page_url: absolute address of the page that shows every day under its id; its host makes the events' ids unique.
        days: the legal days.
        today_year: the year that a day starts in when nobody knows since when it exists.
        stamp: when the calendar was last changed; must not be the time of the build.

    Source: RFC 5545, RFC 7986 5.1, 5.5 and 5.7; X-WR-* are what Apple, Google and Microsoft read.
    """
    from icalendar import Calendar, vDuration

    host = urlsplit(page_url).hostname or ""
    file = Calendar()
    file.add("PRODID", f"-//{host}//portal//ZH")
    file.add("VERSION", "2.0")
    file.add("CALSCALE", "GREGORIAN")
    file.add("METHOD", "PUBLISH")
    file.add("NAME", plain(name))
    file.add("X-WR-CALNAME", plain(name))
    file.add("URL", percent(page_url))
    file.add("X-WR-TIMEZONE", "Asia/Shanghai")
    file.add("REFRESH-INTERVAL", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    file.add("X-PUBLISHED-TTL", vDuration(_REFRESH))
    for day in days:
        event = _event(day, today_year)
        event.add("UID", f"{day.id}@{host}")
        event.add("DTSTAMP", stamp.at.astimezone(dt.UTC))
        event.add("URL", percent(f"{page_url}#{day.id}"))
        file.add_component(event)
    return bytes(file.to_ical())


def _event(day: LegalDay, today_year: int) -> Event:
    from icalendar import Event

    first, last = _first_span(day, today_year)
    event = Event()
    event.add("SUMMARY", plain(day.name))
    event.add("DESCRIPTION", _description(day))
    event.add("DTSTART", first)
    event.add("DTEND", last + dt.timedelta(days=1))
    event.add("RRULE", _repeat(day))
    event.add("TRANSP", "TRANSPARENT")
    return event


def _first_span(day: LegalDay, today_year: int) -> tuple[dt.date, dt.date]:
    """First and last day of the first occurrence; a span over New Year ends in the next year."""
    year = max(day.since, _EARLIEST) if day.since else today_year
    first, last = day.span(year)
    return first, last if last >= first else day.span(year + 1)[1]


def _repeat(day: LegalDay) -> dict[str, str | int]:
    """``05-sun3`` is every third Sunday of May; every other day has the same date each year."""
    if not day.rule:
        return {"FREQ": "YEARLY"}
    return {"FREQ": "YEARLY", "BYMONTH": int(day.rule[:2]), "BYDAY": day.rule[6] + day.rule[3:5].upper()}


def _description(day: LegalDay) -> str:
    lines = (day.summary, f"依据：{day.basis}" if day.basis else "", f"对象：{'、'.join(day.audience)}" if day.audience else "")
    return "\n".join(plain(line) for line in lines if line)
