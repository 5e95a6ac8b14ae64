"""``mkdocs.yml``: the few lines of it that say which site this is."""

from __future__ import annotations

import re
from pathlib import Path

from portal.errors import PortalError
from portal.model.bureau import Identity
from portal.yamlio import Node, decode, parse

PATH = "mkdocs.yml"


def load_identity(root: Path) -> Identity:
    """Read name, address and description of the site.

    Raises:
        PortalError: ``mkdocs.yml`` is missing, can't be read, or lacks one of them.
    """
    texts = _texts(root)
    for key in ("site_name", "site_url", "site_description"):
        if key not in texts:
            raise PortalError(f"缺少{key}", do=f"在mkdocs.yml里写上{key}", path=PATH)
    if not re.fullmatch(r"https?://[a-z0-9.:-]+(/[A-Za-z0-9._-]+)*/", texts["site_url"]):
        raise PortalError(f"site_url写的是“{texts['site_url']}”", do="写成https://域名/，末尾要有斜杠", path=PATH)
    return Identity(name=texts["site_name"], url=texts["site_url"], description=texts["site_description"])


def site_dir_of(root: Path) -> Path:
    """The folder that the site goes to.

    Raises:
        PortalError: ``mkdocs.yml`` is missing or can't be read.
    """
    return root / _texts(root).get("site_dir", "site")


def _texts(root: Path) -> dict[str, str]:
    """The keys of ``mkdocs.yml`` that are plain texts."""
    try:
        text, problem = decode((root / PATH).read_bytes())
    except FileNotFoundError as error:
        raise PortalError("这里没有mkdocs.yml", do="在项目的文件夹里运行，或用--root指明项目的位置", path=str(root)) from error
    node, problems = parse(text)
    for one in [problem, *problems]:
        if one:
            raise PortalError(one.what, do=one.do, path=PATH, line=one.line)
    values = {key: child.value for key, child in node.value.items()} if isinstance(node, Node) and isinstance(node.value, dict) else {}
    return {key: value for key, value in values.items() if isinstance(value, str) and value}
