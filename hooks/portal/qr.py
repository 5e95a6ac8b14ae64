"""QR codes of addresses."""

from __future__ import annotations

from zxingcpp import BarcodeFormat, create_barcode

DARK, LIGHT = b"\0", b"\xff"
_MASK = 0  # any mask can be read; to score all eight takes five times as long


def rows_of(text: str) -> list[bytes]:
    """The code of a text row by row, without the quiet zone: a byte for each module, ``DARK`` or ``LIGHT``.

    Source: ISO/IEC 18004, error correction level M.
    """
    picture = create_barcode(text, BarcodeFormat.QRCode, ec_level="M", data_mask=_MASK).to_image(scale=1, add_quiet_zones=False)
    view = memoryview(picture)  # type: ignore[arg-type]  # its stub doesn't tell that it is a buffer
    modules, size = view.tobytes(), len(view)
    return [modules[start : start + size] for start in range(0, len(modules), size)]
