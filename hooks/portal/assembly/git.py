"""Asking git, with names of versions that can't be taken for options."""

from __future__ import annotations

import subprocess
from pathlib import Path

from portal.errors import PortalError


def revision(name: str) -> str:
    """A version as a person typed it.

    Raises:
        PortalError: git would take it for an option.
    """
    if name.startswith("-"):
        raise PortalError(f"“{name}”不是git的版本", do="写HEAD、main或提交编号")
    return name


def git(root: Path, *words: str, given: str = "") -> str:
    """What git prints.

    Args:
        root: the project's folder.
        words: the command.
        given: its standard input.

    Raises:
        PortalError: git is missing or refuses.
    """
    command = ["git", "-C", str(root), "-c", "core.quotepath=off", *words]
    try:
        done = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - a list of words, no shell
    except FileNotFoundError as error:
        raise PortalError("没有git", do="安装git") from error
    if done.returncode:
        raise PortalError(f"git不认识这个版本，或者读不出历史：{done.stderr.strip()}", do="在版本库里运行，版本写HEAD、main或提交编号")
    return done.stdout
