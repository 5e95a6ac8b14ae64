"""Automatic numbers are written as Word writes them."""

from __future__ import annotations

import pytest

from portal.wechat.docx_counting import FORMATS


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一○○"}),
        ("chineseCountingThousand", {10: "十", 21: "二十一", 101: "一百零一", 110: "一百一十", 1001: "一千零一"}),
        ("japaneseCounting", {1: "一", 10: "十", 12: "十二", 20: "二十", 100: "百"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 25: "贰拾伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "㉑", 50: "㊿", 51: "51"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
        ("decimalFullWidth", {12: "１２"}),
        ("upperRoman", {4: "IV", 9: "IX", 14: "XIV"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa"}),
        ("none", {3: ""}),
    ],
)
def test_numbers(kind: str, numbers: dict[int, str]) -> None:
    """ECMA-376 17.18.59 and what Word shows."""
    assert {number: FORMATS[kind](number) for number in numbers} == numbers


@pytest.mark.parametrize("kind", FORMATS)
def test_no_number_is_too_odd(kind: str) -> None:
    """Zero, negative and huge starts come from broken files."""
    assert all(isinstance(FORMATS[kind](number), str) for number in (-5, 0, 1, 9_999, 10_000, 999_999))
