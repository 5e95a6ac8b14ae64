"""Errors that stop a command: a broken set-up, never bad content.

::

    PortalError            the command can't go on; printed without a traceback, exit code 2
    └── BlockedError       findings forbid the build; carries the finished report, exit code 1

Bad content is a :class:`portal.model.finding.Finding`, not an exception.
"""

from __future__ import annotations


class PortalError(Exception):
    """A set-up that can't work.

    Args:
        what: what is wrong, in Chinese, for the person at the keyboard.
        do: what to do about it, in Chinese.
        path: the file concerned, as shown to the reader.
        line: 1-based line in that file, 0 when the whole file is meant.
    """

    def __init__(self, what: str, *, do: str = "", path: str = "", line: int = 0) -> None:
        self.what, self.do, self.path, self.line = what, do, path, line
        place = f"{path}:{line}: " if path and line else f"{path}: " if path else ""
        super().__init__(place + what + (f"\n怎么改：{do}" if do else ""))


class BlockedError(PortalError):
    """The content has findings that forbid a build; nothing was written."""

    def __init__(self, report: str) -> None:
        super().__init__(f"有必须改正的问题，没有生成网站。\n{report}")
