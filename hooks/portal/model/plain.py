"""Prose as plain text: titles, summaries, and the words of a body."""

from __future__ import annotations

import re

from portal.errors import PortalError
from portal.model.comments import blanked, without_comments
from portal.model.figures import NoFigure, figure
from portal.model.marks import MARK, BlockMark, StatMark, parse_mark
from portal.model.statistics import Statistics

GAP = "\ue000"
_UNREAD = re.compile(r"\]\([^)\n]{0,1000}\)|\{\{[^{}\n]*\}\}|[*_~\[|>#]+")
_PICTURE_OR_RULE = re.compile(r"!\[[^\[\]]*\]\([^)\n]{0,1000}\)|^[-:|\s]+$", re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^)\n]{0,1000}\)")
_LINE_SIGN = re.compile(r"^\s{0,3}(#{1,6}|[-*+]|\d+\.|>)\s+", re.MULTILINE)
_SIGNS = re.compile(r"[*`|]+")
_SPACE = re.compile(r"\s+")
_ANY = re.compile(r"[\s*`|{<\[:\-]")  # without any of these a text is all words; signs at the beginning of a line have a space behind them


def figures_as_text(text: str, statistics: Statistics) -> str:
    """Replace the figure marks of a title or summary by their text.

    Raises:
        PortalError: a mark can't be evaluated; the review reports those before any page is made.
    """

    def replace(match: re.Match[str]) -> str:
        mark = parse_mark(match[0])
        found = figure(mark, statistics) if isinstance(mark, StatMark) else None
        if found is None or isinstance(found, NoFigure):
            raise PortalError(f"标记{match[0]}不能显示", do="先运行portal check，按提示改正")
        return found.text

    return MARK.sub(replace, text) if "{{" in text else text


def plain_text(markdown: str, statistics: Statistics) -> str:
    """The words of a Markdown text without its signs; tables and charts made by marks are left out."""
    if not _ANY.search(markdown):
        return markdown
    text = MARK.sub(lambda match: "" if isinstance(parse_mark(match[0]), BlockMark) else match[0], without_comments(markdown))
    text = figures_as_text(text, statistics)
    text = _LINK.sub(r"\1", _PICTURE_OR_RULE.sub("", text))
    return _SPACE.sub(" ", _SIGNS.sub(" ", _LINE_SIGN.sub("", text))).strip()


def readable(markdown: str) -> str:
    """A Markdown text of the same length with code, comments, addresses, marks and signs replaced by U+E000."""
    return _UNREAD.sub(lambda match: _gap(match[0]), blanked(markdown, _gap))


def _gap(text: str) -> str:
    return re.sub(r"[^\n]", GAP, text)
