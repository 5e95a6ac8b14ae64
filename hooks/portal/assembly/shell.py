"""The shell: what the theme prints round a page, the same for all pages of one section and depth.

MkDocs renders its template once for each section and depth with tokens where head, body and scripts go; pages are then joined
into it. The template stays the only description of the layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from portal.errors import PortalError

HEAD, BODY, SCRIPTS = "<!--portal:head-->", "<!--portal:body-->", "<!--portal:scripts-->"

_CUT = re.compile(f"(.*){HEAD}(.*){BODY}(.*){SCRIPTS}(.*)", re.DOTALL)


class ShellKey(NamedTuple):
    """What a shell depends on: the current section and the link from the page to the site's root."""

    section: str
    base: str


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered shell, cut at its tokens."""

    before: str
    middle: str
    after: str
    end: str

    @classmethod
    def cut(cls, html: str) -> Shell:
        """Cut a rendered template.

        Raises:
            PortalError: a token is missing, doubled or out of order.
        """
        found = _CUT.fullmatch(html)
        if not found or sum(html.count(token) for token in (HEAD, BODY, SCRIPTS)) != 3:
            do = "照原样恢复{{ portal.head }}、{{ portal.body }}、{{ portal.scripts }}这三处，各一次，次序不变"
            raise PortalError("外壳模板里缺了、多了或放错了网页的三个部分", do=do, path="overrides/main.html")
        return cls(found[1], found[2], found[3], found[4])

    def join(self, head: str, body: str, scripts: str) -> str:
        """A whole page."""
        return f"{self.before}{head}{self.middle}{body}{self.after}{scripts}{self.end}"


_FIRST = {"today"}  # corrects what readers see at once: it stands in the head and is done before anything is drawn, so that nothing moves


def script_tags(names: Iterable[str], files: Mapping[str, str], base: str) -> tuple[str, str]:
    """Tags of the scripts that a page needs: those for its head, those for its end; ``files`` maps a script's name to its address."""
    tags = {name: f'<script type="module"{_blocking(name)} src="{base}{files[name]}"></script>' for name in names}
    return "".join(f"\n{tag}" for name, tag in tags.items() if name in _FIRST), "\n".join(tag for name, tag in tags.items() if name not in _FIRST)


def _blocking(name: str) -> str:
    """Source: HTML Living Standard, blocking attributes; browsers that don't know it draw first and correct then."""
    return ' blocking="render"' if name in _FIRST else ""
