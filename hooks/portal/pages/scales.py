"""Arithmetic of charts: round ticks, widths of Chinese text, coordinates."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

FONT = 14.0
LINE = 18.0
_NARROW, _BLANK = 0.58, 0.3


def text_width(text: str, size: float = FONT) -> float:
    """Estimated width of a text in the units of ``size``: a Chinese character is 1 em, a Latin one about 0.58 em.

    Ambiguous characters (“ ” … —) count as wide, as Chinese fonts draw them.
    """
    return size * sum(_em(char) for char in text)


def _em(char: str) -> float:
    if char.isspace() or char in ".,:'":
        return _BLANK
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else _NARROW


def wrap(text: str, width: float, size: float = FONT) -> tuple[str, ...]:
    """A text broken into lines of at most ``width``; a single character wider than that still gets its line."""
    lines = [""]
    for char in text:
        if lines[-1] and text_width(lines[-1] + char, size) > width:
            lines.append("")
        lines[-1] += char
    return tuple(lines)


def ticks(maximum: Decimal, *, most: int = 5, decimals: int = 0) -> tuple[Decimal, ...]:
    """Round values from 0 to at least ``maximum``: steps of 1, 2 or 5 times a power of ten.

    Args:
        maximum: the largest value, not negative.
        most: the largest number of steps.
        decimals: digits after the point that a step may have.
    """
    step = Decimal(1).scaleb(-decimals)
    while step * most < maximum:
        step *= 2 if step.as_tuple().digits[0] != 2 else Decimal("2.5")
    count = max(1, int((maximum / step).to_integral_value(ROUND_CEILING)))
    return tuple(step * index for index in range(count + 1))


def spread(centres: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Centres moved as little as an even push allows so that labels of these heights don't overlap between ``low`` and ``high``.

    When there is too little room they run over ``high`` rather than over each other.
    """
    order = sorted(range(len(centres)), key=lambda index: (centres[index], index))
    placed, free = [0.0] * len(centres), high
    for index in reversed(order):
        placed[index] = min(centres[index], free - heights[index] / 2)
        free = placed[index] - heights[index] / 2
    taken = low
    for index in order:
        placed[index] = max(placed[index], taken + heights[index] / 2)
        taken = placed[index] + heights[index] / 2
    return placed


def number(value: float) -> str:
    """A coordinate with at most one decimal, the same on every machine."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
