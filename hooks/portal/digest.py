"""The only hashing code: bytes or plain values to SHA-256."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

_PIECE = 1 << 18


def digest_bytes(data: bytes) -> str:
    """SHA-256 of bytes as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def digest_file(path: Path) -> str:
    """SHA-256 of a file's bytes, read piece by piece; other threads run meanwhile.

    Raises:
        OSError: it can't be read.
    """
    found = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def digest_value(value: object) -> str:
    """SHA-256 of a plain value (dicts, lists, strings, numbers) in canonical JSON."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return digest_bytes(text.encode("utf-8"))
