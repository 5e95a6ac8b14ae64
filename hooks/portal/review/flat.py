"""Markdown flattened to the words that a reader sees, so that numbers and their names stand next to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.late import late
from portal.model.marks import MARK
from portal.review.places import prose

BARRIER = "\ufffc"
_DROPPED = late(
    rf"(?P<mark>{MARK.pattern})"
    rf"|\]\([^)\n]{{0,1000}}\)|<[^<>\n]*>|https?://[!-~]*|^[ \t]*(?:(?:[-*+>]|#{{1,6}}|\d+[.)])[ \t]+)+|[\[\]*~`\\!“”\"「」『』]|[^\S\n]",
    re.MULTILINE,
)
_SAME = dict(zip("０１２３４５６７８９％．()｜", "0123456789%.（）|", strict=True))
_OTHER = late(f"[{re.escape(''.join(_SAME))}]")
_SENTENCE = late(r"[^。！？?\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without markup; a mark has become one :data:`BARRIER`.

    Attributes:
        text: its words, quotation marks and spaces left out.
        offsets: for every character of ``text`` its offset in the Markdown.
    """

    text: str
    offsets: tuple[int, ...]


def flatten(text: str) -> list[Sentence]:
    """The sentences of a Markdown text; code, comments, link targets, tags and URLs are left out."""
    text = prose(text)
    kept: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _DROPPED.finditer(text):
        kept.append(text[done : match.start()])
        offsets += range(done, match.start())
        if match["mark"]:
            kept.append(BARRIER)
            offsets.append(match.start())
        done = match.end()
    kept.append(text[done:])
    offsets += range(done, len(text))
    flat = _OTHER.sub(lambda match: _SAME[match[0]], "".join(kept))
    return [Sentence(match[0], tuple(offsets[match.start() : match.end()])) for match in _SENTENCE.finditer(flat)]


def flat_name(name: str) -> str:
    """A name in the form in which it appears in a flattened sentence."""
    return "".join(sentence.text for sentence in flatten(name))
