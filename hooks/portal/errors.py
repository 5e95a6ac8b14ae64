"""Errors that stop a command: a broken set-up, never bad content.

::

    PortalError            the command can't go on; printed without a traceback, exit code 2
    ├── BlockedError       findings forbid the build; carries the finished report, exit code 1
    └── DamagedError       what earlier runs have left can't be read; a run without it would go on

Bad content is a :class:`portal.model.finding.Finding`, not an exception.
"""

from __future__ import annotations

import errno

_SYSTEM = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这个磁盘只能读",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EISDIR: "这里应当是文件，却是文件夹",
    errno.ENOTEMPTY: "这里应当是文件，却是文件夹",
    errno.ENOTDIR: "这里应当是文件夹，却是文件",
    errno.EEXIST: "这里应当是文件夹，却是文件",
    errno.ENOENT: "文件不见了",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "链接绕成了圈",
}


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


class DamagedError(PortalError):
    """The store of earlier results is damaged; nothing is lost but time."""


def of_system(error: OSError) -> PortalError:
    """What the system refused, in plain words, with the file that it refused it for."""
    why = _SYSTEM.get(error.errno or 0, error.strerror or str(error))
    path = error.filename2 or error.filename or ""
    return PortalError(f"读写文件出错：{why}", do="改正后再运行一次；不明白就请管理员看看磁盘和权限", path=str(path))
