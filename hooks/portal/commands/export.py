"""``portal export``: an article for the official account."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from portal.commands.project import root_of

_DESCRIPTION = """把一篇文章变成公众号后台能保留的样子。不上网，不要密钥，发之前由人看过。

  portal export wechat content/news/2026/2026-11-22-mediation-2025.md

写成几个文件（默认放在.portal/wechat/文章的网址名/，--out可以换地方）：
  copy.html     用浏览器打开，按“复制到公众号”，到公众号后台粘贴
  article.html  正文，图片在旁边的pictures/里，给接口用
  article.json  标题、作者、摘要、阅读原文、封面、图片清单和要注意的事"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("export", help="导出到公众号", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=("wechat",), metavar="wechat", help="导出到哪里，现在只有wechat（微信公众号）")
    parser.add_argument("path", metavar="文件", help="文章的文件，如content/news/2026/2026-11-22-mediation-2025.md")
    parser.add_argument("--out", metavar="文件夹", help="写到这个文件夹；不要放进网站")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files, and say what a person should know."""
    from portal.assembly.exporting import FOLDER, Exporter, files_of
    from portal.commands.printing import refuse
    from portal.files import remove_strays, write_if_changed
    from portal.load.identity import site_dir_of

    root = root_of(options)
    exporter = Exporter.at(root, os.environ)
    path = Path(options.path)
    article = exporter.article_at(path if path.exists() else root / path)
    made = exporter.export(article)
    folder = Path(options.out).resolve() if options.out else root / FOLDER / article.url.removesuffix(".html")
    files = files_of(made)
    for name, data in files.items():
        refuse(root, folder / name, site_dir_of(root))
        write_if_changed(folder / name, data)
    if not options.out:
        remove_strays(folder, set(files))
    size = made.size
    print(f"《{made.long_title}》：{size.visible}个字，连同标签{size.characters}个字符、{size.bytes / 1000:.0f}KB，图片{len(made.pictures)}张。")
    for warning in made.warnings:
        print(f"    注意：{warning}")
    print(f"已写好：{folder}\n用浏览器打开{folder / 'copy.html'}，按“复制到公众号”，再到公众号后台粘贴。")
    return 0
