"""The words of a Word paper, read a second time and more simply than the draft: what the draft must come to, and the digest of the paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from portal.wechat.docx_body import HOLDERS
from portal.wechat.docx_fields import Fields, sign_of
from portal.wechat.docx_numbering import Numbering
from portal.wechat.docx_runs import GONE, LETTERS
from portal.wechat.docx_seen import FORMULA, SYMBOL
from portal.wechat.docx_styles import Styles
from portal.wechat.docx_tables import parts
from portal.wechat.docx_xml import Node, alternatives, child, name_of
from portal.wechat.dom import visible

_SILENT = frozenset(("w:pPr", "w:rPr", "w:sdtPr", "m:oMath", "m:oMathPara", "w:object", *GONE))


@dataclass
class Words:
    """Gathers words in the order of the file.

    Attributes:
        styles: of the paper.
        numbering: None to leave automatic numbers out.
        boxes: whether words of text boxes count; they stand behind their paragraph.
        cells: words of every cell of the outermost tables, in order; a table of one cell is none.
    """

    styles: Styles
    numbering: Numbering | None
    boxes: bool = True
    cells: list[str] = field(default_factory=list)
    _fields: Fields = field(default_factory=Fields)
    _waiting: tuple[str, tuple[Node, ...]] = ("", ())

    def of(self, node: Node, in_table: bool = False) -> str:
        """Words of the body, a cell, a note or a text box."""
        found = "".join(self._blocks(node, in_table))
        text, boxes = self._taken()
        return found + text + self._boxed(boxes)

    def _taken(self) -> tuple[str, list[Node]]:
        """What waits for the next paragraph because the end of its own is deleted."""
        (text, boxes), self._waiting = self._waiting, ("", ())
        return text, list(boxes)

    def _blocks(self, node: Iterable[Node], in_table: bool) -> Iterator[str]:
        for one in node:
            name = name_of(one)
            if name == "w:p":
                yield self._paragraph(one)
            elif name == "w:tbl":
                yield from self._table(one, in_table)
            elif name in HOLDERS:
                yield from self._blocks(one, in_table)
            elif name == "mc:AlternateContent":
                yield from self._blocks((inner for inner in alternatives(one) if name_of(inner) in ("w:p", "w:tbl")), in_table)
            elif name in ("w:r", "w:hyperlink"):
                boxes: list[Node] = []
                yield "".join(self._letters([one], "", boxes)) + self._boxed(boxes)

    def _table(self, table: Node, in_table: bool) -> Iterator[str]:
        texts = list(self._cells(table))
        self.cells += [] if in_table or len([one for one in texts if visible(one)]) < 2 else texts
        yield from texts

    def _cells(self, table: Node) -> Iterator[str]:
        for row in parts(table, "w:tr"):
            for cell in parts(row, "w:tc") if child(row, "w:trPr", "w:del") is None else ():
                if child(cell, "w:tcPr", "w:cellDel") is None:
                    yield self.of(cell, in_table=True)

    def _paragraph(self, one: Node) -> str:
        text, boxes = self._taken()
        text += "".join(self._letters(one, self.styles.of_paragraph(one), boxes))
        marks = child(one, "w:pPr", "w:rPr")
        if any(child(marks, name) is not None for name in GONE):
            self._waiting = (text, tuple(boxes))
            return ""
        label = self.numbering.label(one).text if self.numbering else ""
        return (label if visible(text) else "") + text + self._boxed(boxes)

    def _boxed(self, boxes: list[Node]) -> str:
        if not self.boxes:
            return ""
        return "".join(self.of(one) for one in boxes)

    def _letters(self, node: Iterable[Node], style: str, boxes: list[Node], hidden: bool = False) -> Iterator[str]:
        for one in node:
            name = name_of(one)
            if name in _SILENT:
                continue
            if name == "w:txbxContent":
                boxes.append(one)
            elif name == "w:fldChar":
                shown = self._fields.mark(one)
                yield shown if shown not in (FORMULA, SYMBOL) and not hidden else ""
            elif name == "w:instrText":
                self._fields.code(one.text or "")
            elif name == "mc:AlternateContent":
                yield from self._letters(alternatives(one), style, boxes, hidden)
            elif name == "w:r":
                yield from self._letters(one, style, boxes, self.styles.letters(one, style).hidden)
            elif self._fields.is_text and not hidden:
                yield from self._seen(one, name, style, boxes)

    def _seen(self, one: Node, name: str, style: str, boxes: list[Node]) -> Iterator[str]:
        if name in ("w:t", "a:t"):
            yield one.text or ""
        elif name in LETTERS:
            yield LETTERS[name]
        elif name == "w:sym":
            yield sign_of(one)
        elif name == "v:textpath":
            yield one.get("string") or ""
        elif name == "w:ruby":
            for part in sorted(one, key=lambda part: name_of(part) != "w:rubyBase"):
                inner = "".join(self._letters(part, style, boxes))
                yield f"（{inner}）" if name_of(part) == "w:rt" else inner
        elif not _is_hidden(one):
            yield from self._letters(one, style, boxes)


def _is_hidden(one: Node) -> bool:
    properties = child(one, "wp:docPr")
    return properties is not None and (properties.get("hidden") or "") in ("1", "true")
