"""Lines and tables of a paper to the blocks of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portal.wechat.blocks import BREAK, Block, Figure, Heading, Listing, Paragraph, Run, Table, runs_of
from portal.wechat.docx_body import Grid, Item, Line
from portal.wechat.docx_layout import Base, base_of, is_bold_heading, is_caption, level_of, title_of
from portal.wechat.docx_tables import cell_runs, gallery_of, is_layout, is_wide, table_of
from portal.wechat.tidying import paragraphs

_WIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef“”‘’—…·、。《》〔〕]")


@dataclass(frozen=True)
class Built:
    """A paper's text.

    Attributes:
        title: the whole title, empty when there is none.
        titles: the lines of the title as they stand in the paper.
        lead: what stands before the title.
        blocks: the text without its title; pictures are counted from 0 in the order of the text.
        pictures: numbers of the pictures as they were met, in the order of the text.
        items: the lines from which it was made.
        headings: how many headings were told by their looks.
    """

    title: str
    titles: tuple[str, ...]
    lead: str
    blocks: tuple[Block, ...]
    pictures: tuple[int, ...]
    items: tuple[Item | Figure, ...]
    headings: int


def build(items: Sequence[Item], notes: Sequence[Item], alts: Sequence[str]) -> Built:
    """Make a paper's text.

    Args:
        items: its body.
        notes: lines of its foot- and endnotes.
        alts: what its pictures show, by the numbers with which they were met.
    """
    flat = tuple(_flat(items, alts))
    base = base_of(flat)
    titles = title_of(flat, base)
    found, guessed = _headed(flat, titles, base)
    blocks = _levelled(_listed(found))
    if notes:
        blocks += [block for one in _flat(notes, alts) for block in _as_it_is(one)]
    blocks += [Figure(number, alts[number]) for number in sorted(set(range(len(alts))) - set(_pictures(blocks)))]
    order = _pictures(blocks)
    new = {old: at for at, old in enumerate(order)}
    lines = tuple(one.text for one in (flat[at] for at in titles) if isinstance(one, Line))
    lead = "".join(run.text for one in flat[: min(titles, default=0)] for run in _runs(one) if run.picture < 0 and not run.mark)
    return Built(_joined(lines), lines, lead, tuple(_renumbered(one, new) for one in blocks), tuple(order), flat, guessed)


def _flat(items: Sequence[Item], alts: Sequence[str]) -> Iterator[Item | Figure]:
    """Tables that only place things are dissolved, pictures at the edges of lines stand alone, empty lines are gone."""
    for one in items:
        if isinstance(one, Line):
            yield from _split(one, alts)
        elif is_wide(one):
            yield from (part for row in one.rows for cell in row for part in _flat([_boxed(item) for item in cell.items], alts))
        elif is_layout(one):
            yield from (part for row in one.rows for cell in row for part in _flat(cell.items, alts))
        elif gallery := gallery_of(one):
            yield from _flat(gallery, alts)
        else:
            yield one


def _boxed(item: Item) -> Item:
    return replace(item, boxed=True) if isinstance(item, Line) else item


def _split(line: Line, alts: Sequence[str]) -> Iterator[Line | Figure]:
    """A line and the pictures before, between and behind its pieces."""
    waiting: list[Run] = []
    for piece in _pieces(line.runs):
        text = [run for run in piece if run.picture < 0 or run.picture not in line.floating]
        beside = [run for run in piece if run.picture in line.floating]
        lead, text = _taken(text)
        tail, text = _taken(text[::-1])
        text = text[::-1]
        if lead and waiting:
            yield replace(line, runs=tuple(waiting))
            waiting = []
        yield from (Figure(run.picture, alts[run.picture]) for run in lead)
        waiting += [*([BREAK] if waiting and text else []), *text]
        after = [*tail[::-1], *beside]
        if after and waiting:
            yield replace(line, runs=tuple(waiting))
            waiting = []
        yield from (Figure(run.picture, alts[run.picture]) for run in after)
    if waiting:
        yield replace(line, runs=tuple(waiting))


def _pieces(runs: Sequence[Run]) -> Iterator[list[Run]]:
    piece: list[Run] = []
    for run in runs:
        if run.text == "\n":
            yield piece
            piece = []
        else:
            piece.append(run)
    yield piece


def _taken(runs: list[Run]) -> tuple[list[Run], list[Run]]:
    """Pictures at the start, and the rest."""
    at = 0
    while at < len(runs) and (runs[at].picture >= 0 or not runs[at].text.strip()):
        at += 1
    return [run for run in runs[:at] if run.picture >= 0], runs[at:]


def _headed(flat: Sequence[Item | Figure], titles: tuple[int, ...], base: Base) -> tuple[list[Block | Line], int]:
    """Blocks with headings and captions, items of lists still lines; and how many headings were told by their looks."""
    before = titles[0] if titles else 0
    lines = [(at, one) for at, one in enumerate(flat) if isinstance(one, Line) and at not in titles]
    levels = {at: level_of(one, base, at > 0 and isinstance(flat[at - 1], Figure)) for at, one in lines if at >= before or one.heading}
    if not any(levels.values()):
        levels = {at: 2 for at, one in lines if at > max(titles, default=0) and is_bold_heading(one, base)}
    found: list[Block | Line] = []
    for at, one in enumerate(flat):
        if at in titles:
            continue
        last = found[-1] if found else None
        if isinstance(one, Figure):
            found.append(one)
        elif isinstance(one, Grid):
            found += table_of(one)
        elif isinstance(last, Figure) and not last.caption and at and isinstance(flat[at - 1], Figure) and not levels.get(at) and is_caption(one):
            found[-1] = replace(last, caption=tuple(Run(run.text) for run in one.runs))
        elif levels.get(at):
            found.append(Heading(levels[at], tuple(replace(run, bold=False, text=" " if run.text == "\n" else run.text) for run in one.runs)))
        else:
            found += [one] if one.bullet else _said(one)
    guessed = sum(1 for at, one in lines if levels.get(at) and not one.heading)
    return found, guessed


def _as_it_is(one: Item | Figure) -> list[Block]:
    return [one] if isinstance(one, Figure) else table_of(one) if isinstance(one, Grid) else _said(one)


def _runs(one: Item | Figure) -> Sequence[Run]:
    return one.runs if isinstance(one, Line) else [] if isinstance(one, Figure) else cell_runs((one,))


def _said(one: Line) -> list[Block]:
    return [Paragraph(runs, centred=one.align == "center") for runs in paragraphs(list(one.runs))]


def _listed(found: Sequence[Block | Line]) -> list[Block]:
    """Neighbouring items make a list."""
    blocks: list[Block] = []
    gathered: list[tuple[Block, ...]] = []
    for one in (*found, None):
        if isinstance(one, Line):
            gathered.append(tuple(_said(one)))
            continue
        if gathered:
            blocks.append(Listing(tuple(gathered)))
            gathered = []
        if one is not None:
            blocks.append(one)
    return blocks


def _levelled(blocks: Sequence[Block]) -> list[Block]:
    """Levels begin with 2, which is below the title, and none is left out."""
    new = {level: min(6, 2 + at) for at, level in enumerate(sorted({one.level for one in blocks if isinstance(one, Heading)}))}
    found: list[Block] = []
    last = 1
    for one in blocks:
        if isinstance(one, Heading):
            last = min(new[one.level], last + 1)
            found.append(replace(one, level=last))
        else:
            found.append(one)
    return found


def _pictures(blocks: Sequence[Block]) -> list[int]:
    return [run.picture for one in blocks for run in runs_of(one) if run.picture >= 0]


def _renumbered(block: Block, new: dict[int, int]) -> Block:
    def runs(old: Sequence[Run]) -> tuple[Run, ...]:
        return tuple(replace(run, picture=new[run.picture]) if run.picture >= 0 else run for run in old)

    if isinstance(block, Paragraph | Heading):
        return replace(block, runs=runs(block.runs))
    if isinstance(block, Figure):
        return replace(block, picture=new[block.picture])
    if isinstance(block, Table):
        return Table(tuple(tuple(runs(cell) for cell in row) for row in block.rows))
    if isinstance(block, Listing):
        return replace(block, items=tuple(tuple(_renumbered(one, new) for one in item) for item in block.items))
    return block


def _joined(lines: Sequence[str]) -> str:
    """A title of several lines in one: no space between Chinese letters."""
    found = ""
    for line in (part.strip() for one in lines for part in one.split("\n")):
        wide = not found or _WIDE.match(found[-1]) or _WIDE.match(line)
        found += line if wide else f" {line}"
    return found
