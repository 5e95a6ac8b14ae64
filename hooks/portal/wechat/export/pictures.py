"""Pictures as the account takes them: JPEG or PNG, below 1 MB, no wider than a phone needs, with nothing beside what is seen."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from portal.qr import rows_of

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 1_000_000
WIDEST = 1080
COVER = (900, 383)
_QUALITIES = (88, 80, 72, 64, 56)
_SHRINKING = 0.8
_MOST_PIXELS = 100_000_000
_FAULTS = (OSError, ValueError, SyntaxError, KeyError, TypeError, EOFError)  # what Pillow raises for broken files
_DRAWN = frozenset({"PNG", "GIF", "BMP"})
_SCALE, _QUIET = 8, 4


@dataclass(frozen=True, slots=True)
class Fitted:
    """A picture for upload: its bytes, the end of its name, its size, and whether it was a moving one."""

    data: bytes
    suffix: str
    width: int
    height: int
    moved: bool = False


def fitted(data: bytes) -> Fitted | None:
    """A picture as the account takes it, None when it can't be one: a drawing in SVG, a broken file.

    Source: ``media/uploadimg``: only JPEG and PNG, below 1 MB.
    """
    opened = _opened(data)
    if opened is None:
        return None
    image, kind, moved = opened
    if image.width > WIDEST:
        image = _resized(image, WIDEST)
    found = _encoded(image, kind)
    return Fitted(found[0], found[1], image.width, image.height, moved) if found else None


def cover_of(data: bytes) -> bytes | None:
    """The middle of a picture in the form of covers, 900 × 383, None when it can't be one."""
    from PIL import ImageOps

    opened = _opened(data)
    if opened is None:
        return None
    found = _encoded(ImageOps.fit(opened[0], COVER), "JPEG")
    return found[0] if found else None


def _opened(data: bytes) -> tuple[Image, str, bool] | None:
    """The first frame, upright and in plain colours, its format, and whether there are more frames."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data)) as found:
                if found.width * found.height > _MOST_PIXELS:
                    return None
                kind, moved = found.format or "", bool(getattr(found, "is_animated", False))
                image = ImageOps.exif_transpose(found)
                clear = "A" in image.getbands() or "transparency" in image.info
                plain = _in_srgb(image.convert("RGBA" if clear else "RGB"), image.info.get("icc_profile"))
    except (*_FAULTS, Image.DecompressionBombError):
        return None
    plain.info = {}
    return plain, kind, moved


def _in_srgb(image: Image, profile: bytes | None) -> Image:
    """The colours as phones show them; a profile that fits nothing says nothing."""
    from PIL import ImageCms

    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=image.mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _encoded(image: Image, kind: str) -> tuple[bytes, str] | None:
    """PNG for what was drawn and stays small, else JPEG on white, ever smaller until it is small enough."""
    if kind in _DRAWN or image.mode == "RGBA":
        data = _saved(image, "PNG", optimize=True)
        if len(data) < MOST_BYTES:
            return data, ".png"
    flat = _flat(image)
    while min(flat.size) > 1:
        for quality in _QUALITIES:
            data = _saved(flat, "JPEG", quality=quality, optimize=True, progressive=True)
            if len(data) < MOST_BYTES:
                return data, ".jpg"
        flat = _resized(flat, max(1, round(flat.width * _SHRINKING)))
    return None


def _resized(image: Image, width: int) -> Image:
    from PIL import Image as Images

    return image.resize((width, max(1, round(image.height * width / image.width))), Images.Resampling.LANCZOS)


def _flat(image: Image) -> Image:
    from PIL import Image as Images

    return Images.alpha_composite(Images.new("RGBA", image.size, "white"), image).convert("RGB") if image.mode == "RGBA" else image


def _saved(image: Image, kind: str, **options: object) -> bytes:
    found = BytesIO()
    image.save(found, kind, **options)
    return found.getvalue()


def code_png(url: str) -> bytes:
    """A QR code that leads to an address, with the quiet zone that readers need."""
    from PIL import Image, ImageOps

    rows = rows_of(url)
    code = ImageOps.expand(Image.frombytes("L", (len(rows), len(rows)), b"".join(rows)), _QUIET, "white")
    return _saved(code.convert("1").resize((code.width * _SCALE, code.height * _SCALE)), "PNG", optimize=True)
