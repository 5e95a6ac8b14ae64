"""``portal promote``: what one place serves is published to another, byte for byte."""

from __future__ import annotations

import argparse

from portal.commands.project import root_of

_DESCRIPTION = """把一个地方现在的发布原样发布到另一个地方，如先发布到内网看过，再发布到公网：一个字节也不变，不再生成。
预览里有没审完的内容，不能这样发布到正式网站。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("promote", help="把一个地方的发布原样发布到另一个地方", description=_DESCRIPTION)
    parser.add_argument("source", metavar="从", help="data/publish.yml里登记的代号")
    parser.add_argument("place", metavar="到", help="data/publish.yml里登记的代号")
    parser.add_argument("--key", required=True, metavar="私钥", help="用来签名的SSH私钥文件")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Promote and say what was done."""
    from portal.commands.publishing import Desk, bar, send
    from portal.publish.promoting import fetched

    desk = Desk.at(root_of(options))
    _, source = desk.target(options.source)
    key = desk.key(options.key)
    with source.lock(desk.owner):  # what is fetched isn't pruned meanwhile, and a server is asked over one connection
        built = fetched(source, desk.root / ".portal/promoted", desk.authority, bar)
    return send(desk, options.place, built, key)
