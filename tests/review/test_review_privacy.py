"""Rules about personal data: the case files, numbers in any disguise, exceptions."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.model.facts import Facts
from portal.review.document import Document
from portal.review.privacy.identity import check_digit, is_identity, is_luhn
from portal.review.rules import pii_bank_card, pii_email, pii_identity_number, pii_landline, pii_mobile
from review.case_files import Case, cases, found_in

TODAY = dt.date(2026, 11, 22)
FACTS = Facts(today=TODAY, hosts={"www.gov.cn": TODAY})
EVERYDAY = [*cases("privacy/numbers.md"), *cases("privacy/clean.md")]
WIDE = str.maketrans("0123456789Xx", "０１２３４５６７８９Ｘｘ")
GAPS = st.sampled_from(["", "", "", " ", "  ", "-", "－", "—", "\u200b", "\u3000", "\n", "\n    ", "\n> ", "\t", "·", "\u00a0"])


@pytest.mark.parametrize("case", EVERYDAY, ids=lambda case: case.place)
def test_everyday_text(case: Case) -> None:
    """Each line of the case files says what is found in it, and nothing else is."""
    assert found_in(Document("例.md", case.text), FACTS, "隐私") == case.expected


@pytest.mark.parametrize("case", cases("privacy/in_cases.md"), ids=lambda case: case.place)
def test_text_of_a_case(case: Case) -> None:
    """In the column of cases the rules are stricter."""
    assert found_in(Document("content/cases/2025/a.md", case.text, column="cases"), FACTS, "隐私") == case.expected


def test_enough_cases() -> None:
    """The case files stay worth their name."""
    assert len(EVERYDAY) + len(cases("privacy/in_cases.md")) >= 150


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    """A valid number of nobody: a district that doesn't exist, any birthday."""
    province = draw(st.sampled_from(["11", "23", "43", "54", "65", "71", "81", "82", "83"]))
    day = draw(st.dates(dt.date(1900, 1, 1), TODAY))
    first = f"{province}9999{day:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return first + check_digit(first)


@given(number=identity_numbers(), gaps=st.lists(GAPS, min_size=17, max_size=17), wide=st.booleans(), small=st.booleans(), before=st.sampled_from(["", "号码", "ID:", "| "]))
def test_any_disguise_of_a_valid_identity_number(number: str, gaps: list[str], wide: bool, small: bool, before: str) -> None:
    """Full-width digits, gaps and line wraps in any mixture hide nothing, and the place is exact."""
    shown = number.lower() if small else number
    shown = shown.translate(WIDE) if wide else shown
    disguised = shown[0] + "".join(gap + char for gap, char in zip(gaps, shown[1:], strict=True))
    text = f"{before}{disguised}，某人。"
    (hit,) = pii_identity_number.check(Document("a.md", text), FACTS)
    assert text[hit.start : hit.end] == disguised


@given(number=identity_numbers(), wrong=st.integers(1, 10), at=st.integers(0, 17))
def test_no_number_with_a_wrong_digit_is_valid(number: str, wrong: int, at: int) -> None:
    """MOD 11-2 notices every single wrong digit."""
    value = (("0123456789X".index(number[at])) + wrong) % 11
    changed = number[:at] + "0123456789X"[value] + number[at + 1 :]
    assert not is_identity(changed, TODAY)


@given(digits=st.text("0123456789", min_size=8, max_size=8), gaps=st.lists(GAPS, min_size=10, max_size=10), wide=st.booleans())
def test_any_disguise_of_a_labelled_mobile(digits: str, gaps: list[str], wide: bool) -> None:
    """A number that the text calls a mobile is found whatever stands between its digits."""
    shown = f"139{digits}".translate(WIDE) if wide else f"139{digits}"
    disguised = shown[0] + "".join(gap + char for gap, char in zip(gaps, shown[1:], strict=True))
    found = list(pii_mobile.check(Document("a.md", f"手机号码：{disguised}。"), FACTS))
    assert [hit.level for hit in found] == [pii_mobile.LEVEL]


@given(first=st.text("0123456789", min_size=13, max_size=16))
def test_card_with_a_right_check_digit(first: str) -> None:
    """A card number is found when its check digit is right, and only then."""
    right = next(f"62{first}{digit}" for digit in range(10) if is_luhn(f"62{first}{digit}"))
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    assert list(pii_bank_card.check(Document("a.md", f"银行卡号{right}。"), FACTS))
    assert not list(pii_bank_card.check(Document("a.md", f"银行卡号{wrong}。"), FACTS))


def test_birthday_in_the_future() -> None:
    """A number whose birthday hasn't been is nobody's."""
    first = "11999920270101000"
    assert not is_identity(first + check_digit(first), TODAY)
    assert is_identity(first + check_digit(first), dt.date(2027, 1, 1))


def test_public_numbers_and_mails() -> None:
    """What the bureau publishes itself may be published, by exact value."""
    facts = Facts(today=TODAY, public_numbers=frozenset({"13900000000", "00000000000"}), public_mails=frozenset({"office@mail.invalid"}))
    assert not list(pii_mobile.check(Document("a.md", "手机139 0000 0000"), facts))
    assert list(pii_mobile.check(Document("a.md", "手机13900000001"), facts))
    assert not list(pii_landline.check(Document("a.md", "家庭电话000-00000000"), facts))
    assert not list(pii_email.check(Document("a.md", "邮箱Office@mail.invalid"), facts))
    assert list(pii_email.check(Document("a.md", "邮箱other@mail.invalid"), facts))


def test_file_names_are_read() -> None:
    """Numbers hide in file names too."""
    assert list(pii_identity_number.check(Document("119999190001010003.md", "正文。"), FACTS))
    assert list(pii_mobile.check(Document("13900000000.md", "正文。"), FACTS))
    assert not list(pii_mobile.check(Document("2026-01-05-first.md", "正文。"), FACTS))
