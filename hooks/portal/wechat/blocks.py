"""What a text consists of, whatever it was saved as: runs in blocks. The seam between readers (WeChat pages, Word papers) and the writer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LINKED = "〔图片链接〕"
OBJECT = "\ufffc"  # stands for a picture in a line
TO_ARTICLE = "article:"  # stands for the address of the article in the account


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line.

    Attributes:
        text: what it says; ``\\n`` alone is a line break.
        bold: whether it is stressed.
        code: whether it is code.
        href: where it leads, empty when nowhere.
        mark: it stands for something that is no text (a video) and was not in the source.
        picture: number of a picture in the draft, from 0; -1 for none.
        size: of the letters in pixels, 0 when unknown.
    """

    text: str
    bold: bool = False
    code: bool = False
    href: str = ""
    mark: bool = False
    picture: int = -1
    size: float = 0


BREAK = Run("\n")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``stressed`` when its typeface is one of headings."""

    runs: tuple[Run, ...]
    centred: bool = False
    stressed: bool = False

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each item is a few blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, all rows of one length; a cell that spans others is followed by empty ones."""

    rows: tuple[tuple[tuple[Run, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of the draft with its caption."""

    picture: int
    alt: str = ""
    caption: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """Lines that are shown as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""


Block = Paragraph | Heading | Listing | Quote | Table | Figure | Code | Rule


def every(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, those within others too, in order."""
    for one in blocks:
        yield one
        if isinstance(one, Quote):
            yield from every(one.blocks)
        elif isinstance(one, Listing):
            for item in one.items:
                yield from every(item)


def runs_of(block: Block) -> tuple[Run, ...]:
    """Every run of a block, those of blocks within it too, in order."""
    if isinstance(block, Paragraph | Heading):
        return block.runs
    if isinstance(block, Quote):
        return tuple(run for one in block.blocks for run in runs_of(one))
    if isinstance(block, Listing):
        return tuple(run for item in block.items for one in item for run in runs_of(one))
    if isinstance(block, Table):
        return tuple(run for row in block.rows for cell in row for run in cell)
    if isinstance(block, Figure):
        return (Run(OBJECT, picture=block.picture), *block.caption)
    return (Run(block.text),) if isinstance(block, Code) else ()
