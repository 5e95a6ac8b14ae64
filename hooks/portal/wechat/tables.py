"""Tables: cells that span several are written once and followed by empty ones, so that no text is lost and none is doubled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from portal.wechat.blocks import Block, Code, Paragraph, Run, Table, runs_of
from portal.wechat.dom import Element, plain, tag_of
from portal.wechat.tidying import tidy

_MOST_COLUMNS, _MOST_ROWS, _HEAD = 60, 2_000, 30
_FIGURE = re.compile(r"(?!(?:19|20)\d\d年?$)[\d.,，:：%％+±×/-]*\d[%％]?[件个人次万亿元名场份条起家天]{0,2}")
_PARTS = frozenset(("thead", "tbody", "tfoot", "colgroup", "col"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and how far it reaches."""

    element: Element
    columns: int = 1
    rows: int = 1


@dataclass
class Grid:
    """The cells of a table row by row, and texts that stand beside the cells."""

    rows: list[list[Cell]] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)

    @property
    def is_headed(self) -> bool | None:
        """Whether the first row names the columns, None when the page itself doesn't say."""
        kinds = [[tag_of(cell.element) for cell in row] for row in self.rows if row]
        if kinds and set(kinds[0]) == {"th"}:
            return True
        return False if kinds and all(one[0] == "th" and "th" not in one[1:] for one in kinds) else None


def grid_of(table: Element) -> Grid:
    """The cells of a table; those of tables within it belong to their cell."""
    grid = Grid()
    _gather(table, grid)
    return grid


def _gather(element: Element, grid: Grid) -> None:
    _keep(element.text, grid)
    for child in element:
        tag = tag_of(child)
        if tag == "tr":
            grid.rows.append([])
            _gather(child, grid)
        elif tag in _PARTS:
            _gather(child, grid)
        elif tag:
            if not grid.rows:
                grid.rows.append([])
            grid.rows[-1].append(Cell(child, _span(child.get("colspan")), _span(child.get("rowspan"))))
        _keep(child.tail, grid)


def _keep(text: str | None, grid: Grid) -> None:
    if text and text.strip():
        grid.stray.append(text)


def _span(written: str | None) -> int:
    return min(int(written), _MOST_COLUMNS) if written and written.isascii() and written.isdigit() and int(written[:4]) else 1


def is_layout(grid: Grid) -> bool:
    """Whether a table only places things: one cell, or one below the other, or more than a table may hold."""
    rows = [row for row in grid.rows if row]
    return all(len(row) == 1 for row in rows) or len(rows) > _MOST_ROWS or max(sum(cell.columns for cell in row) for row in rows) > _MOST_COLUMNS


def joined(blocks: Iterable[Block]) -> tuple[Run, ...]:
    """Blocks of a cell in one line."""
    found: list[Run] = []
    for block in blocks:
        found += [Run(" ")] if found else []
        found += [Run(" ") if run.text == "\n" else run for run in runs_of(block)]
        if isinstance(block, Code):
            found[-1] = replace(found[-1], text=found[-1].text.replace("\n", " "))
    return tuple(tidy(found))


def table_of(grid: Grid, cells: list[list[tuple[Run, ...]]]) -> list[Block]:
    """The table as blocks: a title over all columns becomes a paragraph before it."""
    placed: list[list[tuple[Run, ...]]] = []
    taken: dict[int, set[int]] = {}
    for number, (row, texts) in enumerate(zip(grid.rows, cells, strict=True)):
        line: dict[int, tuple[Run, ...]] = {}
        own, column = taken.setdefault(number, set()), 0
        for cell, text in zip(row, texts, strict=True):
            while column in own:
                column += 1
            line[column] = text
            for down in range(cell.rows):
                taken.setdefault(number + down, set()).update(range(column, column + cell.columns))
            column += cell.columns
        width = min(max(own, default=-1) + 1, 4 * _MOST_COLUMNS)
        placed.append([line.get(at, ()) for at in range(width)])
        taken.pop(number)
    placed = [row for row in placed if any(row)]
    before: list[Block] = []
    while len(placed) > 1 and len([cell for cell in placed[0] if cell]) == 1 and placed[0][0]:
        before.append(Paragraph(placed.pop(0)[0], centred=True))
    if not placed:
        return before
    width = max(map(len, placed))
    rows = [(*row, *[()] * (width - len(row))) for row in placed]
    return [*before, headed(rows, grid.is_headed)] if width > 1 else [*before, *(Paragraph(row[0]) for row in rows)]


def headed(rows: Sequence[Sequence[tuple[Run, ...]]], is_headed: bool | None) -> Table:
    """A table whose first row names the columns; rows without such a one get an empty one above, for Markdown has no tables without.

    Args:
        rows: all of one length.
        is_headed: whether the source says that its first row is a head; None when it doesn't say.
    """
    first = rows[0]
    if not (_is_head(rows) if is_headed is None else is_headed):
        return Table((tuple(() for _ in first), *map(tuple, rows)))
    return Table((tuple(tuple(replace(run, bold=False) for run in cell) for cell in first), *map(tuple, rows[1:])))


def _is_head(rows: Sequence[Sequence[tuple[Run, ...]]]) -> bool:
    """Whether a first row names the columns: everything in it is bold, or short and no figure; and it isn't a first column that names the rows."""
    first = rows[0]
    if any(run.picture >= 0 for cell in first for run in cell):
        return False
    if len(rows) > 1 and all(_is_bold(row[:1]) and not _is_bold(row[1:]) for row in rows):
        return False
    texts = [plain("".join(run.text for run in cell)) for cell in first]
    return _is_bold(first) or all(len(text) <= _HEAD and not _FIGURE.fullmatch(text) for text in texts)


def _is_bold(cells: Sequence[tuple[Run, ...]]) -> bool:
    runs = [run for cell in cells for run in cell if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)
