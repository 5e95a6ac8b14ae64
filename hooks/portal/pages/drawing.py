"""What a chart is drawn from: boxes, strokes, markers and words at rounded coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.pages.scales import FONT, LINE, number, wrap

WIDTH = 360.0
SERIES = 6


@dataclass(frozen=True, kw_only=True)
class Box:
    """A bar; ``hollow`` for a provisional value."""

    x: str
    y: str
    width: str
    height: str
    series: int
    hollow: bool = False


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """A path; ``kind`` is its class: ``axis``, ``grid``, ``break`` or ``series-1`` to ``series-6``."""

    path: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Marker:
    """A point of a line with the shape of its series; ``hollow`` for a provisional value."""

    path: str
    series: int
    hollow: bool = False


@dataclass(frozen=True, kw_only=True)
class Words:
    """A line of text.

    Attributes:
        x, y: the anchor on the base line.
        anchor: ``start``, ``middle`` or ``end``.
        kind: ``label``, ``soft``, ``value`` or ``inside`` (on a plate).
        metric: the mark that a number answers, empty for other text.
        value: that number for machines.
    """

    x: str
    y: str
    text: str
    anchor: str = "start"
    kind: str = "label"
    metric: str = ""
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A finished picture, 360 units wide; ``plates`` are the plain ground of words that stand on bars."""

    height: float
    boxes: Sequence[Box] = ()
    plates: Sequence[Box] = ()
    strokes: Sequence[Stroke] = ()
    markers: Sequence[Marker] = ()
    words: Sequence[Words] = ()

    @property
    def view(self) -> str:
        """The viewBox."""
        return f"0 0 {number(WIDTH)} {number(self.height)}"

    @property
    def font(self) -> str:
        """The size of all text."""
        return number(FONT)

    @property
    def patterns(self) -> tuple[int, ...]:
        """Series that boxes fill with a pattern; the first series is plain."""
        return tuple(sorted({one.series for one in self.boxes if not one.hollow and one.series > 1}))


def box(x: float, y: float, width: float, height: float, series: int, *, hollow: bool = False) -> Box:
    """A bar from its upper left corner."""
    return Box(x=number(x), y=number(y), width=number(max(width, 0.5)), height=number(height), series=series, hollow=hollow)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Stroke:
    """A straight line."""
    return Stroke(path=f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", kind=kind)


def polyline(points: Sequence[tuple[float, float]], series: int) -> Stroke:
    """A line of a series through points."""
    return Stroke(path="M" + "L".join(f"{number(x)} {number(y)}" for x, y in points), kind=f"series-{series}")


def words(x: float, y: float, text: str, *, anchor: str = "start", kind: str = "label", metric: str = "", value: str = "") -> Words:
    """A line of text."""
    return Words(x=number(x), y=number(y), text=text, anchor=anchor, kind=kind, metric=metric, value=value)


def paragraph(x: float, y: float, text: str, width: float, *, kind: str = "label") -> list[Words]:
    """A text in lines of at most ``width``, the first on base line ``y``."""
    return [words(x, y + index * LINE, one, kind=kind) for index, one in enumerate(wrap(text, width, FONT))]


def marker(x: float, y: float, series: int, *, hollow: bool = False) -> Marker:
    """A point: circle, square, triangle, diamond, inverted triangle or cross by series."""
    return Marker(path=f"M{number(x)} {number(y)}{_SHAPES[series - 1]}", series=series, hollow=hollow)


_SHAPES = (
    "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "m-3.6-3.6h7.2v7.2h-7.2z",
    "m0-4.8l4.6 8.2h-9.2z",
    "m0-5l5 5l-5 5l-5-5z",
    "m0 4.8l4.6-8.2h-9.2z",
    "m-1.6-4.6h3.2v3h3v3.2h-3v3h-3.2v-3h-3v-3.2h3z",
)
