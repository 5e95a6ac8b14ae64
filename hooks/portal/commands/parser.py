"""An argument parser that speaks Chinese."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

_WORDS = (
    ("usage: ", "用法："),
    ("positional arguments:", "参数："),
    ("options:", "选项："),
    ("show this help message and exit", "显示这段说明"),
)
_CHOICE = re.compile(r"argument (\S+): invalid choice: '?([^' ]*)'? \(choose from (.*)\)")
_ERRORS = (
    (r"unrecognized arguments: (.*)", r"多了“\1”；标题里有空格或标点时，整个标题要加引号"),
    (r"the following arguments are required: (.*)", r"还要写：\1"),
    (r"argument (\S+): expected one argument", r"“\1”后面要写一个值"),
    (r"argument (\S+): invalid int value: '(.*)'", r"“\1”要写整数，不能写“\2”"),
    (r"argument (\S+): (.*)", r"“\1”写法不对：\2"),
)


def whole_number(text: str) -> int:
    """The type of an option that counts something.

    Raises:
        argparse.ArgumentTypeError: it is no whole number, or below 0.
    """
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"要写整数，不能写“{text}”") from None
    if number < 0:
        raise argparse.ArgumentTypeError(f"不能写负数“{text}”，要写0或者更大的整数")
    return number


class Parser(argparse.ArgumentParser):
    """``argparse`` with its few English words in Chinese; wrong usage ends with exit code 2, as a broken set-up does."""

    def format_help(self) -> str:
        """The help text."""
        text = super().format_help()
        for english, chinese in _WORDS:
            text = text.replace(english, chinese)
        return text

    def format_usage(self) -> str:
        """The first line of the help text."""
        return super().format_usage().replace("usage: ", "用法：")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words of the command, and stop."""
        message = _CHOICE.sub(_choice, message)
        for pattern, chinese in _ERRORS:
            message = re.sub(pattern, chinese, message)
        print(f"命令写得不对：{message}\n怎么改：看{self.prog} --help", file=sys.stderr)
        sys.exit(2)


def _choice(match: re.Match[str]) -> str:
    choices = "、".join("“" + one.strip("'") + "”" for one in match[3].split(", "))
    return f"“{match[1]}”不能写“{match[2]}”，只能写{choices}"
