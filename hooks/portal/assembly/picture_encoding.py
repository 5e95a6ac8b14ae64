"""Makes the files of a picture that are published: upright, in sRGB, without position, author or anything else that isn't picture.

The smaller files are WebP only. AVIF was measured on photographs and screenshots at equal error: 3 to 20 per cent smaller, for five to ten
times the work.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from portal.digest import digest_bytes
from portal.errors import PortalError

if TYPE_CHECKING:
    from PIL import Image

_WEBP, _WHOLE = 78, 85
_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
_FAULTS = (OSError, ValueError, SyntaxError, KeyError, TypeError, EOFError)  # what Pillow raises for broken files


@dataclass(frozen=True)
class Order:
    """Files to be made of one picture.

    Attributes:
        path: of the picture relative to the project's root.
        digest: SHA-256 of its bytes.
        widths: in pixels, 0 for the whole picture in its own format.
    """

    path: str
    digest: str
    widths: tuple[int, ...]


def encode(root: str, orders: Sequence[Order]) -> list[tuple[bytes, ...]]:
    """The work of one worker: the files of some pictures, in the order of their widths.

    Raises:
        PortalError: a picture is broken or has changed since it was looked at.
    """
    return [_files(Path(root), order) for order in orders]


def source_bytes(root: Path, path: str, digest: str) -> bytes:
    """A picture's file as it is.

    Raises:
        PortalError: it has changed since it was looked at.
    """
    data = (root / path).read_bytes()
    if digest_bytes(data) != digest:
        raise PortalError("图片在生成期间被改动了", do="再运行一次", path=path)
    return data


def _files(root: Path, order: Order) -> tuple[bytes, ...]:
    from PIL import Image

    data, kind = source_bytes(root, order.path, order.digest), _FORMATS[Path(order.path).suffix.lower()]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data)) as opened:
                image = _bare(opened)
    except (*_FAULTS, Image.DecompressionBombError) as error:
        raise PortalError("图片坏了，打不开", do="用看图软件另存一份，替换原来的文件", path=order.path) from error
    return tuple(_smaller(image, width, kind) if width else _whole(image, kind) for width in order.widths)


def _bare(opened: Image.Image) -> Image.Image:
    """The first frame, upright and in sRGB, with nothing beside it; few colours stay few."""
    from PIL import ImageOps

    image = ImageOps.exif_transpose(opened)
    if image.mode not in ("P", "L") or "icc_profile" in image.info:
        image = _in_srgb(image)
    transparency = image.info.get("transparency")
    if image.mode == "L" and transparency is not None:
        image, transparency = image.convert("RGBA"), None
    image.info = {"transparency": transparency} if image.mode == "P" and transparency is not None else {}
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    from PIL import ImageCms

    has_alpha = "A" in image.getbands() or "transparency" in image.info
    profile, mode = image.info.get("icc_profile"), "RGBA" if has_alpha else "RGB"
    if image.mode in ("P", "PA", "LA", "La") or has_alpha:
        image = image.convert(mode)
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            found = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that fits nothing says nothing
            found = None
        image = found or image
    return image if image.mode == mode or (image.mode == "L" and not has_alpha) else image.convert(mode)


def _whole(image: Image.Image, kind: str) -> bytes:
    if kind == "JPEG":
        return _saved(_flat(image), kind, quality=_WHOLE, optimize=True, progressive=True)
    return _saved(image, kind, optimize=True) if kind == "PNG" else _saved(_full(image), kind, quality=_WHOLE, method=6)


def _smaller(image: Image.Image, width: int, kind: str) -> bytes:
    """WebP of a width; drawings and screenshots may be smaller without any loss."""
    from PIL import Image

    height = max(1, round(image.height * width / image.width))
    small = _full(image) if width == image.width else _full(image).resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    found = [_saved(small, "WEBP", quality=_WEBP, method=6)]
    if kind == "PNG":
        found.append(_saved(small, "WEBP", lossless=True, method=4))
    return min(found, key=len)


def _full(image: Image.Image) -> Image.Image:
    """The picture with all colours a pixel may have."""
    return image.convert("RGBA" if "transparency" in image.info or image.mode == "RGBA" else "RGB")


def _flat(image: Image.Image) -> Image.Image:
    """The picture on white: a JPEG can't be seen through."""
    from PIL import Image

    full = _full(image) if image.mode != "L" else image
    return Image.alpha_composite(Image.new("RGBA", full.size, "white"), full).convert("RGB") if full.mode == "RGBA" else full


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    found = BytesIO()
    image.save(found, kind, **options)
    return found.getvalue()
