"""Styles and scripts: one style sheet and a few modules, each named by its content so that browsers may keep it for ever."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.digest import digest_bytes
from portal.errors import PortalError
from portal.files import walk_files

_SOURCE_MAP = re.compile(rb"\s*/\*# sourceMappingURL=.*?\*/|\s*//# sourceMappingURL=.*")
_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(rb"(?m)^[ \t]*(?://.*\n)?")
_CHARSET = re.compile(rb'@charset "[^"]*";')


@dataclass(frozen=True)
class Assets:
    """Addresses and contents.

    Attributes:
        styles: address of the style sheet.
        scripts: address of each script by name.
        files: content of every file by address.
    """

    styles: str
    scripts: Mapping[str, str]
    files: Mapping[str, bytes]


def collect(theme: Path, overrides: Path) -> Assets:
    """The theme's style sheet and ours as one file, our scripts, our other assets.

    Args:
        theme: folder of the theme's templates.
        overrides: our folder with ``styles/``, ``scripts/`` and ``assets/``.

    Raises:
        PortalError: the theme has no style sheet where it is expected.
    """
    files: dict[str, bytes] = {}
    styles = _named(files, "assets/portal.css", _style_sheet(theme, overrides))
    scripts = {path.stem: _named(files, f"assets/{path.name}", _INDENT.sub(b"", path.read_bytes())) for path in walk_files(overrides / "scripts", ".js")}
    for path in walk_files(overrides / "assets"):
        files[f"assets/{path.relative_to(overrides / 'assets').as_posix()}"] = path.read_bytes()
    return Assets(styles, scripts, files)


def _style_sheet(theme: Path, overrides: Path) -> bytes:
    found = sorted((theme / "assets" / "stylesheets").glob("main.*.min.css"))
    if not found:
        raise PortalError("主题里没有样式表", do="按requirements.txt重新安装mkdocs-material", path=str(theme))
    ours = b"".join(_COMMENT.sub(b"", path.read_bytes()) for path in walk_files(overrides / "styles", ".css"))
    return b'@charset "UTF-8";' + _CHARSET.sub(b"", _SOURCE_MAP.sub(b"", found[0].read_bytes())) + b"\n" + ours


def _named(files: dict[str, bytes], address: str, data: bytes) -> str:
    stem, _, suffix = address.rpartition(".")
    named = f"{stem}.{digest_bytes(data)[:10]}.{suffix}"
    files[named] = data
    return named
