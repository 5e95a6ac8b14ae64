"""Folding of text, numerals and initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.model.law import to_chinese
from portal.search.folding import arabic, arabic_parts, fold
from portal.search.initials import initials


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("《民法典》第一千零四十三条", "民法典第一千零四十三条"),
        ("ＡＢＣ　１２３", "abc123"),
        ("“扫码 入企”——App（试行）", "扫码入企app试行"),
        ("50.5％", "505"),
        ("，。！", ""),
        ("Ⅱ级", "ii级"),
    ],
)
def test_fold_drops_what_does_not_matter(text: str, folded: str) -> None:
    """Punctuation, spaces, width and case are folded away."""
    assert fold(text) == folded


@given(st.integers(1, 9999), st.sampled_from("条款项"))
def test_numerals_of_articles_become_digits(number: int, unit: str) -> None:
    """Every number of an article is the same in Chinese and in Arabic."""
    assert arabic(f"第{to_chinese(number)}{unit}") == f"第{number}{unit}" == arabic(f"第{number}{unit}")


def test_other_numerals_stay() -> None:
    """Only what counts articles, paragraphs and items is changed."""
    assert arabic(fold("第一季度，一千零四十三条；第二〇二五条")) == "第一季度一千零四十三条第2025条"
    assert arabic_parts(fold("第十条第二款和第3项")) == ["第10条", "第2款"]


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_fold_of_folded_is_the_same(text: str) -> None:
    """Folding what is folded already changes nothing that a query could tell."""
    once = fold(text)
    assert fold(once) == once or not once.isascii()


@pytest.mark.parametrize(("text", "letters"), [("民法典", "mfd"), ("人民调解", "rmdj rmtj"), ("重婚2案", "zh2a ch2a"), ("龘", "龘")])
def test_initials(text: str, letters: str) -> None:
    """Characters give their initials, those with two usual readings both."""
    assert initials(text) == letters


def test_initials_agree_with_the_dictionary() -> None:
    """Every character of the tables has the initial that pypinyin knows for one of its readings."""
    from pypinyin import Style, pinyin

    from portal.search import initials as tables

    for table in (tables._FIRST, tables._SECOND):
        for letter, chars in table.items():
            for char in chars:
                known = pinyin(char, style=Style.NORMAL, heteronym=True)[0]
                assert any(reading.replace("ü", "v").startswith(letter) for reading in known) or letter in "nmh", (char, letter, known)
