"""Tables: borders on every cell, a box that scrolls; a wide one becomes a picture, because nobody reads it on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from portal.wechat.export.nodes import Child, Node, bare, node, text_of
from portal.wechat.export.theme import PARTS, THEME

WIDE = 5
Inline = Callable[[Sequence[Child]], tuple[Child, ...]]
_DEPTHS = {f"depth-{number}": f";padding-left:{8 + 14 * number}px" for number in (1, 2, 3)}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its content, whether it is a head, to which side its text goes, how far it is moved in, and how many places it takes."""

    children: tuple[Child, ...]
    head: bool
    align: str
    depth: str
    columns: int
    rows: int

    @property
    def text(self) -> str:
        """Its text on one line."""
        return " ".join("".join(map(text_of, self.children)).split())


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        caption: above it, empty for none.
        heads: how many rows at the top are heads.
        rows: cells of all rows.
    """

    caption: tuple[Child, ...]
    heads: int
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((sum(cell.columns for cell in row) for row in self.rows), default=0)

    @property
    def text(self) -> str:
        """Its cells as a text for who can't see a picture of it."""
        rows = ("，".join(cell.text for cell in row if cell.text) for row in self.rows)
        title = "".join(map(text_of, self.caption))
        return "；".join(part for part in [" ".join(title.split()), *rows] if part)


def table_of(found: Node, inline: Inline) -> Table:
    """Read a table.

    Args:
        found: the element ``table``.
        inline: shapes the content of a cell.
    """
    caption = next((inline(one.children) for one in found.every("caption")), ())
    rows = tuple(tuple(_cells(row, inline)) for row in found.every("tr"))
    heads = sum(1 for head in found.every("thead") for _ in head.every("tr"))
    return Table(caption, heads, tuple(row for row in rows if row))


def _cells(row: Node, inline: Inline) -> Iterator[Cell]:
    for one in row.children:
        if isinstance(one, Node) and one.tag in ("td", "th"):
            depth = next((style for name, style in _DEPTHS.items() if one.has_class(name)), "")
            yield Cell(inline(one.children), one.tag == "th", _align(one), depth, _count(one, "colspan"), _count(one, "rowspan"))


def _align(cell: Node) -> str:
    style = cell.get("style").replace(" ", "")
    written = next((side for side in ("right", "center", "left") if f"text-align:{side}" in style), "")
    return written or cell.get("align") or ("right" if cell.has_class("num") else "")


def _count(cell: Node, name: str) -> int:
    text = cell.get(name)
    return min(int(text), 100) if text.isdecimal() and int(text) else 1


def shown_table(table: Table) -> list[Node]:
    """A table with its caption before it."""
    rows = [node("tr", [_shown_cell(cell, number < table.heads) for cell in row]) for number, row in enumerate(table.rows)]
    inner = [node("thead", rows[: table.heads]), node("tbody", rows[table.heads :])] if table.heads else [node("tbody", rows)]
    box = node("section", [node("table", inner, style=THEME["table"])], style=PARTS["scroll"])
    return [*caption_of(table), box]


def caption_of(table: Table) -> list[Node]:
    """The paragraph above a table, nothing when it has no caption."""
    return [node("p", table.caption, style=PARTS["caption"])] if bare("".join(map(text_of, table.caption))) else []


def _shown_cell(cell: Cell, in_head: bool) -> Node:
    tag, head = ("th", PARTS["head"]) if cell.head and in_head else ("td", "")  # the editor knows no heads of rows
    side = f";text-align:{cell.align}" if cell.align and cell.align != "left" else ""
    columns, rows = (str(count) if count > 1 else "" for count in (cell.columns, cell.rows))
    return node(tag, cell.children, style=THEME[tag] + head + side + cell.depth, colspan=columns, rowspan=rows)
