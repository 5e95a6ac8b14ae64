"""Citations in rendered prose become links to the pages of the statutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from portal.model.citation.citation import NONE, RELATIVE, Citation
from portal.model.citation.reader import citations
from portal.model.law import Statute
from portal.model.plain import GAP
from portal.model.site import Site
from portal.pages.links import statute_page

_CLOSED = frozenset({"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "data", "script", "style"})
_INLINE = frozenset({"em", "strong", "b", "i", "sup", "sub", "span", "br", "img", "a", "code", "data", "del", "mark"})


@dataclass(frozen=True, slots=True)
class LawLinks:
    """Which citations can be linked.

    Attributes:
        site: the statutes that texts can name, and those that live articles cite: they have a page.
    """

    site: Site

    def apply(self, root: ET.Element, link: Callable[[str], str]) -> None:
        """Link the citations under ``root``, but not in headings, links and code.

        Args:
            root: the tree of one article; changed in place.
            link: from an address of the site to a link from the page.
        """
        pieces = list(_pieces(root))
        text = "".join(piece.text for piece in pieces)
        named = (one for one in citations(text, self.site.statutes) if one.statute and one.form not in (NONE, RELATIVE))
        runs = _runs([one for one in named if one.statute and one.statute.slug in self.site.by_statute])
        start = 0
        for piece in pieces:
            end = start + len(piece.text)
            inside = [(max(low, start) - start, min(high, end) - start, statute) for low, high, statute in runs if start <= low < end]
            if piece.linkable and inside:
                piece.write(inside, link)
            start = end


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text of the tree: the text of ``element``, or with ``parent`` its tail."""

    element: ET.Element
    parent: ET.Element | None
    text: str
    linkable: bool

    def write(self, spans: list[tuple[int, int, Statute]], link: Callable[[str], str]) -> None:
        """Put anchors round the spans."""
        anchors = []
        for number, (start, end, statute) in enumerate(spans):
            anchor = ET.Element("a", {"href": link(statute_page(statute.slug)), "class": "statute", "title": f"《{statute.title}》，{statute.validity}"})
            anchor.text = self.text[start:end]
            anchor.tail = self.text[end : spans[number + 1][0] if number + 1 < len(spans) else len(self.text)]
            anchors.append(anchor)
        before = self.text[: spans[0][0]]
        if self.parent is None:
            self.element.text = before
            self.element[0:0] = anchors
        else:
            self.element.tail = before
            at = list(self.parent).index(self.element) + 1
            self.parent[at:at] = anchors


def _pieces(element: ET.Element, closed: bool = False) -> Iterator[_Piece]:
    """All text in reading order; block elements end with a blank line, what readers don't read as prose is blanked."""
    closed = closed or element.tag in _CLOSED
    hidden = element.tag in ("code", "pre", "data")
    yield _Piece(element, None, GAP * len(element.text or "") if hidden else element.text or "", not closed)
    for child in element:
        yield from _pieces(child, closed)
        if child.tag not in _INLINE:
            yield _Piece(child, element, "\n\n", False)
        yield _Piece(child, element, child.tail or "", not closed)


def _runs(found: list[Citation]) -> list[tuple[int, int, Statute]]:
    """Start, end and statute of each link: what continues a list (第一条、第二条) belongs to the link before."""
    runs: list[tuple[int, int, Statute]] = []
    for one in found:
        assert one.statute is not None
        if runs and one.place.joined and runs[-1][2] is one.statute:
            runs[-1] = (runs[-1][0], one.end, one.statute)
        else:
            runs.append((one.start, one.end, one.statute))
    return runs
