"""The commands: ``portal build``, ``check``, ``new``, ``schema``, ``serve``.

Exit codes: 0 all is well (hints allowed), 1 errors or warnings, 2 the set-up is broken.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

from portal.errors import BlockedError, PortalError

_KINDS = ("news", "case", "summary", "notice", "learn", "service")


def main(arguments: list[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: the words after ``portal``; None takes those of the process.

    Returns:
        The exit code.
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BlockedError as error:
        print(error, file=sys.stderr)
        return 1
    except PortalError as error:
        print(f"出错了：{error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("已停止。", file=sys.stderr)
        return 130


def find_root(start: Path) -> Path:
    """The nearest folder at or above ``start`` that holds ``mkdocs.yml``, else the folder that holds this code.

    Raises:
        PortalError: neither is a project.
    """
    for folder in (start, *start.parents, Path(__file__).resolve().parents[2]):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise PortalError("找不到mkdocs.yml", do="在项目的文件夹里运行，或用--root指明项目的位置", path=str(start))


def _root(options: argparse.Namespace) -> Path:
    return Path(options.root).resolve() if options.root else find_root(Path.cwd())


def _build(options: argparse.Namespace) -> int:
    from portal.assembly.mkdocs_io import build_site
    from portal.review.report import counts

    start = time.perf_counter()
    target = Path(options.site_dir).resolve() if options.site_dir else None
    summary = build_site(_root(options), target)
    seconds = time.perf_counter() - start
    print(f"网站已生成：{summary.pages}个页面，{summary.feeds}个订阅源，共{summary.files}个文件，用时{seconds:.1f}秒。")
    print(f"改写{summary.written}个文件，删去{summary.removed}个。{counts(list(summary.findings))}")
    if summary.findings:
        print("详情请运行portal check。")
    return 0


def _check(options: argparse.Namespace) -> int:
    from portal.assembly.build import check
    from portal.model.finding import Severity
    from portal.model.published import Published
    from portal.review.report import as_text, counts

    root = _root(options)
    published = None
    if options.published:
        path = Path(options.published)
        path = path / "published.json" if path.is_dir() else path
        try:
            published = Published.from_plain(json.loads(path.read_text(encoding="utf-8")), str(path))
        except (OSError, ValueError) as error:
            raise PortalError("读不出上次发布的published.json", do="给出上次发布的网站文件夹，或其中的published.json", path=str(path)) from error
    _, findings = check(root, os.environ, published)
    print(as_text(findings, root) if findings else counts(findings))
    return 1 if any(one.severity >= Severity.WARNING for one in findings) else 0


def _new(options: argparse.Namespace) -> int:
    from portal.assembly.new_article import new_article

    path = new_article(_root(options), options.kind, options.title, os.environ)
    print(f"已建好：{path}\n写完后运行portal check检查。")
    return 0


def _schema(options: argparse.Namespace) -> int:
    from portal.assembly.schemas import write_schemas

    for path, changed in write_schemas(_root(options)):
        print(f"{'已更新' if changed else '没有变化'}：{path}")
    return 0


def _serve(options: argparse.Namespace) -> int:
    from portal.assembly.mkdocs_io import serve_site

    serve_site(_root(options), options.address)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="portal", description="汨罗司法普法门户：检查内容，生成网站。", formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.epilog = "退出码：0正常（可以有提示），1有错误或警告，2环境或设置有误。\n每个命令都可以加--help看说明，如portal new --help。"
    parser.add_argument("--root", metavar="文件夹", help="项目所在的文件夹（有mkdocs.yml的那个）；不写就从当前文件夹往上找")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)

    build = commands.add_parser("build", help="检查内容，生成网站和订阅源", description="检查内容，生成网站和订阅源。有错误时什么都不写。")
    build.add_argument("--site-dir", metavar="文件夹", help="网站写到哪里，默认是site")
    build.set_defaults(run=_build)

    check = commands.add_parser("check", help="检查内容和数据，不生成网站", description="检查全部文章和数据，一次列出所有问题：在哪里，错在哪，怎么改。")
    check.add_argument("--published", metavar="文件", help="上次发布的网站文件夹或published.json，用来核对网址和数据有没有无故变动")
    check.set_defaults(run=_check)

    new = commands.add_parser("new", help="新建一篇文章", description='新建一篇文章，写好文头，网址用标题的拼音。例：portal new news "全市普法宣传月启动"')
    new.add_argument("kind", choices=_KINDS, metavar="种类", help="news动态，case案例，summary年度总结，notice通知，learn普法知识，service办事指南")
    new.add_argument("title", metavar="标题", help="文章标题，加引号")
    new.set_defaults(run=_new)

    schema = commands.add_parser("schema", help="更新data/schemas里的JSON Schema", description="由程序里的定义生成JSON Schema，供VS Code在编辑时提示和检查。")
    schema.set_defaults(run=_schema)

    serve = commands.add_parser("serve", help="在本机预览，改了文件自动刷新", description="在本机预览网站，改了文件会自动刷新；改了Python代码要重新启动。")
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="地址:端口", help="默认127.0.0.1:8000")
    serve.set_defaults(run=_serve)
    return parser
