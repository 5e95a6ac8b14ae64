"""``portal serve``: a preview that follows every saved file."""

from __future__ import annotations

import argparse
import re

from portal.commands.project import root_of
from portal.errors import PortalError


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    description = "在本机预览网站，改了文件会自动刷新，按Ctrl+C停止；改了Python代码要重新启动。"
    parser = commands.add_parser("serve", help="在本机预览，改了文件自动刷新", description=description)
    parser.add_argument("--address", default="127.0.0.1:8000", metavar="地址:端口", help="默认127.0.0.1:8000")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted.

    Raises:
        PortalError: the address is malformed or taken.
    """
    from portal.assembly.mkdocs_io import serve_site

    if not re.fullmatch(r"[\w.-]+:\d{1,5}", options.address):
        raise PortalError(f"地址写的是“{options.address}”", do="写成127.0.0.1:8000这样的“地址:端口”")
    print(f"正在准备预览，好了以后用浏览器打开http://{options.address}/，按Ctrl+C停止。", flush=True)
    try:
        serve_site(root_of(options), options.address)
    except OSError as error:
        raise PortalError(f"地址{options.address}用不了：{error.strerror}", do="关掉另一个预览窗口，或换一个端口：--address 127.0.0.1:8001") from error
    return 0
