"""``portal backup``: the project's history, all releases and logs, to another folder or bucket."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from portal.commands.project import root_of
from portal.errors import PortalError

_DESCRIPTION = """备份：版本库的全部历史，各个地方留着的发布，签过名的清单和发布日志。只加新的，可以天天做。

  portal backup /mnt/disk/portal      备份到另一块盘、另一台机器挂载的文件夹
  portal backup offsite               备份到data/publish.yml里登记的对象存储（kind: s3）

恢复用portal restore。每季度恢复一次试试，才知道备份是好的。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("backup", help="备份历史、发布和日志", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("where", metavar="备份到", help="文件夹，或者对象存储的代号")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Back up; 1 when something could not be saved."""
    from portal.assembly.git import git
    from portal.commands.publishing import Desk, bar, box_at
    from portal.publish.backup.box import BUNDLE
    from portal.publish.backup.saving import save_place

    desk = Desk.at(root_of(options))
    box = box_at(desk, options.where)
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        bundle = Path(folder) / BUNDLE
        git(desk.root, "bundle", "create", str(bundle), "--all", "HEAD")
        box.put(BUNDLE, bundle.read_bytes())
    print("版本库的历史已备份。")
    faults: list[str] = []
    for place in desk.publishing.places:
        if place.id == options.where or place.stage != "publish":
            continue
        target = desk.target(place.id)[1]
        try:
            with target.lock(desk.owner):  # what is copied isn't pruned meanwhile, and a server is asked over one connection
                saved = save_place(box, place.id, target, desk.authority, bar)
        except PortalError as error:  # the others can be saved nevertheless
            faults.append(f"{place.id}没有备份成：{error}")
            continue
        print(f"{place.id}：{saved.releases}个发布，新增{saved.contents}份内容。")
        faults += saved.faults
    print("".join(f"{one}\n" for one in faults), end="")
    return 1 if faults else 0
