"""The review's cache must be made here: one that came with the repository could hold findings that were never made."""

from __future__ import annotations

import subprocess
from pathlib import Path

from portal.errors import PortalError

FOLDER = ".portal"


def refuse_tracked_cache(root: Path) -> None:
    """Do nothing when git tracks nothing of ``.portal``, or the project isn't in a repository.

    Args:
        root: the project's folder.

    Raises:
        PortalError: git tracks the cache.
    """
    # safe.directory: a checkout that belongs to somebody else, usual in CI, must not look like no repository.
    command = ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "--", FOLDER]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - fixed words and the project's folder
    except FileNotFoundError:
        return
    if done.stdout:
        do = f"运行git rm -r --cached {FOLDER}并提交，再删去这个文件夹；它只在本机使用，.gitignore里要有/{FOLDER}/"
        raise PortalError(f"审校的缓存{FOLDER}进了git版本库，里面的检查结果可能是假的", do=do, path=FOLDER)
