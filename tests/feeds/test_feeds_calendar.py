"""The calendar of legal days is read by calendar programs and repeats as the law says."""

from __future__ import annotations

import datetime as dt

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # no stubs
from icalendar import Calendar, Event, vRecur

from helpers import moment
from portal.feeds.calendar_ics import calendar
from portal.model.bureau import LegalDay

STAMP = moment("2025-01-02 08:00")
CONSTITUTION = LegalDay(id="constitution-day", name="国家宪法日", summary="弘扬宪法精神，" * 20, date="12-04", since=2014, basis="示例决定")
DISABLED = LegalDay(id="disabled-day", name="助残日", summary="每年五月第三个星期日。", rule="05-sun3", audience=("残疾人", "家属"))
WEEK = LegalDay(id="rights-week", name="宣传周", summary="一周。", start="03-01", end="03-07", since=2023)
WINTER = LegalDay(id="winter", name="冬季行动", summary="跨年。", start="12-20", end="01-10", since=2021)
DAYS = (CONSTITUTION, DISABLED, WEEK, WINTER)


def written() -> bytes:
    """The calendar as bytes."""
    return calendar("普法日历", "https://portal.example/calendar/", DAYS, 2026, STAMP)


def events() -> dict[str, Event]:
    """Events by the local part of their id."""
    parsed = Calendar.from_ical(written())
    assert isinstance(parsed, Calendar)
    return {str(event["UID"]).removesuffix("@portal.example"): event for event in parsed.events}


def days_of(event: Event, year: int) -> list[dt.date]:
    """First days of an event's occurrences in a year."""
    repeat = event["RRULE"]
    assert isinstance(repeat, vRecur)
    text = repeat.to_ical().decode()  # type: ignore[no-untyped-call]  # untyped in icalendar
    rule = rrulestr(text, dtstart=dt.datetime.combine(event.start, dt.time()))
    return [found.date() for found in rule.between(dt.datetime(year, 1, 1), dt.datetime(year, 12, 31), inc=True)]


def test_days_return_in_2026() -> None:
    """A fixed date, a weekday rule and a span each occur once, on the right day."""
    found = events()
    assert days_of(found["constitution-day"], 2026) == [dt.date(2026, 12, 4)]
    assert days_of(found["disabled-day"], 2026) == [dt.date(2026, 5, 17)]
    assert days_of(found["disabled-day"], 2027) == [dt.date(2027, 5, 16)]
    assert days_of(found["rights-week"], 2026) == [dt.date(2026, 3, 1)]


def test_events_start_when_the_day_exists() -> None:
    """The first occurrence is in the year of origin, but not long ago; without one in the given year."""
    first = {name: event.start for name, event in events().items()}
    assert first["constitution-day"] == dt.date(2020, 12, 4)
    assert first["rights-week"] == dt.date(2023, 3, 1)
    assert first["disabled-day"] == dt.date(2026, 5, 17)


def test_end_is_the_day_after() -> None:
    """An all-day event ends, exclusively, on the day after its last; also over New Year."""
    last = {name: event.end for name, event in events().items()}
    assert last["constitution-day"] == dt.date(2020, 12, 5)
    assert last["rights-week"] == dt.date(2023, 3, 8)
    assert last["winter"] == dt.date(2022, 1, 11)


def test_dates_have_no_time() -> None:
    """Dates are marked as dates, so that no time zone can move them."""
    assert b"DTSTART;VALUE=DATE:20201204\r\n" in written()
    assert b"DTSTAMP:20250102T000000Z\r\n" in written()


def test_description_says_what_and_why() -> None:
    """The description has the summary, the basis and the audience, each if known."""
    found = events()
    assert str(found["constitution-day"]["DESCRIPTION"]).endswith("\n依据：示例决定")
    assert str(found["disabled-day"]["DESCRIPTION"]) == "每年五月第三个星期日。\n对象：残疾人、家属"
    assert str(found["constitution-day"]["SUMMARY"]) == "国家宪法日"


def test_calendar_has_name_zone_and_refresh() -> None:
    """Programs that subscribe learn the name, the zone and how often to ask."""
    lines = written().decode().split("\r\n")
    assert "NAME:普法日历" in lines
    assert "X-WR-CALNAME:普法日历" in lines
    assert "URL:https://portal.example/calendar/" in lines
    assert "X-WR-TIMEZONE:Asia/Shanghai" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:P7D" in lines


def test_events_lead_to_their_day() -> None:
    """An event's address is that of its day on the page, so that a tap on the phone shows what the portal has for it."""
    assert {name: str(event["URL"]) for name, event in events().items()} == {
        day.id: f"https://portal.example/calendar/#{day.id}" for day in DAYS
    }


def test_lines_are_folded_and_end_in_crlf() -> None:
    """No line is longer than 75 octets, characters stay whole, and every line ends in CRLF."""
    lines = written().split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert all(line.decode("utf-8") is not None for line in lines)
    assert any(line.startswith(b" ") for line in lines)


def test_hostile_text_adds_no_property() -> None:
    """Line breaks and control characters in a name can't smuggle in a line."""
    day = LegalDay(id="d", name="甲\r\nX-EVIL:1\x08", summary="乙\rX-EVIL:2\x0b\n;", date="01-01")
    document = calendar("名\nX-EVIL:3", "https://portal.example/calendar/", (day,), 2026, STAMP)
    assert not any(line.startswith(b"X-EVIL") for line in document.replace(b"\r", b"\n").split(b"\n"))
    assert b"\x08" not in document and b"\x0b" not in document


def test_same_days_give_same_bytes() -> None:
    """Nothing depends on when the calendar is written."""
    assert written() == written()
