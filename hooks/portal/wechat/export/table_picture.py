"""A wide table as a PNG that a phone can show and enlarge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.wechat.export.chart_picture import WIDTH, png_of
from portal.wechat.export.fonts import Fonts
from portal.wechat.export.tables import Cell, Table

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_SIZES = (30, 26, 22, 18)
_PAD, _EDGE = 12, 2
_LINE, _INK, _HEAD, _PAPER = "#9aa7b6", "#1a2330", "#e6eef8", "#ffffff"
_LEADING = 1.35
_SIDES = {"right": "ra", "center": "ma"}


@dataclass(frozen=True, slots=True)
class _Placed:
    cell: Cell
    column: int
    row: int
    lines: tuple[str, ...] = ()


def table_png(table: Table, fonts: Fonts) -> bytes:
    """A picture of a table, 1,080 pixels wide.

    Args:
        table: what to draw.
        fonts: for its words.
    """
    from PIL import Image, ImageDraw

    placed = _placed(table)
    widths, size = _widths(table, placed, fonts)
    regular, bold = fonts.regular.at(size), fonts.bold.at(size)
    wrapped = [_Placed(one.cell, one.column, one.row, _wrapped(one, widths, bold if one.cell.head else regular)) for one in placed]
    heights = _heights(table, wrapped, round(size * _LEADING))
    image = Image.new("RGB", (sum(widths) + _EDGE, sum(heights) + _EDGE), _PAPER)
    draw = ImageDraw.Draw(image)
    for one in wrapped:
        _paint(draw, one, (widths, heights), bold if one.cell.head else regular)
    return png_of(image)


def _placed(table: Table) -> list[_Placed]:
    """Cells with their column and row, those that reach over several rows leaving no place below them."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            found.append(_Placed(cell, column, row))
            column += cell.columns
    return found


def _widths(table: Table, placed: list[_Placed], fonts: Fonts) -> tuple[list[int], int]:
    """Widths of the columns by what stands in them, and the largest size of text at which no column gets too narrow."""
    count = max((one.column + one.cell.columns for one in placed), default=1)
    widths, size = [WIDTH // count] * count, _SIZES[-1]
    for size in _SIZES:
        font = fonts.bold.at(size)
        wanted = [max([size * 2.0, *(font.getlength(one.cell.text) for one in placed if one.column == at and one.cell.columns == 1)]) for at in range(count)]
        room = WIDTH - _EDGE - count * 2 * _PAD
        shares = [min(one, room / 2) for one in wanted]
        scale = room / sum(shares)
        widths = [round(one * scale) + 2 * _PAD for one in shares]
        if scale >= 1 or min(one * scale for one in shares) >= size * 3:
            break
    return widths, size


def _wrapped(one: _Placed, widths: list[int], font: FreeTypeFont) -> tuple[str, ...]:
    room = sum(widths[one.column : one.column + one.cell.columns]) - 2 * _PAD
    lines = [""]
    for char in one.cell.text:
        if lines[-1] and font.getlength(lines[-1] + char) > room:
            lines.append("")
        lines[-1] += char
    return tuple(line.strip() for line in lines)


def _heights(table: Table, wrapped: list[_Placed], leading: int) -> list[int]:
    heights = [leading + 2 * _PAD] * len(table.rows)
    for one in sorted(wrapped, key=lambda item: item.cell.rows):
        last = min(one.row + one.cell.rows, len(heights)) - 1
        missing = len(one.lines) * leading + 2 * _PAD - sum(heights[one.row : last + 1])
        heights[last] += max(missing, 0)
    return heights


def _paint(draw: ImageDraw, one: _Placed, grid: tuple[list[int], list[int]], font: FreeTypeFont) -> None:
    widths, heights = grid
    left, top = sum(widths[: one.column]), sum(heights[: one.row])
    right = left + sum(widths[one.column : one.column + one.cell.columns])
    bottom = top + sum(heights[one.row : one.row + one.cell.rows])
    draw.rectangle((left, top, right, bottom), fill=_HEAD if one.cell.head else _PAPER, outline=_LINE, width=_EDGE)
    x = {"right": right - _PAD, "center": (left + right) / 2}.get(one.cell.align, left + _PAD)
    for number, line in enumerate(one.lines):
        draw.text((x, top + _PAD + number * font.size * _LEADING), line, _INK, font, _SIDES.get(one.cell.align, "la"))
