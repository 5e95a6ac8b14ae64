"""``portal releases``: what was published, and what can be gone back to."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from portal.commands.project import root_of

_DESCRIPTION = """列出一个地方的全部发布，新的在前。带*的是读者现在看到的，带“可退回”的可以用portal rollback退回。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("releases", help="列出发布过的版本", description=_DESCRIPTION)
    parser.add_argument("place", metavar="地方", help="data/publish.yml里登记的代号")
    parser.add_argument("--json", action="store_true", help="输出JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the releases."""
    from portal.commands.publishing import Desk
    from portal.publish.log import ACTS, read_log
    from portal.publish.manifest import LOG

    _, target = Desk.at(root_of(options)).target(options.place)
    log, kept, current = read_log(target.log(), LOG), set(target.releases()), target.current()
    if options.json:
        rows = [{**asdict(one), "kept": one.release in kept} for one in reversed(log.lines)]
        print(json.dumps({"current": current, "releases": rows}, ensure_ascii=False, indent=1))
        return 0
    shown = next((one for one in reversed(log.lines) if one.release == current), None)
    for one in reversed(log.lines):
        mark, act = "*" if one is shown else " ", ACTS.get(one.act, one.act)
        words = f"新增{one.changes.get('added', 0)}，改动{one.changes.get('changed', 0)}，去掉{one.changes.get('removed', 0)}"
        print(f"{mark} {one.release}  {one.time}  {act}  {one.signer}  {words}{'  可退回' if one.release in kept and one.release != current else ''}")
    print(f"共{len(log.lines)}次，留着{len(kept)}个。" if log.lines else "还没有发布过。")
    return 0
