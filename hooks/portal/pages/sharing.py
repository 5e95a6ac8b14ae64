"""Ways to hand a page on: its address to copy, as a QR code, and as a poster for the notice board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.model.site import Site
from portal.qr import LIGHT, rows_of


@dataclass(frozen=True, slots=True)
class Share:
    """What ``parts/share.html`` shows.

    Attributes:
        url: the page's absolute address.
        size: modules of the QR code on each side, without the quiet zone.
        path: its dark modules as data of an SVG path, one unit a module.
        poster: address of the page's poster, empty for none.
    """

    url: str
    size: int
    path: str
    poster: str

    @property
    def box(self) -> str:
        """The view box of the code with the quiet zone of four modules that readers of codes need."""
        return f"-4 -4 {self.size + 8} {self.size + 8}"


def share_of(site: Site, address: str, poster: str = "") -> Share:
    """Ways to hand on the page at an address of the site."""
    url = site.identity.url + address
    rows = rows_of(url)
    return Share(url, len(rows), "".join(_path(rows)), poster)


def _path(rows: Iterable[bytes]) -> Iterator[str]:
    """Every run of dark modules as a rectangle, row by row."""
    for y, row in enumerate(rows):
        x = 0
        for run in row.split(LIGHT):
            if run:
                yield f"M{x} {y}h{len(run)}v1H{x}z"
            x += len(run) + 1
