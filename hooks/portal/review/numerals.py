"""Numbers with units in prose, as the arithmetic rules compare them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from portal.late import late

_UNITS = (
    "案件|人次|人(?!民|员|大)|名|户|家|场次|场|次|份|起|宗|件|篇|个(?!百分点|月|小时|工作日|方面|百分)|项(?!目)|条"
    "|万元|元|所|处|支|期|批|册|辆|类|部|位|亩|公里|吨"
)
_AMOUNT = late(rf"(?<![\d,])(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>[万亿]?)\s?(?P<unit>{_UNITS})(?!以上|以下|左右)")
_SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
VAGUE = late(r"[约近余多超逾几]\s?\d|\d[万亿]?\s?[余多几]|以上|左右|不足|将近|至少|突破")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with a unit.

    Attributes:
        start, end: offsets.
        value: in units of ``unit``.
        step: what its last digit is worth.
        unit: as typed.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    unit: str


def amounts(text: str, start: int, end: int) -> Iterator[Amount]:
    """Every number with a unit between two offsets."""
    for match in _AMOUNT.finditer(text, start, end):
        number = Decimal(match["number"].replace(",", "")) if not match["number"].endswith(",") else None
        if number is None or text[match.start() - 1 : match.start()] in ("第", "-", ".", "—", "～"):
            continue
        scale = _SCALES[match["scale"]]
        exponent = number.as_tuple().exponent
        assert isinstance(exponent, int)
        yield Amount(match.start(), match.end(), number * scale, Decimal(1).scaleb(exponent) * scale, match["unit"])


def plain(value: Decimal) -> str:
    """A number without trailing zeros or exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
