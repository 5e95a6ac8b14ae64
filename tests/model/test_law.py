"""Statutes: Chinese numerals and citations."""

from __future__ import annotations

import pytest

from portal.model.law import Statute, citations, from_chinese, normal_title, to_chinese


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("依《民法典》第一千零七十九条。", [("民法典", 1079, 0)]),
        ("《刑法》第二百三十四条之一", [("刑法", 234, 1)]),
        ("《民法典》第12条、《刑法》第三条", [("民法典", 12, 0), ("刑法", 3, 0)]),
        ("《关于适用〈民法典〉的解释（一）》第五条", [("关于适用《民法典》的解释（一）", 5, 0)]),
        ("《民法典》规定", []),
        ("《合同》第二页", []),
    ],
)
def test_citations(text: str, expected: list[tuple[str, int, int]]) -> None:
    """Titles, article numbers and inserted articles are recognized."""
    assert [(one.title, one.article, one.sub) for one in citations(text)] == expected


def test_offset() -> None:
    """A citation knows where it stands."""
    text = "根据原《合同法》第一条"
    (found,) = citations(text)
    assert text[found.offset :] == "《合同法》第一条"


def test_normal_title() -> None:
    """Inner marks, half-width brackets and spaces are as in the register."""
    assert normal_title("关于适用〈民法典〉 的解释(一)") == "关于适用《民法典》的解释（一）"


@pytest.mark.parametrize(("titles", "short"), [(("测试法", "测法"), "测试法"), ((), "测试法")])
def test_short(titles: tuple[str, ...], short: str) -> None:
    """The usual name, or the title without the country."""
    statute = Statute("中华人民共和国测试法", titles, "ce-shi-fa", "法律", "有效", "", "", "", 0)
    assert statute.short == short
