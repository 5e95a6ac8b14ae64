"""``portal selfcheck``: what an inspection would say of a built site."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from portal.commands.parser import whole_number
from portal.commands.project import root_of
from portal.errors import PortalError

_DESCRIPTION = """按检查指标自查生成好的网站：更新是否及时，链接、附件、图片、页面标签、页脚、搜索、订阅源、无障碍、
暗链、外部网站、个人信息、发布日期、审签是否齐全。每一项都写明依据、在哪里、怎么办。

  portal selfcheck                          查site
  portal selfcheck 文件夹                   查别的文件夹，如预览
  portal selfcheck --url https://网址/      再向真实的服务器要一次首页，查HTTPS和安全设置
  portal selfcheck --html 自查.html         另存成一页，给编辑看，可以打印
  portal selfcheck --format json            给程序和CI用，格式固定

级别：否决（单项否决，一项就不合格），失分，提示。原文没有核对过的要求只作提示，不会不通过。
退出码：0没有不通过的，1有，2环境或设置有误。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("selfcheck", help="按检查指标自查生成好的网站", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", metavar="文件夹", help="生成好的网站在哪里，默认是mkdocs.yml里的site_dir")
    parser.add_argument("--url", default="", metavar="网址", help="网站的真实网址；写了才查服务器的设置")
    parser.add_argument("--format", choices=("text", "json"), default="text", metavar="格式", help="text（默认）或json")
    parser.add_argument("--html", metavar="文件", help="另存成一个网页文件，不要放进网站")
    parser.add_argument("--evidence", type=whole_number, default=10, metavar="数", help="每项最多列几处，默认10")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check, and tell whether anything fails: 0 nothing, 1 something."""
    from portal.assembly.selfchecking import gather
    from portal.load.identity import site_dir_of
    from portal.selfcheck.item import FAIL
    from portal.selfcheck.report import as_plain, as_text, examine

    root = root_of(options)
    if options.html and not Path(options.html).resolve().parent.is_dir():
        raise PortalError("没有这个文件夹，网页存不进去", do="先建好文件夹，或者换一个已有的文件夹", path=str(Path(options.html).parent))
    folder = Path(options.folder).resolve() if options.folder else site_dir_of(root)
    report = examine(gather(root, folder, os.environ, options.url))
    print(as_text(report, options.evidence) if options.format == "text" else json.dumps(as_plain(report, options.evidence), ensure_ascii=False, indent=1))
    if options.html:
        from portal.commands.printing import save_selfcheck

        save_selfcheck(root, report, folder, Path(options.html).resolve())
    return 1 if report.of(FAIL) else 0
