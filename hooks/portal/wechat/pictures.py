"""Pictures made anew from their bytes: upright, at most 1600 pixels, without position or author, named by their content."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from portal.digest import digest_bytes

if TYPE_CHECKING:
    from PIL import Image

_SIDE, _MOST_PIXELS, _MOST_BYTES = 1600, 50_000_000, 20_000_000
_MOVING_BYTES, _MOVING_FRAMES = 1_000_000, 120
_QUALITY = 85
_READABLE = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "AVIF", "TIFF")
_METAFILE = re.compile(rb"\x01\x00\x00\x00.{36} EMF|\xd7\xcd\xc6\x9a|\x01\x00\x09\x00\x00\x03|\x1f\x8b\x08", re.DOTALL)  # the last is a packed one
_FAULTS = (OSError, ValueError, SyntaxError, KeyError, TypeError, EOFError, IndexError, ArithmeticError)  # what Pillow raises for broken files


@dataclass(frozen=True, slots=True)
class Made:
    """A picture's file, or why there is none.

    Attributes:
        name: of the file, made of the digest of the original; empty when there is none.
        data: the file.
        fault: what is wrong, in Chinese.
    """

    name: str = ""
    data: bytes = b""
    fault: str = ""


def stem_of(data: bytes) -> str:
    """The name of a picture's file without its ending: it tells the original, so that the same one is made once."""
    return f"wx-{digest_bytes(data)[:16]}"


def names_of(data: bytes) -> tuple[str, ...]:
    """Names that a picture's file may have."""
    return tuple(f"{stem_of(data)}{ending}" for ending in (".jpg", ".png", ".webp", ".gif"))


def make(data: bytes) -> Made:
    """A picture for the site from the bytes of one; its real type is told by the bytes, never by the name."""
    from PIL import Image

    if len(data) > _MOST_BYTES:
        return Made(fault=f"图片有{len(data) // 1_000_000}MB，超过20MB，没有导入")
    if data.lstrip()[:200].lower().startswith((b"<svg", b"<?xml")):
        return Made(fault="SVG图没有导入，请截图后补上")
    if _METAFILE.match(data[:44]):
        return Made(fault="EMF、WMF图不能转换，请在Word里另存为PNG图片，或者截图后补上")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=_READABLE) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    return Made(fault=f"图片有{opened.width}×{opened.height}像素，可能是“图片炸弹”，没有打开")
                return _made(opened, data)
    except Image.DecompressionBombError:
        return Made(fault="图片像素太多，可能是“图片炸弹”，没有打开")
    except _FAULTS:
        return Made(fault="图片坏了，打不开")


def _made(opened: Image.Image, data: bytes) -> Made:
    stem = stem_of(data)
    if opened.format == "GIF" and getattr(opened, "is_animated", False):
        moving = _moving(opened) if len(data) <= _MOVING_BYTES else b""
        if moving:
            return Made(f"{stem}.gif", moving)
        opened.seek(0)
    image = _upright(opened)
    kind = opened.format
    if kind in ("GIF", "PNG", "BMP") and not _is_photo(image):
        return Made(f"{stem}.png", _saved(image, "PNG", optimize=True))
    if kind == "WEBP" or "A" in image.getbands():
        return Made(f"{stem}.webp", _saved(image, "WEBP", quality=_QUALITY, method=4))
    return Made(f"{stem}.jpg", _saved(image.convert("RGB"), "JPEG", quality=_QUALITY, optimize=True, progressive=True))


def _moving(opened: Image.Image) -> bytes:
    """A moving picture without what isn't picture; empty when it is too long."""
    from PIL import ImageSequence

    if getattr(opened, "n_frames", 1) > _MOVING_FRAMES or opened.width * opened.height * getattr(opened, "n_frames", 1) > _MOST_PIXELS:
        return b""
    duration = opened.info.get("duration", 100)
    frames = [frame.convert("RGBA") for frame in ImageSequence.Iterator(opened)]
    found = _saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=duration, loop=0, disposal=2)
    return found if len(found) <= 2 * _MOVING_BYTES else b""


def _upright(opened: Image.Image) -> Image.Image:
    from PIL import Image, ImageOps

    image = ImageOps.exif_transpose(opened)
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    if image.mode not in ("L", "RGB", "RGBA"):
        image = image.convert("RGBA" if has_alpha else "RGB")
    if max(image.size) > _SIDE:
        image.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    bare = image.copy()
    bare.info = {}
    return bare


def _is_photo(image: Image.Image) -> bool:
    """Whether a picture has so many colours that a PNG of it would be needlessly large."""
    return "A" not in image.getbands() and image.width * image.height > 40_000 and image.resize((200, 200)).getcolors(8_000) is None


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    found = BytesIO()
    image.save(found, kind, **options)
    return found.getvalue()
