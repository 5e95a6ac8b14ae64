"""Check digits and dates of numbers that are given to people."""

from __future__ import annotations

import datetime as dt

from portal.late import late

# Provinces as GB/T 2260 numbers them; districts are not checked, because a holder keeps the number of a district that is gone.
_PROVINCE = late(r"9?(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])")  # 9 marks a foreigner who lives here
_EARLIEST = dt.date(1890, 1, 1)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_SHAPE = late(r"\d{17}[\dX]")


def check_digit(first: str) -> str:
    """The eighteenth character for the first seventeen digits (GB 11643, MOD 11-2)."""
    return _CHECK[sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True)) % 11]


def like_identity(digits: str, today: dt.date) -> bool:
    """Whether 15 or 18 digits have a province and a birthday that has been."""
    if len(digits) == 18:
        return bool(_SHAPE.fullmatch(digits)) and bool(_PROVINCE.match(digits)) and _birthday(digits[6:14], today)
    return digits.isdigit() and bool(_PROVINCE.match(digits)) and _birthday(f"19{digits[6:12]}", today)


def is_identity(digits: str, today: dt.date) -> bool:
    """Whether 18 digits are a valid number: province, birthday and check digit."""
    return len(digits) == 18 and like_identity(digits, today) and check_digit(digits[:17]) == digits[17]


def _birthday(text: str, today: dt.date) -> bool:
    try:
        return _EARLIEST <= dt.date(int(text[:4]), int(text[4:6]), int(text[6:])) <= today
    except ValueError:
        return False


def is_luhn(digits: str) -> bool:
    """Whether the last digit of a card number is right (ISO/IEC 7812, Luhn)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(int(digit) for digit in digits[-1::-2]) + sum(doubled)) % 10 == 0
