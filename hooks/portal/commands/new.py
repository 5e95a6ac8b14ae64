"""``portal new``: start an article."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from portal.commands.project import root_of

_KINDS = ("news", "case", "summary", "notice", "learn", "service")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("new", help="新建一篇文章", description='新建一篇文章，写好文头，网址用标题的拼音。例：portal new news "全市普法宣传月启动"')
    parser.add_argument("kind", choices=_KINDS, metavar="种类", help="news动态，case案例，summary年度总结，notice通知，learn普法知识，service办事指南")
    parser.add_argument("title", metavar="标题", help="文章标题，加引号")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file and say where it is."""
    from portal.assembly.new_article import new_article

    root = root_of(options)
    path = new_article(root, options.kind, options.title, os.environ)
    shown = path if Path.cwd() == root else root / path
    print(f"已建好：{shown}\n新文章是草稿（draft: true）。写完删去这一行，再运行make check检查。")
    return 0
