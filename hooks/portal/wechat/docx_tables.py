"""Tables of Word papers: merged cells keep their text once, nothing of any cell is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.wechat.blocks import Block, Paragraph, Run
from portal.wechat.docx_body import HOLDERS, Body, Cell, Grid, Item, Line
from portal.wechat.docx_runs import letters_of
from portal.wechat.docx_xml import Node, alternatives, attribute, child, name_of
from portal.wechat.tables import headed
from portal.wechat.tidying import tidy

MOST_COLUMNS, MOST_ROWS, _HEAD, _MOST_SPAN = 60, 2_000, 30, 200


def read_table(node: Node, body: Body) -> Grid:
    """A table's rows. Deleted rows and cells are gone; a cell that only goes on with the one above stands in its own place, mostly empty."""
    rows = []
    for one in parts(node, "w:tr"):
        if child(one, "w:trPr", "w:del") is None:
            rows.append(one)
        else:
            body.inline.seen.deleted.append(letters_of(one))
    headed = bool(rows) and child(rows[0], "w:trPr", "w:tblHeader") is not None
    return Grid(tuple(tuple(_row(one, body)) for one in rows), headed)


def parts(node: Node, wanted: str) -> Iterator[Node]:
    """Rows of a table or cells of a row, also those within wrappers."""
    for one in node:
        name = name_of(one)
        if name == wanted:
            yield one
        elif name in HOLDERS:
            yield from parts(one, wanted)
        elif name == "mc:AlternateContent":
            for inner in alternatives(one):
                yield from [inner] if name_of(inner) == wanted else parts(inner, wanted)


def _row(row: Node, body: Body) -> Iterator[Cell]:
    column = _count(child(row, "w:trPr", "w:gridBefore"), 0)
    for one in parts(row, "w:tc"):
        if child(one, "w:tcPr", "w:cellDel") is not None:
            body.inline.seen.deleted.append(letters_of(one))
        else:
            yield Cell(column, tuple(item for item in body.whole(one) if not isinstance(item, Line) or item.runs))
        column += _count(child(one, "w:tcPr", "w:gridSpan"), 1)


def _count(node: Node | None, otherwise: int) -> int:
    written = attribute(node, "w:val")
    return min(int(written[:4]), _MOST_SPAN) if written.isascii() and written.isdigit() else otherwise


def is_wide(grid: Grid) -> bool:
    """Whether it is larger than a table of a page may be."""
    return len(grid.rows) > MOST_ROWS or len(_columns(grid)) > MOST_COLUMNS


def is_layout(grid: Grid) -> bool:
    """Whether it only places things: its cells stand one below the other."""
    return len(_columns(grid)) < 2 or is_wide(grid)


def _columns(grid: Grid) -> list[int]:
    """Columns in which any cell holds something."""
    return sorted({cell.column for row in grid.rows for cell in row if cell.items})


def table_of(grid: Grid) -> list[Block]:
    """The table as blocks: a title over all columns becomes a paragraph before it, a first row that is no head gets an empty one above."""
    columns = {column: at for at, column in enumerate(_columns(grid))}
    lines: list[list[tuple[Run, ...]]] = []
    for row in grid.rows:
        line: list[tuple[Run, ...]] = [()] * len(columns)
        for cell in row:
            if cell.items:
                line[columns[cell.column]] += ((Run(" "),) if line[columns[cell.column]] else ()) + tuple(cell_runs(cell.items))
        if any(line):
            lines.append(line)
    before: list[Block] = []
    while len(lines) > 2 and lines[0][0] and not any(lines[0][1:]) and not any(run.picture >= 0 for run in lines[0][0]):
        before.append(Paragraph(lines.pop(0)[0], centred=True))
    if not lines:
        return before
    return [*before, headed(lines, grid.headed or None)]


def gallery_of(grid: Grid) -> list[Item]:
    """The pictures of a table that only sets pictures side by side, each followed by what stands below it; empty for other tables."""
    rows = [{cell.column: cell.items for cell in row if cell.items} for row in grid.rows]
    rows = [row for row in rows if row]
    found: list[Item] = []
    at = 0
    while at < len(rows):
        shown = rows[at]
        below = rows[at + 1] if at + 1 < len(rows) and not any(map(_pictured, rows[at + 1].values())) else {}
        if not all(map(_pictured, shown.values())) or not set(below) <= set(shown) or not all(_is_short(items) for items in below.values()):
            return []
        for column, items in shown.items():
            own = (*items, *below.get(column, ()))
            found += [replace(one, caption=not one.has_pictures) for one in own if isinstance(one, Line)]
        at += 2 if below else 1
    return found


def _pictured(items: tuple[Item, ...]) -> bool:
    lines = [one for one in items if isinstance(one, Line)]
    return len(lines) == len(items) and any(one.has_pictures for one in lines) and _is_short(items)


def _is_short(items: tuple[Item, ...]) -> bool:
    return all(isinstance(one, Line) for one in items) and sum(len(one.text) for one in items if isinstance(one, Line)) <= 2 * _HEAD


def cell_runs(items: tuple[Item, ...]) -> list[Run]:
    """A cell in one line."""
    found: list[Run] = []
    for item in items:
        inner = item.runs if isinstance(item, Line) else [run for row in item.rows for cell in row for run in (*cell_runs(cell.items), Run(" "))]
        found += [Run(" "), *(Run(" ") if run.text == "\n" else run for run in inner)]
    return tidy(found)
