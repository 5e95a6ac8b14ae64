"""Runs of text within one block: lines are joined, because the editor would make a hard break of every one.

No blank comes between two Chinese characters that stood on two lines; everywhere else blanks become one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from portal.wechat.export.nodes import Child, Node

_PIECES = re.compile(r"[ \t\r\n\f]+|[^ \t\r\n\f]+")
_AMBIGUOUS = "“”‘’—…·"
_OBJECT = "\ufffc"  # stands for a picture: a blank beside it stays


def joined(children: Iterable[Child]) -> tuple[Child, ...]:
    """Inline content on one line, without blanks at its ends and after breaks; elements that hold nothing are left out."""
    return _Joiner().every(children)


def is_wide(char: str) -> bool:
    """Whether a character is Chinese, or a mark that is written among Chinese ones."""
    return unicodedata.east_asian_width(char) in "WF" or char in _AMBIGUOUS


@dataclass
class _Joiner:
    """What stands before the place that is being written: the last character, and blanks that may still be needed."""

    last: str = ""
    blanks: str = ""

    def every(self, children: Iterable[Child]) -> tuple[Child, ...]:
        found: list[Child] = []
        for child in children:
            for one in [self._text(child)] if isinstance(child, str) else self._node(child):
                if isinstance(one, str) and found and isinstance(found[-1], str):
                    found[-1] += one
                elif one:
                    found.append(one)
        return tuple(found)

    def _node(self, node: Node) -> list[Child]:
        """An element; a blank at its beginning stands before it."""
        if node.tag == "br":
            self.last = self.blanks = ""
            return [node]
        if node.tag == "img":
            blank = self._blank(_OBJECT)
            self.last = _OBJECT
            return [blank, node]
        waited = bool(self.blanks)
        inner = list(self.every(node.children))
        if not inner:
            return []
        first = inner[0]
        if waited and isinstance(first, str) and first.startswith(" "):
            return [" ", Node(node.tag, node.attributes, (*([first[1:]] if first[1:] else []), *inner[1:]))]
        return [Node(node.tag, node.attributes, tuple(inner))]

    def _text(self, text: str) -> str:
        found = ""
        for piece in _PIECES.findall(text):
            if piece.isspace() and piece[0] in " \t\r\n\f":
                self.blanks += piece
            else:
                found += self._blank(piece[0]) + piece
                self.last = piece[-1]
        return found

    def _blank(self, following: str) -> str:
        """What is written of the blanks before a character."""
        blanks, self.blanks = self.blanks, ""
        if not blanks or not self.last or ("\n" in blanks and is_wide(self.last) and is_wide(following)):
            return ""
        return " "
