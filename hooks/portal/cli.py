"""The command line: ``portal <command>``; each command is a module of ``portal.commands``.

Exit codes: 0 all is well (hints allowed), 1 errors or warnings, 2 the set-up is broken.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from portal.commands.parser import Parser
from portal.errors import BlockedError, PortalError, of_system

_COMMANDS = ("new", "check", "serve", "build", "sign", "status", "withdraw", "export", "selfcheck", "report", "schema")
_EPILOG = "退出码：0正常（可以有提示），1有错误或警告，2环境或设置有误。\n每个命令都可以加--help看说明，如portal new --help。"


def main(arguments: list[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: the words after ``portal``; None takes those of the process.

    Returns:
        The exit code.
    """
    words = sys.argv[1:] if arguments is None else arguments
    options = _parser(_wanted(words)).parse_args(words)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except BlockedError as error:
        print(error, file=sys.stderr)
        return 1
    except PortalError as error:
        print(f"出错了：{error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of a pipe, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"出错了：{of_system(error)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("已停止。", file=sys.stderr)
        return 130


def _wanted(words: list[str]) -> Sequence[str]:
    """The command that is asked for, so that the others needn't be loaded; all of them when that isn't plain."""
    at = 2 if words[:1] == ["--root"] else 0
    return words[at : at + 1] if words[at : at + 1] and words[at] in _COMMANDS else _COMMANDS


def _parser(names: Sequence[str]) -> argparse.ArgumentParser:
    parser = Parser(
        prog="portal",
        description="汨罗司法普法门户：检查内容，三审签发，生成网站。",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--root", metavar="文件夹", help="项目所在的文件夹（有mkdocs.yml的那个）；不写就从当前文件夹往上找")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True, parser_class=Parser)
    for name in names:
        import_module(f"portal.commands.{name}").add(commands)
    return parser
