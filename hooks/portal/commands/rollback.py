"""``portal rollback``: serves an earlier release."""

from __future__ import annotations

import argparse

from portal.commands.project import root_of

_DESCRIPTION = """退回：让读者马上看到以前的一个发布，一秒之内。不写哪一个，就退回现在这个的前一个。
退回也记进发布日志。退回以后下一次portal publish照常发布。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("rollback", help="退回以前的发布", description=_DESCRIPTION)
    parser.add_argument("place", metavar="地方", help="data/publish.yml里登记的代号")
    parser.add_argument("release", nargs="?", default="", metavar="发布", help="哪一个，portal releases列出的编号")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Roll back and say what was done."""
    from portal.commands.publishing import Desk
    from portal.publish.publishing import rollback

    desk = Desk.at(root_of(options))
    place, target = desk.target(options.place)
    done = rollback(target, options.release, desk.owner, desk.authority)
    print(f"{place.id}上本来就是{done.release}。" if done.same else f"{place.id}已退回{done.release}。")
    return 0
