"""Styles and scripts: one style sheet and a few modules, each named by its content so that browsers may keep it for ever."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.assembly.lean_styles import minified, used_part, words_of
from portal.digest import digest_bytes
from portal.errors import PortalError
from portal.files import walk_files

_INDENT = re.compile(rb"(?m)^[ \t]*(?://.*\n)?")
_NOT_RULES = re.compile(r'@charset "[^"]*";|/\*.*?\*/', re.DOTALL)


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
    """What we use of the theme's style sheet and ours as one file, our scripts, our other assets.

    Args:
        theme: folder of the theme's templates.
        overrides: our folder with ``styles/``, ``scripts/`` and ``assets/``.

    Raises:
        PortalError: the theme has no style sheet where it is expected, or a style sheet is no text.
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
    ours = minified("".join(_css(path) for path in walk_files(overrides / "styles", ".css")))
    words = words_of(path.read_text(encoding="utf-8", errors="replace") for path in walk_files(overrides) if path.suffix in (".html", ".js"))
    theirs = minified(used_part(_NOT_RULES.sub("", _css(found[0])), words, ours))
    return f'@charset "UTF-8";{theirs}\n{ours}'.encode()


def _css(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PortalError("样式表不是UTF-8编码", do="用编辑器另存为UTF-8", path=str(path)) from error


def _named(files: dict[str, bytes], address: str, data: bytes) -> str:
    stem, _, suffix = address.rpartition(".")
    named = f"{stem}.{digest_bytes(data)[:10]}.{suffix}"
    files[named] = data
    return named
