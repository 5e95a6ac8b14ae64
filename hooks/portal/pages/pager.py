"""Ways from one page of a list to the next. Numbered pages count from the oldest, so that a new article rewrites few files."""

from __future__ import annotations

from dataclasses import dataclass

from portal.model.site import Site


@dataclass(frozen=True, slots=True)
class Pager:
    """Addresses of a list's other pages; empty where there is none."""

    front: str
    newer: str
    older: str


def numbered(name: str, number: int) -> str:
    """Address of a numbered page of a list."""
    return f"{name}/page/{number}.html"


def pager(site: Site, name: str, number: int) -> Pager:
    """The pager of a list's front page (number 0) or of a numbered page.

    The front page shows the newest twenty, which are those of the last numbered page and some of the one before; the way on from it
    leads to the one before.
    """
    count = site.page_counts[name] if not number else 0
    older = (number or count) - 1
    front = f"{name}/" if "/" not in name else f"{name}.html"
    newer = numbered(name, number + 1) if number and f"{name}/{number + 1}" in site.chunks else ""
    return Pager(front if number else "", newer, numbered(name, older) if older > 0 else "")
