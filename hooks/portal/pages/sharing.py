"""Ways to hand a page on: its address to copy, as a QR code, and as a poster for the notice board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import segno

from portal.model.site import Site

_MASK = 0  # any mask can be read; to score all eight would take six times as long


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
    rows = segno.make_qr(url, error="m", mask=_MASK).matrix
    return Share(url, len(rows), "".join(_path(rows)), poster)


def _path(rows: Iterable[bytearray]) -> Iterator[str]:
    """Every run of dark modules as a rectangle, row by row."""
    for y, row in enumerate(rows):
        x = 0
        for run in bytes(row).replace(b"\0", b" ").split(b" "):
            if run:
                yield f"M{x} {y}h{len(run)}v1H{x}z"
            x += len(run) + 1
