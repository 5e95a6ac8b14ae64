"""The shell: what the theme prints round a page, the same for all pages of one section and depth.

MkDocs renders its template once for each section and depth with tokens where head, body and scripts go; pages are then joined
into it. The template stays the only description of the layout.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from portal.errors import PortalError

HEAD, BODY, SCRIPTS = "<!--portal:head-->", "<!--portal:body-->", "<!--portal:scripts-->"

_CUT = re.compile(f"(.*){HEAD}(.*){BODY}(.*){SCRIPTS}(.*)", re.DOTALL)


@dataclass(frozen=True)
class ShellKey:
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


def script_tags(names: tuple[str, ...], files: Mapping[str, str], base: str) -> str:
    """Tags of the scripts that a page needs; ``files`` maps a script's name to its address."""
    return "\n".join(f'<script type="module" src="{base}{files[name]}"></script>' for name in names)
