"""Which project a command works on, and how a big run treats memory."""

from __future__ import annotations

import argparse
import gc
from pathlib import Path

from portal.errors import PortalError


def find_root(start: Path) -> Path:
    """The nearest folder at or above ``start`` that holds ``mkdocs.yml``, else the folder that holds this code.

    Raises:
        PortalError: neither is a project.
    """
    for folder in (start, *start.parents, Path(__file__).resolve().parents[3]):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise PortalError("找不到mkdocs.yml", do="在项目的文件夹里运行，或用--root指明项目的位置", path=str(start))


def root_of(options: argparse.Namespace) -> Path:
    """The project that the options name, else the one around the current folder."""
    return Path(options.root).resolve() if options.root else find_root(Path.cwd())


def spare_garbage() -> None:
    """Look for no garbage by itself: big runs make little, and looking for it in all that they keep makes people wait."""
    gc.set_threshold(100_000, 20, 100)
    gc.disable()
