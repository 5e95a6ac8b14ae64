"""Text as this project's Markdown, so that it comes out again exactly as it was."""

from __future__ import annotations

import re
from urllib.parse import quote

_SPECIAL = re.compile(r"[\\`*_\[\]]")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_MARK = re.compile(r"\{(?=\{|[ \t　]*(?:stat|table|chart)[ \t]*[:：])|(?<=\{)\{")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_BULLET = re.compile(r"^([-+#>])")
_RULE = re.compile(r"^(?:=|~(?=~~))")
_SAFE = "!#$%&'+,/:;=?@~-._"


def escaped(text: str) -> str:
    """Text in which nothing is read as Markdown, as a mark of figures, as a comment or as HTML."""
    found = _SPECIAL.sub(r"\\\g<0>", text)
    found = _ENTITY.sub("&amp;", found).replace("<", "&lt;")
    found = _MARK.sub("&#123;", found)
    return f"{found[:-1]}\\!" if found.endswith("!") else found  # before a link it would make a picture


def line_start(line: str) -> str:
    """A line that is no list, heading, quotation, rule or underlining of a heading."""
    found = _NUMBERED.sub(r"\1\\\2", line)
    found = _BULLET.sub(r"\\\1", found)
    return _RULE.sub(lambda match: f"&#{ord(match[0][0])};", found)


def in_cell(text: str) -> str:
    """Escaped text that doesn't end a cell of a table."""
    return text.replace("|", "\\|")


def address(href: str) -> str:
    """An address as the target of a link."""
    found = quote(href.strip(), safe=_SAFE)
    return found.replace("'", "%27")


def can_be_code(text: str) -> bool:
    """Whether text may stand in a code span or block as it is: comments and marks are taken out even there."""
    return "<!--" not in text and "-->" not in text and "{{" not in text
