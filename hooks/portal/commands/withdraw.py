"""``portal withdraw``: take a published article down, with a reason that readers see."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from portal.assembly.signing import Act, obstacles, open_bench, person_of, unit_of, write
from portal.commands.project import root_of
from portal.errors import PortalError
from portal.model.unit import address_of

_KINDS = {"撤下": "removed", "合并": "merged", "归档": "archived"}
_DESCRIPTION = """撤稿：记下撤稿的方式和理由，下次生成网站时生效。文章的文件留着备查。

  portal withdraw content/news/2026/2026-01-05-xxx.md --kind 撤下 --reason 内容有误，正在核实 --as wang-san
  portal withdraw 文件 --kind 合并 --to /services/2026/yyy.html --reason 与办事指南重复 --as wang-san
  portal withdraw 文件 --kind 归档 --reason 政策已经调整，仅供查阅 --as wang-san

撤下：原网址只剩一句“已撤下”和理由；合并：原网址转到新的网址；归档：文章还在，上面标明已归档。
由能签最后一审的人撤，policy.yml里的withdraw_stage可以改成别的一审。撤下或者合并以后再归档，文章不会回来。要恢复，就重新送审：撤稿以后签完全部审次，文章会重新出现。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("withdraw", help="撤稿：撤下、合并或者归档", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", metavar="文件", help="文章的文件或者网址")
    parser.add_argument("--kind", required=True, choices=_KINDS, metavar="方式", help="撤下、合并或者归档")
    parser.add_argument("--reason", required=True, metavar="理由", help="写给读者看的理由，不写个人信息")
    parser.add_argument("--to", default="", metavar="网址", help="合并到哪里，以/开头的站内地址")
    parser.add_argument("--as", dest="reviewer", required=True, metavar="代号", help="审核人的代号")
    parser.add_argument("--key", metavar="私钥", help="用来签名的SSH私钥文件")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Record the withdrawal; 1 when it could not be recorded."""
    root = root_of(options)
    bench = open_bench(root, os.environ)
    unit = unit_of(bench, root, options.path)
    kind = _KINDS[options.kind]
    if unit.kind != "article":
        raise PortalError("只有文章可以撤稿", do="数据有误请按“改数要留痕”更正")
    if (kind == "merged") != options.to.startswith("/"):
        raise PortalError("合并要用--to写明转到哪里，别的方式不写", do="如--to /services/2026/legal-aid.html")
    if kind == "merged" and (options.to.removeprefix("/") not in bench.site.by_url or options.to == f"/{address_of(unit.path)}"):
        raise PortalError(f"“{options.to}”不是本站另一篇已有的文章", do="写现有文章的地址，如/services/2026/legal-aid.html")
    if not options.reason.strip():
        raise PortalError("没有写理由", do="用--reason写明撤稿的理由，读者会看到")
    key = Path(options.key).expanduser() if options.key else None
    person = person_of(bench, options.reviewer)
    act = Act(action="withdraw", person=person, opinion=options.reason.strip(), kind=kind, target=options.to, key=key)
    against = obstacles(bench, unit, act)
    if against:
        print(f"没有记：{unit.path}")
        print("\n".join(f"    {one}" for one in against))
        return 1
    write(root, bench, [unit], act)
    print(f"已{options.kind}：《{unit.title}》（{person.name}）。下次生成网站时生效。")
    return 0
