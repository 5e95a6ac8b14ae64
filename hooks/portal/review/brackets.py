"""Which brackets and quotation marks of a text have no partner, and which stand inside their own kind."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from portal.late import late
from portal.review.document import Block, Document

PARTNER = {"”": "“", "’": "‘", "）": "（", ")": "（", "》": "《", "〉": "〈", "〕": "〔", "】": "【"}
_MARKS = late(r"[“”‘’（）()《》〈〉〔〕【】]")
# Marks of a block that need no second look: every pair is closed, none stands inside its own kind.
_PAIRED = late(r"(?:“(?:《(?:〈〉)*》|[（(][）)]|〔〕|〈〉|【】)*”|《(?:〈〉|[（(][）)])*》|[（(](?:“”|《(?:〈〉)*》|〔〕|〈〉)*[）)]|〔〕|〈〉|【】)*")
_ENUMERATOR = late(r"(?:^|[^0-9A-Za-z一二三四五六七八九十])(?:\d{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[①-⑳])$")
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A bracket without a partner: where, which, and the number of its block."""

    at: int
    char: str
    block: int


@dataclass(frozen=True, slots=True)
class Brackets:
    """What is wrong with the brackets of a text.

    Attributes:
        lonely: marks without partner, in order.
        nested: opening marks that stand inside a pair of their own kind.
    """

    lonely: tuple[Mark, ...]
    nested: tuple[int, ...]


@functools.lru_cache(maxsize=4)
def brackets_of(document: Document) -> Brackets:
    """Pairs brackets within each block; what is opened in one block and closed in the next but one is a pair too."""
    lonely: list[Mark] = []
    nested: list[int] = []
    for number, block in enumerate(document.blocks):
        left, inner = _in_block(document.prose, block, number)
        lonely += left
        nested += inner
    return Brackets(tuple(_across_blocks(document, lonely)), tuple(nested))


def _in_block(prose: str, block: Block, number: int) -> tuple[list[Mark], list[int]]:
    open_marks: list[tuple[str, int]] = []
    lonely: list[Mark] = []
    nested: list[int] = []
    if _PAIRED.fullmatch("".join(_MARKS.findall(prose, block.start, block.end))):
        return lonely, nested
    for match in _MARKS.finditer(prose, block.start, block.end):
        char, at = match[0], match.start()
        if _is_no_bracket(prose, block.start, char, at):
            continue
        if char not in PARTNER:
            open_marks.append(("（" if char == "(" else char, at))
            continue
        depth = next((index for index in range(len(open_marks) - 1, -1, -1) if open_marks[index][0] == PARTNER[char]), -1)
        if depth < 0:
            lonely.append(Mark(at, char, number))
            continue
        lonely += [Mark(place, mark, number) for mark, place in open_marks[depth + 1 :]]
        if any(mark == PARTNER[char] for mark, _ in open_marks[:depth]):
            nested.append(open_marks[depth][1])
        del open_marks[depth:]
    lonely += [Mark(place, mark, number) for mark, place in open_marks]
    return lonely, nested


def _is_no_bracket(prose: str, start: int, char: str, at: int) -> bool:
    """Apostrophes and enumerators such as ``1）`` have no partner."""
    if char in "‘’":
        before = prose[at - 1 : at] if at else ""
        return (before.isascii() and before.isalnum()) or prose[at + 1 : at + 2].isdigit()
    if char in "）)":
        head = prose[max(start, at - 4) : at]
        return "（" not in head and "(" not in head and bool(_ENUMERATOR.search(head)) and not _opened(prose, start, at)
    return False


def _opened(prose: str, start: int, at: int) -> bool:
    text = prose[start:at].replace("(", "（").replace(")", "）")
    return text.count("（") > text.count("）")


def _across_blocks(document: Document, lonely: list[Mark]) -> list[Mark]:
    """Leaves out pairs of neighbouring blocks, and quotations that open again with each of their paragraphs."""
    kept: list[Mark] = []
    for mark in sorted(lonely, key=lambda one: one.at):
        if kept and PARTNER.get(mark.char) == kept[-1].char and 0 < mark.block - kept[-1].block <= _NEAR:
            kept.pop()
        elif not (mark.char == "“" and _opens_again(document, mark.block)):
            kept.append(mark)
    return kept


def _opens_again(document: Document, number: int) -> bool:
    following = document.blocks[number + 1 : number + 2]
    return any(document.prose[block.start : block.end].lstrip(" \u3000\ue000").startswith("“") for block in following)
