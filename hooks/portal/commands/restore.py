"""``portal restore``: everything back from a backup, on a machine that has nothing else."""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from portal.errors import PortalError

_DESCRIPTION = """恢复：从备份里取回版本库和全部发布，放进一个新的文件夹。清单的签名、日志的前后相接、每个文件的内容都先查对。

  portal restore /mnt/disk/portal --to /srv/portal

发布恢复在新项目的.portal/restored/地方/current，网页服务器指向它，读者马上就能看。
接着发布以前，把.portal/restored/地方里的全部移到那个地方在data/publish.yml里写的path：发布日志要接着原来的写，不能从头来。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("restore", help="从备份恢复", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("where", metavar="备份", help="portal backup写的文件夹")
    parser.add_argument("--to", required=True, metavar="文件夹", help="恢复到哪里，要是空的或者还没有")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Restore; 1 when something could not be brought back."""
    from portal.commands.publishing import Desk, bar
    from portal.publish.backup.box import BUNDLE, FolderBox
    from portal.publish.backup.restoring import places_in, restore_place

    box, root = FolderBox(Path(options.where).resolve()), Path(options.to).resolve()
    bundle = box.get(BUNDLE)
    if bundle is None:
        raise PortalError("这里没有备份", do="写portal backup备份到的文件夹", path=options.where)
    if root.is_dir() and any(root.iterdir()):
        raise PortalError("这个文件夹不是空的，不往里恢复", do="换一个空文件夹", path=str(root))
    _clone(bundle, root)
    print(f"版本库已恢复到{root}。")
    desk = Desk.at(root)
    faults: list[str] = []
    for name in places_in(box):
        try:
            done = restore_place(box, name, root / ".portal/restored" / name, desk.authority, bar)
        except PortalError as error:  # the others can be brought back nevertheless
            faults.append(f"{name}：{error}")
            continue
        print(f"{name}：恢复{done.releases}个发布，现在是{done.current}。")
        faults += done.faults
    print("".join(f"没有恢复{one}\n" for one in faults), end="")
    print("接着发布以前，先把.portal/restored里各个地方的全部移回原来的path，发布日志才接得上；见portal restore --help。")
    return 1 if faults else 0


def _clone(bundle: bytes, root: Path) -> None:
    from portal.files import write_atomic

    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        path = Path(folder) / "project.bundle"
        write_atomic(path, bundle)
        done = subprocess.run(["git", "clone", "--quiet", str(path), str(root)], capture_output=True, text=True, check=False)  # noqa: S603, S607 - a list of words
        if done.returncode:
            raise PortalError(f"版本库恢复不了：{done.stderr.strip()}", do="换一份更早的备份", path=str(root))
