"""Blocks to this project's Markdown. Italics and sizes are presentation and go; stress, structure, links and every character stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from portal.model.crowding import MOST_SIGNS
from portal.wechat.blocks import BREAK, Block, Code, Figure, Heading, Listing, Paragraph, Quote, Run, Table
from portal.wechat.dom import visible
from portal.wechat.escaping import address, can_be_code, escaped, in_cell, line_start
from portal.wechat.tidying import tidy

_INDENT = "    "
_SIGNS = "[`<*_"  # a paragraph with very many of them is shown as it stands, see model/crowding.py


@dataclass(frozen=True)
class Names:
    """What the writer must be told.

    Attributes:
        picture: file of a picture by its number, empty when there is none.
        missing: address of a picture that has no file.
        link: a target as this site writes it; turns links to mirrored articles into local ones.
        lost: what a picture without a file is said to be.
    """

    picture: Callable[[int], str]
    missing: Callable[[int], str]
    link: Callable[[str], str]
    lost: str = "没有随网页保存下来"


@dataclass
class Written:
    """Markdown, and the placeholders in it in the order of the text.

    Attributes:
        text: the Markdown.
        marks: texts of placeholders as a reader sees them, without white space.
        links: targets of all links.
    """

    text: str = ""
    marks: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def write(blocks: Sequence[Block], names: Names) -> Written:
    """Markdown of a text.

    Args:
        blocks: the text.
        names: of pictures and links.
    """
    writer = _Writer(names)
    writer.written.text = writer.blocks(blocks) + "\n"
    return writer.written


class _Writer:
    def __init__(self, names: Names) -> None:
        self._names, self.written = names, Written()

    def blocks(self, blocks: Sequence[Block]) -> str:
        """Blocks with blank lines between them; code after a list would belong to its last item, so it is written as lines."""
        parts = []
        for number, one in enumerate(blocks):
            after_list = number > 0 and isinstance(blocks[number - 1], Listing)
            parts.append(self.block(_in_item(one) if after_list and isinstance(one, Code) else one))
        return "\n\n".join(part for part in parts if part)

    def block(self, one: Block) -> str:
        """A block without blank lines round it."""
        if isinstance(one, Paragraph):
            return self._paragraph(one.runs)
        if isinstance(one, Heading):
            text = re.sub(r"#+$", lambda match: r"\#" * len(match[0]), self._line([_on_line(run) for run in one.runs]))
            return f"{'#' * one.level} {text}" if text else ""
        if isinstance(one, Listing):
            return self._listing(one)
        if isinstance(one, Quote):
            inner = self.blocks([_in_item(block) if isinstance(block, Heading) else block for block in one.blocks])
            return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        if isinstance(one, Table):
            return self._table(one)
        if isinstance(one, Figure):
            return self._figure(one)
        return self._code(one) if isinstance(one, Code) else "***"

    def _paragraph(self, runs: Sequence[Run]) -> str:
        lines: list[list[Run]] = [[]]
        for run in runs:
            if run.text == "\n":
                lines.append([])
            else:
                lines[-1].append(run)
        written = [line_start(text) for text in (self._line(_sparse(line)) for line in lines) if text]
        if sum(map(_signs, runs)) > MOST_SIGNS:
            return "\n\n".join(written)
        found = "  \n".join(written)
        return in_cell(found) if len(written) > 1 else found  # two lines with bars could be a table

    def _line(self, runs: Sequence[Run]) -> str:
        found, after_code = [], False
        for run in runs:
            found.append(self._run(replace(run, code=False) if run.code and after_code else run))
            after_code = run.code and not after_code
        return "".join(found).strip()

    def _run(self, run: Run) -> str:
        if run.picture >= 0:
            return self._picture(run.picture, "")
        if run.mark:
            self.written.marks.append(visible(run.text))
        text = run.text
        if not text.strip():
            return text
        is_code = run.code and can_be_code(text) and not set(text) & {"`", "|", "\\"} and text == text.strip()
        found = f"`{text}`" if is_code else escaped(text)
        found = f"**{found}**" if run.bold else found
        target = self._names.link(run.href) if run.href else ""
        if target:
            self.written.links.append(target)
        return f"[{found}]({address(target)})" if target else found

    def _picture(self, number: int, alt: str, caption: str = "") -> str:
        file = self._names.picture(number)
        if file:
            title = f' "{caption}"' if caption else ""
            return f"![{escaped(alt).rstrip(chr(92))}]({file}{title})"
        return self._run(Run(f"〔图片{number + 1}：{self._names.lost}〕", mark=True)) + self._original(number)

    def _original(self, number: int) -> str:
        target = self._names.missing(number)
        return self._run(Run("看原图", mark=True, href=target)) if target else ""

    def _figure(self, one: Figure) -> str:
        text = "".join(run.text for run in one.caption)
        plain = bool(text) and escaped(text) == text and '"' not in text and "'" not in text and bool(self._names.picture(one.picture))
        shown = self._picture(one.picture, one.alt or (text if plain else ""), text if plain else "")
        return shown if plain or not text else f"{shown}\n\n{self._paragraph(one.caption)}"

    def _listing(self, one: Listing) -> str:
        entries = _entries(one)
        loose = any(len([block for block in item if not isinstance(block, Listing)]) > 1 for item in entries)
        items = []
        for number, item in enumerate(entries, one.start):
            parts = [part for part in (self.block(block) for block in item) if part]
            first, *rest = ("\n" if not loose else "\n\n").join(parts).split("\n") if parts else [""]
            mark = f"{number}." if one.ordered else "-"
            items.append("\n".join([f"{mark} {first}", *(f"{_INDENT}{line}" if line else "" for line in rest)]))
        return ("\n\n" if loose else "\n").join(items)

    def _table(self, one: Table) -> str:
        rows = [[in_cell(self._line(cell)) for cell in row] for row in one.rows]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])

    def _code(self, one: Code) -> str:
        lines = [line.rstrip() for line in one.text.expandtabs(4).strip("\n").split("\n")]
        if can_be_code(one.text):
            return "\n".join(f"{_INDENT}{line}" if line else "" for line in lines)
        return "  \n".join(line_start(escaped(line.strip())) for line in lines if line.strip())


def _signs(run: Run) -> int:
    """How many signs of Markdown a run needs at most."""
    return 4 * run.bold + 2 * run.code + bool(run.href) + sum(run.text.count(sign) for sign in _SIGNS)


def _sparse(line: Sequence[Run]) -> Sequence[Run]:
    """A line without stress when that would crowd it: every character comes before every stress."""
    return line if sum(map(_signs, line)) <= MOST_SIGNS else tidy(replace(run, bold=False) for run in line)


def _entries(one: Listing) -> list[tuple[Block, ...]]:
    """Items of a list as they can be written: an item that is nothing but a list is no level of its own, headings and code are paragraphs."""
    found: list[tuple[Block, ...]] = []
    for item in one.items:
        rest = [_in_item(block) for block in item]
        while rest and isinstance(rest[0], Listing):
            found += _entries(rest[0])
            rest = rest[1:]
        if rest and len(rest) < len(item) and found:
            found[-1] = (*found[-1], *rest)
        elif rest:
            found.append(tuple(rest))
    return found


def _on_line(run: Run) -> Run:
    return replace(run, text=" ") if run.text == "\n" else run


def _in_item(block: Block) -> Block:
    if isinstance(block, Heading):
        return Paragraph(tuple(tidy(replace(run, bold=True) if run.text.strip() and not run.mark else run for run in block.runs)))
    if isinstance(block, Code):
        return Paragraph(tuple(run for line in block.text.split("\n") for run in (Run(line.strip()), BREAK)))
    return block
