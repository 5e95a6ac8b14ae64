"""What pictures say about themselves without anybody seeing it: size, position, author, owner.

Pillow reads headers only; a picture with too many pixels is never unpacked. Pillow is imported when the first picture is read.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from portal.model.beside import Picture

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 50_000_000
_MOST_BYTES = 20_000_000
_GPS, _EXIF, _ORIENTATION = 0x8825, 0x8769, 0x0112
_TURNED = (5, 6, 7, 8)  # values of the orientation that lay a picture on its side
_ARTIST, _WINDOWS_AUTHOR = 0x013B, 0x9C9D
_OWNER_TAGS = (0xA430, 0xA431, 0xA435)  # camera's owner, serial numbers of body and lens
_ACTIVE_SVG = re.compile(
    rb"<\s*(?:[\w-]+:)?(?:script|foreignObject|iframe|handler)\b|\son[a-z]+\s*=|javascript:|<!ENTITY"
    rb"|(?:href\s*=|url\()\s*[\"']?\s*(?:https?:)?//",
    re.IGNORECASE,
)
_SVG_TAG = re.compile(rb"<(?:[\w-]+:)?svg\b[^>]*>")
_SVG_SIDE = re.compile(rb"""\s(width|height)\s*=\s*["']\s*([\d.]{1,9})(?:px)?\s*["']""")
_SVG_BOX = re.compile(rb"""\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]{1,9})[\s,]+([\d.]{1,9})\s*["']""")
_XMP_AUTHOR = re.compile(rb"<dc:creator[^>]*>\s*(?:<rdf:Seq[^>]*>\s*<rdf:li[^>]*>)?([^<]{1,200})<")


def read_picture(path: Path, name: str) -> Picture:
    """A picture with what it says about itself; only its size when it can't be read or is too large to look into.

    Args:
        path: the file.
        name: its path relative to the project's root.
    """
    from PIL import Image

    plain = Picture(path=name, size=path.stat().st_size)
    if plain.size > _MOST_BYTES:
        return plain
    if path.suffix == ".svg":
        data = path.read_bytes()
        width, height = _drawn(data)
        return replace(plain, width=width, height=height, is_active=bool(_ACTIVE_SVG.search(data)))
    data = path.read_bytes()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data)) as image:
                return _described(plain, image, data)
    except Image.DecompressionBombError:
        return replace(plain, too_many_pixels=True)
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, EOFError):  # what Pillow raises for broken files
        return plain


def _described(plain: Picture, image: Image.Image, data: bytes) -> Picture:
    if image.width * image.height > MOST_PIXELS:
        return replace(plain, width=image.width, height=image.height, too_many_pixels=True)
    exif = _exif(image, data)
    details = exif.get_ifd(_EXIF) if exif else {}
    words = [_text(exif.get(_ARTIST)), _text(exif.get(_WINDOWS_AUTHOR)), *(_text(details.get(tag)) for tag in _OWNER_TAGS)] if exif else []
    words += [_text(image.info.get("Author")), *(match[1].decode("utf-8", "replace") for match in _XMP_AUTHOR.finditer(data))]
    position = b"GPSLatitude" in data or bool(exif and exif.get_ifd(_GPS))
    author = next((word.strip() for word in words if word.strip()), "")
    size = image.size[::-1] if exif and exif.get(_ORIENTATION) in _TURNED else image.size
    return replace(plain, width=size[0], height=size[1], has_position=position, author=author)


def _drawn(data: bytes) -> tuple[int, int]:
    """The size that a drawing asks for, zeros when it asks for none."""
    tag = _SVG_TAG.search(data)
    sides: dict[bytes, bytes] = dict(_SVG_SIDE.findall(tag[0])) if tag else {}
    box = _SVG_BOX.search(tag[0]) if tag else None
    found = (sides[b"width"], sides[b"height"]) if len(sides) == 2 else box.groups() if box else ()
    try:
        width, height = (round(float(one)) for one in found)
    except ValueError:
        return 0, 0
    return width, height


def _exif(image: Image.Image, data: bytes) -> Image.Exif | None:
    """EXIF of an image; a PNG without any isn't unpacked to look for it."""
    return None if image.format == "PNG" and b"eXIf" not in data and b"exif" not in data else image.getexif()


def _text(value: object) -> str:
    if isinstance(value, tuple):
        value = bytes(value)
    return value.decode("utf-16-le" if b"\0" in value[1:2] else "utf-8", "replace").strip("\0 ") if isinstance(value, bytes) else str(value or "").strip("\0 ")
