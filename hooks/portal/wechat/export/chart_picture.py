"""Charts as PNG: the same bars, lines and numbers as the drawing in the page, because they are read from it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from portal.wechat.export.fonts import Fonts
from portal.wechat.export.nodes import Node, text_of
from portal.wechat.export.paths import Point, outlines

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

WIDTH = 1080
_MARGIN = 14.0
_FINE = 2  # drawn twice as large and made smaller: Pillow's lines have steps
_FONT = 14.0
_PAPER, _INK, _SOFT, _LINE = "#ffffff", "#1a2330", "#535f6e", "#d6dee8"
_SERIES = ("#10509a", "#d06900", "#00806e", "#7b3a8c", "#927800", "#515c68")
_STROKES = {"axis": (_SOFT, 1.25, ()), "grid": (_LINE, 1.0, ()), "break": (_SOFT, 1.5, (4.0, 3.0))}
_ANCHORS = {"middle": "ms", "end": "rs"}


def chart_png(drawing: Node, fonts: Fonts) -> bytes:
    """A picture of a drawing of the statistics, 1,080 pixels wide, on white.

    Args:
        drawing: the element ``svg`` as the site's templates make it.
        fonts: for its words.
    """
    from PIL import Image, ImageDraw

    box = _box(drawing)
    scale = WIDTH / (box[0] + 2 * _MARGIN)
    size = (WIDTH, max(1, round((box[1] + 2 * _MARGIN) * scale)))
    image = Image.new("RGB", (size[0] * _FINE, size[1] * _FINE), _PAPER)
    _Painter(image, ImageDraw.Draw(image), scale * _FINE, fonts).all(drawing)
    return png_of(image.resize(size, Image.Resampling.LANCZOS))


def png_of(image: Image) -> bytes:
    """A picture with few colours as a small file, the same bytes every time."""
    from PIL import Image as Images

    found = BytesIO()
    image.quantize(96, method=Images.Quantize.MEDIANCUT, dither=Images.Dither.NONE).save(found, "PNG", optimize=True)
    return found.getvalue()


def _box(drawing: Node) -> tuple[float, float]:
    """Width and height; HTML parsers write the attribute in small letters."""
    parts = (drawing.get("viewBox") or drawing.get("viewbox")).split()
    return float(parts[2]), float(parts[3])


@dataclass(frozen=True)
class _Painter:
    image: Image
    draw: ImageDraw
    scale: float
    fonts: Fonts

    def all(self, drawing: Node) -> None:
        """Everything in the order in which it lies."""
        for part in drawing.children:
            if isinstance(part, Node) and part.tag in ("path", "rect", "text"):
                {"path": self._path, "rect": self._rect, "text": self._text}[part.tag](part)

    def _at(self, point: Point) -> Point:
        return ((point[0] + _MARGIN) * self.scale, (point[1] + _MARGIN) * self.scale)

    def _thick(self, units: float) -> int:
        return max(1, round(units * self.scale))

    def _path(self, part: Node) -> None:
        kinds = part.get("class").split()
        for line in outlines(part.get("d")):
            points = [self._at(point) for point in line]
            if "hollow" in kinds:
                self.draw.polygon(points, fill=_PAPER)
                self.draw.line(points, fill=_colour(kinds), width=self._thick(2), joint="curve")
            elif any(kind.startswith("fill-") for kind in kinds):
                self.draw.polygon(points, fill=_colour(kinds))
            else:
                colour, units, dashes = next((_STROKES[kind] for kind in kinds if kind in _STROKES), (_colour(kinds), 2.25, ()))
                for piece in _dashed(line, dashes) if dashes else [line]:
                    self.draw.line([self._at(point) for point in piece], fill=colour, width=self._thick(units), joint="curve")

    def _rect(self, part: Node) -> None:
        x, y, width, height = (float(part.get(name)) for name in ("x", "y", "width", "height"))
        corners = (*self._at((x, y)), *self._at((x + width, y + height)))
        if part.has_class("plate"):
            self.draw.rounded_rectangle(corners, radius=3 * self.scale, fill=_PAPER)
        elif part.has_class("hollow"):
            self.draw.rectangle(corners, fill=_PAPER, outline=_colour(part.get("class").split()), width=self._thick(2))
        else:
            series = _series(part)
            self.draw.rectangle(corners, fill=_SERIES[series - 1])
            self._hatch(corners, series)

    def _hatch(self, corners: tuple[float, float, float, float], series: int) -> None:
        """The pattern by which a series can be told without its colour, as on the page."""
        from PIL import Image, ImageDraw

        left, top, right, bottom = map(round, corners)
        if series == 1 or right <= left or bottom <= top:
            return
        tile = Image.new("L", (right - left + 1, bottom - top + 1), 0)
        pen, step, thick = ImageDraw.Draw(tile), 7 * self.scale, self._thick(1.6)
        for number in range(-int(tile.height / step) - 1, int(max(tile.size) / step) + 2):
            at = number * step
            if series == 2:
                pen.line([(at, tile.height), (at + tile.height, 0)], fill=255, width=thick)
            if series in (4, 5):
                pen.line([(0, at), (tile.width, at)], fill=255, width=thick)
            if series in (4, 6):
                pen.line([(at, 0), (at, tile.height)], fill=255, width=thick)
            if series == 3:
                for row in range(int(tile.height / step) + 1):
                    pen.circle((at + step / 2, row * step + step / 2), thick * 0.7, fill=255)
        self.image.paste(_PAPER, (left, top), tile)

    def _text(self, part: Node) -> None:
        kind = part.get("class")
        face = self.fonts.bold if kind in ("value", "inside") else self.fonts.regular
        place = self._at((float(part.get("x")), float(part.get("y"))))
        anchor = _ANCHORS.get(part.get("text-anchor"), "ls")
        halo = self._thick(2) if kind == "value" else 0
        colour = _SOFT if kind == "soft" else _INK
        self.draw.text(place, text_of(part), colour, face.at(_FONT * self.scale), anchor, stroke_width=halo, stroke_fill=_PAPER)


def _series(part: Node) -> int:
    """Which series a bar belongs to: the first is plain, others name their pattern."""
    number = part.get("fill").rstrip(")").rpartition("-")[2]
    return min(int(number), len(_SERIES)) if number.isdecimal() and int(number) else 1


def _colour(kinds: list[str]) -> str:
    numbers = (kind.rpartition("-")[2] for kind in kinds if kind.startswith(("series-", "edge-", "fill-")))
    return next((_SERIES[int(number) - 1] for number in numbers if number.isdecimal() and 0 < int(number) <= len(_SERIES)), _INK)


def _dashed(line: list[Point], dashes: tuple[float, ...]) -> list[list[Point]]:
    """The dashes of a straight line."""
    (x1, y1), (x2, y2) = line[0], line[-1]
    long = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    found, at = [], 0.0
    while at < long:
        ends = (at / long, min(at + dashes[0], long) / long)
        found.append([(x1 + (x2 - x1) * part, y1 + (y2 - y1) * part) for part in ends])
        at += sum(dashes)
    return found
