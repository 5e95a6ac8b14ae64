"""Dates and times as editors write them."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.errors import PortalError
from portal.times import build_time, chinese_day, parse_day, parse_moment


@pytest.mark.parametrize(
    ("text", "shown", "iso", "tag"),
    [
        ("2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05 00:00"),
        ("2026-01-05 09:30", "2026-01-05 09:30", "2026-01-05T09:30:00+08:00", "2026-01-05 09:30"),
        ("2026-01-05T09:30:15+08:00", "2026-01-05 09:30", "2026-01-05T09:30:15+08:00", "2026-01-05 09:30"),
        (" 2024-02-29 ", "2024-02-29", "2024-02-29", "2024-02-29 00:00"),
    ],
)
def test_moment(text: str, shown: str, iso: str, tag: str) -> None:
    """A day stays a day; a time is of Shanghai."""
    moment = parse_moment(text)
    assert moment is not None
    assert (moment.text, moment.iso, moment.tag) == (shown, iso, tag)


@pytest.mark.parametrize("text", ["", "2026-02-29", "2026-13-01", "2026-1-5", "2026-01-05 24:00", "2026-01-05 9:30", "2026年1月5日", "２０２６-０１-０５", "2026-01-05 09:30Z"])
def test_no_moment(text: str) -> None:
    """What is no day, or not written like one, is refused."""
    assert parse_moment(text) is None


def test_day() -> None:
    """Only whole, real days."""
    assert parse_day("2026-01-05") == dt.date(2026, 1, 5)
    assert [parse_day(text) for text in ("2026-02-30", "20260105", "2026-01-05 09:30", "２０２６-０１-０５")] == [None] * 4


def test_build_time_is_reproducible() -> None:
    """SOURCE_DATE_EPOCH decides, in Shanghai."""
    assert build_time({"SOURCE_DATE_EPOCH": "1767229200"}).iso == "2026-01-01T09:00:00+08:00"


def test_chinese_day() -> None:
    """No leading zeros."""
    assert chinese_day(dt.date(2026, 1, 5)) == "2026年1月5日"


@pytest.mark.parametrize("epoch", ["²", "-1", "1e9", "99999999999999999"])
def test_malformed_build_time_is_told(epoch: str) -> None:
    """A wrong SOURCE_DATE_EPOCH isn't replaced by the clock in silence."""
    with pytest.raises(PortalError, match="SOURCE_DATE_EPOCH"):
        build_time({"SOURCE_DATE_EPOCH": epoch})
