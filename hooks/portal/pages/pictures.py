"""Pictures as pages show them: in several widths, so that a phone fetches no more than it can show."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from portal.digest import digest_value
from portal.model.beside import Picture
from portal.model.site import Site

WIDTHS = (360, 720, 1080)
ENCODED = (".jpg", ".jpeg", ".png", ".webp")
PROSE_SIZES = "(min-width: 49rem) 45rem, 92vw"
_RECIPE = "webp 78"  # other settings of the encoder need other addresses, which browsers may keep for ever
_CONTENT = "content/"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page must know of a picture to show it without moving the text when it arrives.

    Attributes:
        address: of the picture in its own format, which feeds and previews use too.
        width, height: in pixels, 0 when unknown.
        smaller: addresses of smaller files for browsers, with their widths; none for drawings.
    """

    address: str
    width: int
    height: int
    smaller: tuple[tuple[str, int], ...]


def address_of(picture: Picture) -> str:
    """Address of a picture in its own format."""
    return picture.path.removeprefix(_CONTENT)


def is_encoded(picture: Picture) -> bool:
    """Whether a build makes its files anew; drawings and moving pictures are published as they are."""
    return picture.path.lower().endswith(ENCODED)


def widths_of(picture: Picture) -> tuple[int, ...]:
    """Widths of its smaller files in pixels, none larger than the picture itself."""
    if not is_encoded(picture) or picture.too_many_pixels:
        return ()
    own = (picture.width,) if 0 < picture.width < WIDTHS[-1] else ()
    return tuple(sorted({*(one for one in WIDTHS if one <= picture.width), *own}))


def smaller(picture: Picture) -> tuple[tuple[str, int], ...]:
    """Addresses and widths of its smaller files; an address changes with the picture's bytes."""
    stem = address_of(picture).rpartition(".")[0]
    mark = digest_value([picture.digest, _RECIPE])[:10]
    return tuple((f"{stem}.{mark}.{width}.webp", width) for width in widths_of(picture))


def shown(site: Site, address: str) -> Shown | None:
    """The picture at an address, None when there is none."""
    picture = site.pictures.get(f"{_CONTENT}{address}") if address else None
    return Shown(address, picture.width, picture.height, smaller(picture)) if picture else None


def srcset(links: list[tuple[str, int]]) -> str:
    """The attribute of that name."""
    return ", ".join(f"{link} {width}w" for link, width in links)


def dress(image: ET.Element, found: Shown | None, links: list[tuple[str, int]], lazy: bool) -> ET.Element:
    """An ``<img>`` of running text with its size, in a ``<picture>`` with smaller files when it has any.

    Args:
        image: the element; it keeps its alternative text, its tail goes to what is returned.
        found: the picture, None when it isn't known.
        links: to the smaller files, with their widths.
        lazy: whether it may wait until the reader comes near.
    """
    if found and found.width and found.height:
        image.set("width", str(found.width))
        image.set("height", str(found.height))
    if lazy:
        image.set("loading", "lazy")
    image.set("decoding", "async")
    if not links:
        return image
    box = ET.Element("picture")
    ET.SubElement(box, "source", {"type": "image/webp", "srcset": srcset(links), "sizes": PROSE_SIZES})
    box.append(image)
    box.tail, image.tail = image.tail, None
    return box
