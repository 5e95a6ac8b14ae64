"""Comments and code of a Markdown text, found in a time that grows with its length however it is written.

An expression that looks for the end of what was opened runs to the end of the text when there is none, and again at the next opening;
so these are found by hand, and everybody who leaves them out asks here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from portal.late import late

_OPEN, _CLOSE = "<!--", "-->"
_TOKEN = late(r"^ {0,3}(?P<fence>`{3,}|~{3,})(?P<bare>[`~]*[ \t]*$)?|(?P<ticks>`+)|(?P<open><!--)|\n[ \t]*(?=\n)", re.MULTILINE)
_SIGNS = ("`", "~~~", _OPEN)


class Stretch(NamedTuple):
    """A comment, or code in a line or a fenced block of it."""

    start: int
    end: int
    is_comment: bool


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every ``<!-- … -->``, in code too; one that nothing ends is none."""
    start = text.find(_OPEN)
    while start >= 0:
        end = text.find(_CLOSE, start + len(_OPEN))
        if end < 0:
            return
        end += len(_CLOSE)
        yield start, end
        start = text.find(_OPEN, end)


def without_comments(text: str, *, line_ends: bool = True) -> str:
    """A text without its comments; ``line_ends`` takes the line break behind each out too."""
    kept, last = [], 0
    for start, end in comments(text):
        kept.append(text[last:start])
        last = end + (line_ends and text.startswith("\n", end))
    return "".join([*kept, text[last:]]) if last else text


def blanked(text: str, blank: Callable[[str], str]) -> str:
    """A text whose comments and code are replaced by what ``blank`` makes of each."""
    kept, last = [], 0
    for one in stretches(text):
        kept += [text[last : one.start], blank(text[one.start : one.end])]
        last = one.end
    return "".join([*kept, text[last:]]) if last else text


@functools.lru_cache(maxsize=8)  # several rules and checks read the same text one after another
def stretches(text: str) -> tuple[Stretch, ...]:
    """Comments and code in order; code in a line ends with as many ticks as began it, within its paragraph."""
    return tuple(_stretches(text)) if any(sign in text for sign in _SIGNS) else ()


def _stretches(text: str) -> Iterator[Stretch]:
    tokens = list(_TOKEN.finditer(text))
    closing = _closing(tokens)
    last_comment, at, done = text.rfind(_CLOSE), 0, 0
    while at < len(tokens):
        token, here = tokens[at], at
        at += 1
        if token.start() < done:
            continue
        if token["open"]:
            end = text.find(_CLOSE, token.end()) + len(_CLOSE) if last_comment >= token.end() else 0
        elif token["fence"]:
            end = next((one.end() for one in islice(tokens, at, None) if _ends(one, token["fence"])), len(text))
        else:
            end = closing.get(here, 0)
        if end:
            yield Stretch(token.start(), end, bool(token["open"]))
            done = end


def _closing(tokens: list[re.Match[str]]) -> dict[int, int]:
    """Where code ends that is begun by ticks, by the number of their token."""
    found: dict[int, int] = {}
    behind: dict[int, int] = {}
    for number in range(len(tokens) - 1, -1, -1):
        token = tokens[number]
        ticks = token["ticks"] or ("" if "~" in (token["fence"] or "~") else token["fence"])
        if ticks:
            if len(ticks) in behind:
                found[number] = behind[len(ticks)]
            behind[len(ticks)] = token.end("ticks") if token["ticks"] else token.end("fence")
        elif not token["open"] and not token["fence"]:
            behind.clear()
    return found


def _ends(token: re.Match[str], fence: str) -> bool:
    return token["bare"] is not None and token["fence"].startswith(fence)
