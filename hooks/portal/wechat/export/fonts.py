"""A Chinese font of this machine, to draw pictures with; there may be none."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
_NAMES = ("NotoSansCJK-{}.ttc", "NotoSansCJKsc-{}.otf", "NotoSansSC-{}.otf", "SourceHanSansSC-{}.otf", "SourceHanSansCN-{}.otf")
_PAIRS = (
    *((name.format("Regular"), name.format("Bold")) for name in _NAMES),
    ("PingFang.ttc", "PingFang.ttc"),
    ("msyh.ttc", "msyhbd.ttc"),
    ("wqy-microhei.ttc", "wqy-microhei.ttc"),
    ("wqy-zenhei.ttc", "wqy-zenhei.ttc"),
    ("simhei.ttf", "simhei.ttf"),
    ("DroidSansFallbackFull.ttf", "DroidSansFallbackFull.ttf"),
)
_MOST_FACES = 12
_PATIENCE = 10


@dataclass(frozen=True, slots=True)
class Face:
    """A font: its file and which of the file's fonts."""

    path: str
    index: int = 0

    def at(self, size: float) -> FreeTypeFont:
        """The font at a size in pixels."""
        return _opened(self.path, self.index, size)


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a picture; ``bold`` may be the same as ``regular``."""

    regular: Face
    bold: Face


@lru_cache(maxsize=64)
def _opened(path: str, index: int, size: float) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(path, size, index=index)


def find_fonts(folders: Sequence[str] = _FOLDERS, ask: bool = True) -> Fonts | None:
    """The first known Chinese font that can be opened, None when there is none.

    Args:
        folders: where fonts lie.
        ask: whether to ask ``fc-list`` when none lies there.
    """
    files = {path.name: path for path in _files(folders)}
    for regular, bold in _PAIRS:
        face = _face(files.get(regular))
        if face:
            return Fonts(face, _face(files.get(bold)) or face)
    face = next((face for path in (_listed() if ask else ()) if (face := _face(path))), None)
    return Fonts(face, face) if face else None


def _files(folders: Sequence[str]) -> Iterator[Path]:
    wanted = {name for pair in _PAIRS for name in pair}
    for folder in folders:
        try:
            yield from (path for path in sorted(Path(folder).expanduser().rglob("*")) if path.name in wanted)
        except (OSError, RuntimeError):
            continue


def _listed() -> list[Path]:
    """What ``fc-list`` knows, in a stable order."""
    program = which("fc-list")
    if not program:
        return []
    try:
        said = subprocess.run([program, ":lang=zh", "file"], capture_output=True, text=True, timeout=_PATIENCE, check=True).stdout  # noqa: S603 - fixed words
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return []
    return sorted({Path(line.rstrip(": ")) for line in said.splitlines() if line.strip()})


def _face(path: Path | None) -> Face | None:
    """The simplified Chinese font of a file, else its first; None when it can't be opened."""
    if path is None:
        return None
    try:
        first = Face(str(path))
        first.at(12)
    except (OSError, ValueError):
        return None
    for index in range(_MOST_FACES):
        try:
            name = Face(str(path), index).at(12).getname()[0] or ""
        except (OSError, ValueError):
            break
        if name.endswith((" SC", " CN")):
            return Face(str(path), index)
    return first
