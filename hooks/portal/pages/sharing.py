"""Ways to hand a page on: its address to copy, as a QR code, and as a poster for the notice board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.model.site import Site
from portal.qr import DARK, LIGHT, rows_of


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
    return Share(url, len(rows), _path(rows), poster)


def _path(rows: Sequence[bytes]) -> str:
    """Every run of dark modules as a rectangle, row by row; the pen ends where the next run begins."""
    text = b"\n".join(rows)
    for length in range(len(rows), 0, -1):  # whole runs at once: a code has hundreds
        text = text.replace(DARK * length, b"v1h%dv-1" % length).replace(LIGHT * length, b"m%d 0" % length)
    return "".join([f"M0 {y}{row}" for y, row in enumerate(text.decode().split("\n"))])
