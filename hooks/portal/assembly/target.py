"""Where a site may be written: never over somebody's files, over what is read, or over a site of the other stage."""

from __future__ import annotations

import json
import os
from pathlib import Path

from portal.errors import PortalError, of_system
from portal.review.gate import PREVIEW, PUBLISH

_SOURCES = ("content", "data", "overrides", "hooks")
_ELSE = "用--out写明另一个文件夹"


def refuse_target(root: Path, site_dir: Path, stage: str) -> None:
    """Do nothing when a build may write to a folder.

    Args:
        root: the project's folder.
        site_dir: where the site is to go; needn't exist.
        stage: of the build.

    Raises:
        PortalError: the folder can't be written to, holds the project, lies in what is read, holds files that no build wrote, or a site of
            the other stage.
    """
    if root.resolve().is_relative_to(site_dir.resolve()):
        raise PortalError("site_dir指向项目本身", do="换一个专门放网站的文件夹", path=str(site_dir))
    if any(site_dir.resolve().is_relative_to((root / name).resolve()) for name in _SOURCES):
        raise PortalError("site_dir在内容、数据或程序的文件夹里", do="换一个专门放网站的文件夹，如site", path=str(site_dir))
    try:
        _must_be_writable(site_dir)
        filled = site_dir.is_dir() and any(site_dir.iterdir())
    except OSError as error:
        raise of_system(error) from error
    if filled and not (site_dir / "published.json").exists():
        raise PortalError("目标文件夹里有别的东西", do="换一个空文件夹，或先清空它", path=str(site_dir))
    if filled and (stage == PREVIEW) != (_stage_in(site_dir) == PREVIEW):
        what = "目标文件夹里是正式网站，不能写进预览" if stage == PREVIEW else "目标文件夹里是预览，不能写进正式网站"
        raise PortalError(what, do=f"{_ELSE}，或先清空它", path=str(site_dir))


def _must_be_writable(site_dir: Path) -> None:
    """Look at the folder, or at the nearest one above it that exists."""
    place = next(one for one in (site_dir, *site_dir.absolute().parents) if one.exists() or one.is_symlink())
    if not place.is_dir():
        what = "网站要写进文件夹，这里却是一个文件" if place == site_dir else f"“{place}”是一个文件，里面建不了文件夹"
        raise PortalError(what, do=_ELSE, path=str(site_dir))
    if not os.access(place, os.W_OK | os.X_OK):
        raise PortalError("这个文件夹没有写入的权限", do=f"请管理员给写入的权限，或{_ELSE}", path=str(place))


def _stage_in(site_dir: Path) -> str:
    """The stage of the site in a folder; one that doesn't tell may be published."""
    try:
        found = json.loads((site_dir / "published.json").read_text(encoding="utf-8"))
        return str(found.get("stage", PUBLISH))
    except (OSError, ValueError, AttributeError):
        return PUBLISH
