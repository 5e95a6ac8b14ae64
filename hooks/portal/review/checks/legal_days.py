"""Days of legal education: exactly one way of saying when, and a day that every year has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from portal.model.bureau import LegalDay
from portal.model.finding import Finding
from portal.model.site import Site
from portal.review.places import data_span
from portal.review.topics import unregistered_audiences, unregistered_tags

PATH = "data/calendar.yml"
_COMMON_YEAR = 2025


def check(site: Site) -> Iterator[Finding]:
    """Every day of ``data/calendar.yml``."""
    for day in site.days:
        where = f"days[{day.id}]"
        yield from unregistered_audiences(site, day.audience, data_span(site, PATH, f"{where}.audience"))
        yield from unregistered_tags(site, day.tags, data_span(site, PATH, f"{where}.tags"))
        yield from _forms(site, day, where)
        yield from _real(site, day, where)


def _forms(site: Site, day: LegalDay, where: str) -> Iterator[Finding]:
    given = [name for name, text in (("date", day.date), ("start", day.start or day.end), ("rule", day.rule)) if text]
    if not given:
        yield Finding("legal-day-without-date", data_span(site, PATH, f"{where}.id"), f"“{day.name}”没有写哪一天", "写上date，或start和end，或rule")
    if len(given) > 1:
        span = data_span(site, PATH, f"{where}.{given[1]}")
        yield Finding("legal-day-several-dates", span, f"“{day.name}”用了几种写法：{'、'.join(given)}", "date、start加end、rule三种只留一种")
    if bool(day.start) != bool(day.end):
        span = data_span(site, PATH, f"{where}.{'start' if day.start else 'end'}")
        yield Finding("legal-day-half-period", span, f"“{day.name}”的start和end只写了一个", "两个都写；只有一天就用date")


def _real(site: Site, day: LegalDay, where: str) -> Iterator[Finding]:
    for name, text in (("date", day.date), ("start", day.start), ("end", day.end)):
        if text and not _exists(text):
            span = data_span(site, PATH, f"{where}.{name}")
            yield Finding("legal-day-impossible", span, f"“{day.name}”的{name}是{text}，不是每年都有这一天", "写成每年都有的日子，如2月的最后一天写02-28")
    if day.start and day.end and day.end < day.start:
        span = data_span(site, PATH, f"{where}.end")
        yield Finding("legal-day-end-before-start", span, f"“{day.name}”的end（{day.end}）早于start（{day.start}）", "两个对调；跨年的分成两段写")


def _exists(text: str) -> bool:
    try:
        dt.date.fromisoformat(f"{_COMMON_YEAR}-{text}")
    except ValueError:
        return False
    return True
