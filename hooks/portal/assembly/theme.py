"""Where the theme's templates are."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from portal.errors import PortalError


def theme_folder() -> Path:
    """Folder of Material's templates.

    Raises:
        PortalError: Material isn't installed.
    """
    spec = find_spec("material")
    if spec is None or not spec.submodule_search_locations:
        raise PortalError("没有安装mkdocs-material", do="运行make setup")
    return Path(spec.submodule_search_locations[0]) / "templates"
