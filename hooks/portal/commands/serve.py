"""``portal serve``: a preview that follows every saved file."""

from __future__ import annotations

import argparse
import os
import re

from portal.commands.project import root_of, spare_garbage
from portal.errors import PortalError

_PORTS = 65535


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    description = """在本机预览网站，按Ctrl+C停止。保存了文章，打开的页面马上刷新；列表、搜索等其余页面几秒以后跟上。
内容有错误时，窗口和网页上都会说明，网页保持上一次正确的样子。改了Python代码要重新启动。"""
    parser = commands.add_parser("serve", help="在本机预览，改了文件自动刷新", description=description)
    parser.add_argument("--address", default="127.0.0.1:8000", metavar="地址:端口", help="默认127.0.0.1:8000")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted.

    Raises:
        PortalError: the address is malformed or taken.
    """
    from portal.assembly.preview_server import serve_preview

    address = re.fullmatch(r"(?P<host>[\w.-]+):(?P<port>\d{1,5})", options.address, re.ASCII)
    if not address or int(address["port"]) > _PORTS:
        raise PortalError(f"地址写的是“{options.address}”", do="写成127.0.0.1:8000这样的“地址:端口”")
    spare_garbage()
    try:
        serve_preview(root_of(options), address["host"], int(address["port"]), os.environ)
    except OSError as error:
        raise PortalError(f"地址{options.address}用不了：{error.strerror}", do="关掉另一个预览窗口，或换一个端口：--address 127.0.0.1:8001") from error
    return 0
