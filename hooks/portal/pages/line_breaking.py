"""Lines of Chinese text for pictures, which nobody breaks afterwards: no mark begins a line that may not, numbers and Latin words stay whole."""

from __future__ import annotations

import re

from portal.pages.scales import text_width

MORE = "……"
_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕〗”’…—～·％‰℃,.;:?!)]}%")
_NOT_LAST = frozenset("（《〈「『【〔〖“‘([{￥$")
_COMMAS = frozenset("，；：？！。")
_PIECES = re.compile(r"[!-~]+|\s|[^!-~\s]")


def broken(text: str, width: float, size: float) -> tuple[str, ...]:
    """A text in lines of at most ``width``; what nothing can break within that, such as a long address, is broken anywhere.

    Args:
        text: one paragraph.
        width: of a line.
        size: of a character, in the same unit.
    """
    pieces = [part for piece in _PIECES.findall(text.strip()) for part in ([piece] if text_width(piece, size) <= width else piece)]
    lines: list[str] = []
    while pieces:
        end = _end(pieces, width, size)
        lines.append("".join(pieces[:end]).strip())
        pieces = pieces[end:]
    return tuple(line for line in lines if line)


def balanced(text: str, width: float, size: float) -> tuple[str, ...]:
    """The same number of lines as ``broken``, about equally long; of two, the first ends in a comma where that fits."""
    lines = broken(text, width, size)
    if len(lines) == 2:
        halves = [(text[:at].strip(), text[at:].strip()) for at in range(1, len(text)) if text[at - 1] in _COMMAS and _may_part(text[at - 1], text[at])]
        fitting = [one for one in halves if max(text_width(half, size) for half in one) <= width]
        if fitting:
            return min(fitting, key=lambda one: abs(text_width(one[0], size) - text_width(one[1], size)))
    while len(closer := broken(text, width := width - size, size)) == len(lines) > 1 and width > size:
        lines = closer
    return lines


def cut(lines: tuple[str, ...], most: int, width: float, size: float) -> tuple[str, ...]:
    """At most that many lines; when some are gone, the last one says so with dots."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and (text_width(last + MORE, size) > width or last[-1] in _NOT_FIRST or last[-1] in _NOT_LAST):
        last = last[:-1]
    return (*lines[: most - 1], last + MORE)


def _end(pieces: list[str], width: float, size: float) -> int:
    """How many pieces make the next line: as many as fit, fewer where a line may not end."""
    fit, taken = 0, 0.0
    for piece in pieces:
        taken += text_width(piece, size)
        if taken > width:
            break
        fit += 1
    fit = max(fit, 1)
    if fit == len(pieces):
        return fit
    return next((end for end in range(fit, 0, -1) if _may_part(pieces[end - 1], pieces[end])), fit)


def _may_part(before: str, after: str) -> bool:
    return before[-1] not in _NOT_LAST and after[0] not in _NOT_FIRST and not (before == after == "…")
