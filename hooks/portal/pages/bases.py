"""Citations that stand by themselves below a step or an answer, each with the page of its statute."""

from __future__ import annotations

from dataclasses import dataclass

from portal.model.citation.reader import citations
from portal.model.site import Site
from portal.pages.links import statute_page


@dataclass(frozen=True, slots=True)
class Basis:
    """A citation: the statute as written, address of its page or empty, what is cited of it."""

    title: str
    address: str
    article: str


def bases(site: Site, entries: tuple[str, ...]) -> tuple[Basis, ...]:
    """Citations, linked where articles of this site cite the same statute: it then has a page."""
    found = []
    for entry in entries:
        title, mark, article = entry.rpartition("》")
        statute = next((one.statute for one in citations(entry, site.statutes) if one.statute), None)
        linked = statute is not None and statute.slug in site.by_statute
        found.append(Basis(f"{title}{mark}", statute_page(statute.slug) if statute and linked else "", article))
    return tuple(found)
