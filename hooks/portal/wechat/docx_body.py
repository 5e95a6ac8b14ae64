"""The text of a Word paper as lines with their looks, and tables, in order; what they mean is told later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from portal.wechat.blocks import Run
from portal.wechat.docx_numbering import Label, Numbering
from portal.wechat.docx_runs import GONE, Found, Inline, letters_of
from portal.wechat.docx_seen import CHUNK
from portal.wechat.docx_styles import Letters
from portal.wechat.docx_xml import Node, alternatives, child, name_of
from portal.wechat.tidying import tidy

_BLACK = ("黑体", "simhei", "heiti", "hei")
HOLDERS = frozenset(("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:body"))


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph.

    Attributes:
        runs: what it says, its number included.
        number: its automatic number.
        bullet: whether it is an item of a list with signs.
        font: of most of its letters.
        size: of most of its letters, in points.
        even: whether all of it has one typeface.
        bold: whether all of it is bold.
        red: whether all of it is red.
        align: ``center``, ``right`` or something else.
        heading: level of a real heading, 0 for none.
        title: whether it has the style of a title.
        caption: whether it has the style of a caption.
        boxed: whether it stood in a text box.
        floating: numbers of pictures that stand beside it.
    """

    runs: tuple[Run, ...]
    number: str = ""
    bullet: bool = False
    font: str = ""
    size: float = 0
    even: bool = False
    bold: bool = False
    red: bool = False
    align: str = ""
    heading: int = 0
    title: bool = False
    caption: bool = False
    boxed: bool = False
    floating: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """What it says, without pictures and placeholders."""
        return "".join(run.text for run in self.runs if run.picture < 0 and not run.mark).strip()

    @property
    def has_pictures(self) -> bool:
        """Whether there is a picture in it."""
        return any(run.picture >= 0 for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, and the column in which it begins."""

    column: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows, and whether its first row was made a head in Word."""

    rows: tuple[tuple[Cell, ...], ...]
    headed: bool = False


Item = Line | Grid


def is_black(font: str) -> bool:
    """Whether a typeface is one of headings."""
    return any(one in font for one in _BLACK[:3]) or font == _BLACK[3]


@dataclass
class Body:
    """Reads the blocks of one part.

    Attributes:
        inline: reads paragraphs.
        numbering: counts them.
        table: reads a table with the reader of its cells.
    """

    inline: Inline
    numbering: Numbering
    table: Callable[[Node, Body], Grid]
    _carried: list[Found] = field(default_factory=list)

    def items(self, node: Node, boxed: bool = False) -> Iterator[Item]:
        """Lines and tables of the body, a cell, a note or a text box, in order."""
        for one in node:
            name = name_of(one)
            if name == "w:p":
                yield from self._paragraph(one, boxed)
            elif name == "w:tbl":
                yield self.table(one, self)
            elif name in HOLDERS:
                yield from self.items(one, boxed)
            elif name == "mc:AlternateContent":
                for inner in alternatives(one):
                    yield from self._single(inner, boxed)
            elif name in ("m:oMath", "m:oMathPara", "w:r", "w:hyperlink"):
                yield from self._loose(one, boxed)
            elif name in GONE:
                self.inline.seen.deleted.append(letters_of(one))
            elif name == "w:altChunk":
                self.inline.seen.components[CHUNK] += 1
                yield Line((Run(f"〔{CHUNK}〕", mark=True),), boxed=boxed)

    def _single(self, one: Node, boxed: bool) -> Iterator[Item]:
        if name_of(one) == "w:p":
            yield from self._paragraph(one, boxed)
        elif name_of(one) == "w:tbl":
            yield self.table(one, self)

    def _loose(self, one: Node, boxed: bool) -> Iterator[Item]:
        """Letters that stand in no paragraph."""
        found = Found()
        self.inline.alone(one, found)
        yield from self._line(None, found, boxed)

    def _paragraph(self, one: Node, boxed: bool) -> Iterator[Item]:
        marks = child(one, "w:pPr", "w:rPr")
        found = self._carried.pop() if self._carried else Found()
        self.inline.read(one, found)
        if any(child(marks, name) is not None for name in GONE):
            self.inline.seen.deleted.append("")
            self._carried.append(found)  # the end of the paragraph is deleted: the next one goes on with it
        else:
            yield from self._line(one, found, boxed)

    def whole(self, node: Node, boxed: bool = False) -> Iterator[Item]:
        """As :meth:`items`, and what waits for a paragraph that never came."""
        yield from self.items(node, boxed)
        while self._carried:
            yield from self._line(None, self._carried.pop(), boxed)

    def _line(self, one: Node | None, found: Found, boxed: bool) -> Iterator[Item]:
        label = self.numbering.label(one) if one is not None else Label()  # even an empty line is counted
        if not found.runs and not found.boxes:
            return
        weights: Counter[Letters] = Counter()
        for run, letters in zip(found.runs, found.letters, strict=True):
            if run.text.strip() and run.picture < 0 and not run.mark:
                weights[letters] += len(run.text.strip())
        runs = list(_stressed(found.runs, found.letters))
        if label.text and weights:
            first = next(run for run in runs if run.text.strip() and run.picture < 0 and not run.mark)
            runs = [Run(label.text, bold=first.bold, size=first.size), *_unindented(runs)]
        line = Line(tuple(tidy(runs)), label.text, label.bullet, boxed=boxed, floating=frozenset(found.floating))
        line = _dressed(line, weights)
        yield self._placed(line, one) if one is not None else line
        for box in found.boxes:
            self.inline.seen.boxes += 1
            yield from self.whole(box, boxed=True)

    def _placed(self, line: Line, one: Node) -> Line:
        styles = self.inline.styles
        return replace(
            line, align=styles.alignment(one), heading=styles.heading(one), title=styles.is_title(one), caption=styles.is_caption(one)
        )


def _dressed(line: Line, weights: Counter[Letters]) -> Line:
    fonts: Counter[str] = Counter()
    sizes: Counter[float] = Counter()
    for letters, count in weights.items():
        fonts[letters.font] += count
        sizes[letters.size] += count
    if not weights:
        return line
    font, size = fonts.most_common(1)[0][0], sizes.most_common(1)[0][0]
    return replace(line, font=font, size=size, even=len(fonts) == 1, bold=all(one.bold for one in weights), red=all(one.red for one in weights))


def _stressed(runs: list[Run], letters: list[Letters]) -> Iterator[Run]:
    """Runs in a typeface of headings within a paragraph in another one are stressed."""
    faces = {is_black(one.font) for run, one in zip(runs, letters, strict=True) if run.text.strip() and run.picture < 0 and not run.mark}
    for run, one in zip(runs, letters, strict=True):
        stressed = len(faces) == 2 and is_black(one.font) and run.text.strip() and run.picture < 0 and not run.mark
        yield replace(run, bold=True) if stressed else run


def _unindented(runs: list[Run]) -> Iterator[Run]:
    """Runs without the spaces with which somebody indented the text behind its number."""
    begun = False
    for run in runs:
        text = run.text if begun else run.text.lstrip(" \u3000\xa0")
        begun = begun or bool(text)
        if text:
            yield replace(run, text=text)
