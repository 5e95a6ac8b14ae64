"""The only clock, and the only reader of dates.

All times of the portal are those of Asia/Shanghai, which has had no daylight saving time since 1991; a fixed offset
of +08:00 is therefore exact for everything that the portal publishes and needs no time zone database.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.errors import PortalError

SHANGHAI = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")
_MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?(?:\+08:00)?)?", re.ASCII)
_TO_THE_MINUTE = len("2026-01-05 09:30")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, order=True)
class Moment:
    """A point in time as an editor wrote it: a day, or a day with a time of day.

    Attributes:
        at: aware time in Asia/Shanghai; midnight when only the day is known.
        has_time: whether the time of day was given.
    """

    at: dt.datetime
    has_time: bool = False

    @property
    def day(self) -> dt.date:
        """The calendar day in Asia/Shanghai."""
        return self.at.date()

    @property
    def text(self) -> str:
        """``2026-01-05`` or ``2026-01-05 09:30``, as shown on pages."""
        return self.tag if self.has_time else self.at.date().isoformat()

    @property
    def tag(self) -> str:
        """``2026-01-05 09:30``, the form that the page tag PubDate asks for."""
        return self.at.isoformat(" ", "minutes")[:_TO_THE_MINUTE]

    @property
    def iso(self) -> str:
        """RFC 3339 with offset, for feeds, JSON-LD and ``<time>``."""
        return self.at.isoformat() if self.has_time else self.at.date().isoformat()


def parse_moment(text: str) -> Moment | None:
    """Read ``YYYY-MM-DD``, optionally with ``HH:MM[:SS]``; None when it is no such time (2026-02-30 is none)."""
    match = _MOMENT.fullmatch(text.strip())
    if not match:
        return None
    year, month, day, hour, minute, second = match.groups()
    try:
        at = dt.datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=SHANGHAI)
    except ValueError:
        return None
    return Moment(at, hour is not None)


def parse_day(text: str) -> dt.date | None:
    """Read ``YYYY-MM-DD``; None when it is no calendar day."""
    try:
        return dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def build_time(environ: Mapping[str, str]) -> Moment:
    """The time that a build takes for "now": ``SOURCE_DATE_EPOCH`` if set, else the clock.

    Raises:
        PortalError: ``SOURCE_DATE_EPOCH`` is no number of seconds.

    Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not re.fullmatch(r"[0-9]{1,11}", epoch):
        raise PortalError(f"环境变量SOURCE_DATE_EPOCH写的是“{epoch}”", do="写成1970年以来的秒数，或去掉它")
    at = dt.datetime.fromtimestamp(int(epoch), SHANGHAI) if epoch else dt.datetime.now(SHANGHAI)
    return Moment(at.replace(microsecond=0), has_time=True)


@dataclass(frozen=True, slots=True)
class Passed(Mapping[str, bool]):
    """Whether a time has come, by its ISO text with offset."""

    now: dt.datetime

    def __getitem__(self, text: str) -> bool:
        return dt.datetime.fromisoformat(text) <= self.now

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def chinese_day(day: dt.date) -> str:
    """``2026年1月5日``, without leading zeros (GB/T 9704 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def clock() -> int:
    """Nanoseconds since 1970, to compare with the times of files."""
    return time.time_ns()
