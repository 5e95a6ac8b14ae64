"""What the rules for punctuation and numbers share: Chinese characters, what stands around a place, and whether it is quoted."""

from __future__ import annotations

from portal.review.document import GAP, Document

HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
NUMERALS = "一二三四五六七八九十"
_PARAGRAPH = 400


def is_han(char: str) -> bool:
    """Whether a character is Chinese; false for the empty string."""
    return "\u4e00" <= char <= "\u9fff" or char == "〇" or "\u3400" <= char <= "\u4dbf"


def around(prose: str, start: int, end: int) -> tuple[str, str]:
    """The characters before ``start`` and at ``end``, empty at the ends of the text."""
    return prose[start - 1 : start] if start else "", prose[end : end + 1]


def quoted(prose: str, at: int, pairs: tuple[str, ...] = ("“”", "《》", "「」")) -> bool:
    """Whether a place stands between an opening and a closing mark of its paragraph."""
    begin = max(at - _PARAGRAPH, prose.rfind("\n\n", 0, at) + 1, 0)
    return any(prose.rfind(pair[0], begin, at) > prose.rfind(pair[1], begin, at) for pair in pairs)


def starts_line(prose: str, at: int) -> bool:
    """Whether only blanks and Markdown signs stand before a place in its line."""
    return not prose[prose.rfind("\n", 0, at) + 1 : at].strip(f" \t\u3000{GAP}")


def ends_line(prose: str, at: int) -> bool:
    """Whether only blanks and masked signs stand between a place and the end of its line."""
    end = prose.find("\n", at)
    return not prose[at : len(prose) if end < 0 else end].strip(f" \t\u3000{GAP}")


def kind_at(document: Document, at: int) -> str:
    """The kind of the block that holds a place, empty outside of blocks."""
    block = document.block_at(at)
    return block.kind if block else ""
