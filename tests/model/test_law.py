"""Statutes: Chinese numerals, titles, and what a row of the register may decide."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.model.law import Statute, from_chinese, normal_title, to_chinese


def test_numerals_round_trip() -> None:
    """Every article number up to 9999 is written and read back, and no two are written alike."""
    written = [to_chinese(number) for number in range(1, 10_000)]
    assert [from_chinese(text) for text in written] == list(range(1, 10_000))
    assert len(set(written)) == 9_999


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (15, "十五"), (20, "二十"), (100, "一百"), (101, "一百零一"), (110, "一百一十"), (1010, "一千零一十"), (1079, "一千零七十九"), (1260, "一千二百六十"), (2003, "二千零三"), (9999, "九千九百九十九")],
)
def test_numerals(number: int, text: str) -> None:
    """Numerals as statutes print them."""
    assert to_chinese(number) == text


@pytest.mark.parametrize(("text", "number"), [("两百", 200), ("一千〇七十九", 1079), ("1079", 1079)])
def test_other_ways_of_writing(text: str, number: int) -> None:
    """Readers and editors write numerals in other ways too."""
    assert from_chinese(text) == number


def test_normal_title() -> None:
    """Inner marks, half-width brackets and spaces are as in the register."""
    assert normal_title("关于适用〈民法典〉 的解释(一)") == "关于适用《民法典》的解释（一）"


@pytest.mark.parametrize(("titles", "short"), [(("测试法", "测法"), "测试法"), ((), "测试法")])
def test_short(titles: tuple[str, ...], short: str) -> None:
    """The usual name, or the title without the country."""
    statute = Statute("中华人民共和国测试法", titles, "ce-shi-fa", "法律", "有效", "", "", "", 0)
    assert statute.short == short


def row(**values: str) -> Statute:
    known = {"title": "最高人民法院关于测试的解释", "slug": "x", "kind": "司法解释", "status": "有效", "effective": "2021-01-01", "repealed_on": "", "replaced_by": ""}
    return Statute(short_titles=(), articles=9, **{**known, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(("values", "said"), [({}, "有效，2021年1月1日起施行"), ({"status": "已废止", "repealed_on": "2024-05-01"}, "已废止，2024年5月1日起失效"), ({"effective": ""}, "有效")])
def test_validity(values: dict[str, str], said: str) -> None:
    """What a link says of a statute."""
    assert row(**values).validity == said


@pytest.mark.parametrize(("as_of", "fresh"), [("2026-01-01", True), ("2025-11-22", True), ("2025-11-21", False), ("", False)])
def test_fresh(as_of: str, fresh: bool) -> None:
    """A row is fresh for a year after it was compared with its source."""
    assert row(as_of=as_of).is_fresh(dt.date(2026, 11, 22)) is fresh


def test_issuers() -> None:
    """The title of an interpretation names the court."""
    assert row().issuers == ("最高人民法院",)
