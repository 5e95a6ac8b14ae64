"""What the machine has: programs, and room on the disk."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import disk_usage, which

from portal.model.publishing import Publishing
from portal.publish.doctor.diagnosis import HINT, Diagnosis, judged

_PYTHON = (3, 11)
_ROOM = 2_000_000_000
_PROGRAMS = (("git", "git", "版本库"), ("ssh-keygen", "openssh-client", "签名"))
_BY_KIND = {"rsync": (("ssh", "openssh-client", "连服务器"), ("rsync", "rsync", "发送"))}


def look(root: Path, publishing: Publishing) -> Iterator[Diagnosis]:
    """Look at the machine.

    Args:
        root: the project's folder.
        publishing: the kinds of places ask for programs of their own.
    """
    version = ".".join(map(str, sys.version_info[:3]))
    yield judged(sys.version_info[:2] >= _PYTHON, f"Python {version}", f"Python {version}太旧", "装3.11或更新的")
    wanted = [*_PROGRAMS, *(one for kind in sorted({place.kind for place in publishing.places}) for one in _BY_KIND.get(kind, ()))]
    for name, package, use in dict.fromkeys(wanted):
        yield judged(which(name) is not None, f"有{name}", f"没有{name}，{use}要用", f"安装{package}")
    if any(place.kind == "s3" for place in publishing.places):
        yield judged(_has("boto3"), "有boto3", "没有boto3，对象存储要用", 'pip install --editable ".[s3]"')
    free = disk_usage(root).free
    yield judged(free > _ROOM, f"磁盘还有{free / 1e9:.0f}GB", f"磁盘只剩{free / 1e9:.1f}GB", "清理磁盘，至少留2GB")
    yield judged(os.access(root, os.W_OK), "项目文件夹可以写", "项目文件夹不能写", "请管理员给写入的权限")
    yield judged(bool(which("nginx") or which("caddy")), "有nginx或caddy", "这台机器上没有nginx和caddy", "网页服务器在别的机器上的，不用管", HINT)


def _has(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None
