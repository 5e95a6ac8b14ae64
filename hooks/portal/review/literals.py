"""Numbers with units that somebody typed, and whether they can mean the same as a value of the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from portal.late import late
from portal.model.statistics import UNITS, Cell, Metric

_UNITS = "|".join(sorted((unit for unit in UNITS if unit != "万元"), key=len, reverse=True))
_LITERAL = late(
    r"(?<![\d.~～—–\-第A-Za-z@])(?<!\d[,，])(?<![^增升降加少高达][至到])(?P<before>超过|超|逾|突破|将近|接近|近|不足|不到|大约|约|达)?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?P<fraction>\.\d+)?(?P<ten_thousand>万)?(?P<after>余|多|几)?(?P<late>万)?"
    rf"(?P<unit>{_UNITS})(?P<about>以上|左右|上下)?(?!次|门|民|百分点|月|小时|工作日|[~～—–\-至到/]\d)"
)
_COUNTED = late(rf"\d[万余多几]{{0,3}}(?:{_UNITS})")
_ABOVE = ("超过", "超", "逾", "突破", "余", "多", "几", "以上")
_BELOW = ("将近", "接近", "近", "不足", "不到")
_AROUND = ("大约", "约", "左右", "上下")
_WAN = Decimal(10000)


@dataclass(frozen=True, slots=True)
class Literal:
    """A typed number: ``3万余册`` is 30000 册, above, last digit worth 10000.

    Attributes:
        start, end: where it stands in its sentence.
        text: as typed, without markup.
        value: in units of ``unit``.
        step: what its last digit is worth.
        words: what it says about its exactness.
        unit: without 万.
        in_wan: whether 万 was used.
    """

    start: int
    end: int
    text: str
    value: Decimal
    step: Decimal
    words: tuple[str, ...]
    unit: str
    in_wan: bool


def literals(text: str) -> Iterator[Literal]:
    """Every number with a unit of the data; ranges and ordinals are left out."""
    for match in _LITERAL.finditer(text) if _COUNTED.search(text) else ():
        in_wan = bool(match["ten_thousand"] or match["late"])
        scale = _WAN if in_wan else Decimal(1)
        fraction = match["fraction"] or ""
        value = Decimal(match["number"].replace(",", "") + fraction) * scale
        step = Decimal(1).scaleb(-max(len(fraction) - 1, 0)) * scale
        words = tuple(word for word in (match["before"], match["after"], match["about"]) if word)
        yield Literal(match.start(), match.end(), match[0], value, step, words, match["unit"], in_wan)


def same_unit(literal: Literal, metric: Metric) -> bool:
    """Whether a typed number counts what the metric counts; 万元 and 元 are the same measure."""
    return literal.unit == metric.unit.removeprefix("万")


def contradicts(literal: Literal, cell: Cell, metric: Metric) -> bool:
    """Whether a typed number can't be the value, however both were rounded; the cell must have a value."""
    scale = _WAN if metric.unit == "万元" else Decimal(1)
    value = (cell.v or Decimal(0)) * scale
    low, high = _stretch(value, (cell.qualifier,))
    decimals = Decimal(1).scaleb(-metric.decimals) * scale
    rounding = literal.step / 2 if literal.step > decimals else Decimal(0)
    least, most = _stretch(literal.value, literal.words) if literal.words else (literal.value - rounding, literal.value + rounding)
    return most < low or least > high


def _stretch(value: Decimal, words: tuple[str, ...]) -> tuple[Decimal, Decimal]:
    """What a rounded number may stand for; ``40余`` is 40 to 49, ``超`` and ``约`` are taken generously."""
    unit = _last_digit(value)
    if any(word in ("余", "多", "几") for word in words):
        return value, value + unit * Decimal("0.999")
    if any(word in _ABOVE for word in words):
        return value, max(value + unit, value * Decimal("1.5"))
    if any(word in _BELOW for word in words):
        return min(value - unit / 2, value * Decimal("0.8")), value
    if any(word in _AROUND for word in words):
        return min(value - unit / 2, value * Decimal("0.9")), max(value + unit / 2, value * Decimal("1.1"))
    return value, value


def _last_digit(value: Decimal) -> Decimal:
    """What the last digit that isn't zero is worth: 100 in 2200, 1000 in 41000."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else Decimal(1)
