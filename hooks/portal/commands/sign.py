"""``portal sign``: sign, reject, or publish in an emergency; each act becomes a record in ``data/signoffs/``."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from portal.assembly.judging import Bench
from portal.assembly.signing import Act, already, obstacles, open_bench, person_of, stage_of, unit_of, write
from portal.commands.project import root_of
from portal.errors import PortalError
from portal.model.signoff import Record
from portal.model.unit import Unit
from portal.review.verdict import judge

_DESCRIPTION = """审核签字：对文章、固定页面、年度数据记下一审、二审或三审的意见。

  portal sign content/news/2026/2026-01-05-xxx.md --stage 一审 --as chen-yi --key ~/.ssh/id_ed25519
  portal sign data/statistics/2026.yml --stage 二审 --as li-er --opinion 同意
  portal sign 文件 --stage 二审 --as li-er --reject --opinion 第三段的数据请核实
  portal sign 文件 --emergency --as wang-san --opinion 山洪预警，来不及走完三审
  portal sign --all --stage 一审 --as chen-yi

签的是读者将要看到的内容：文头、正文、图片、引用的数。以后改动其中任何一样，签字就不算，要重新送审。
有错误没有改好的，不能签；有警告的，改好，或者看过以后用--accept写明接受哪条规则的警告。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("sign", help="审核签字、退回、应急发布", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="文件", help="文章、固定页面或者年度数据的文件，也可以写网址")
    parser.add_argument("--all", action="store_true", help="全部需要这一审而还没有签的内容")
    parser.add_argument("--stage", metavar="审次", help="一审、二审或者三审")
    parser.add_argument("--as", dest="reviewer", required=True, metavar="代号", help="审核人在data/review/reviewers.yml里的代号")
    parser.add_argument("--opinion", default="", metavar="意见", help="审核意见；退回和应急发布必须写")
    parser.add_argument("--accept", action="append", default=[], metavar="规则", help="看过并接受这条规则的警告，可以写几次；写“全部”就是全部接受")
    parser.add_argument("--reject", action="store_true", help="退回：不同意发布，要写意见")
    parser.add_argument("--emergency", action="store_true", help="应急发布：先发布后补审，要写理由，页面和公开名单上会标明")
    parser.add_argument("--key", metavar="私钥", help="用来签名的SSH私钥文件")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Record the acts; 1 when something could not be recorded."""
    root = root_of(options)
    if bool(options.paths) == options.all:
        raise PortalError("没有写明签什么", do="写文件名，或者写--all")
    bench = open_bench(root, os.environ)
    act = _act(bench, options)
    units = _waiting(bench, act) if options.all else list(dict.fromkeys(unit_of(bench, root, name) for name in options.paths))
    left = [unit for unit in units if not already(bench, unit, act)]
    against = {unit: found for unit in left if (found := obstacles(bench, unit, act))}
    ready = [unit for unit in left if unit not in against]
    for unit, record in zip(ready, write(root, bench, ready, act), strict=True):
        if not options.all:
            print(_answer(bench, unit, act, record))
        print("".join(f"    基线里的旧问题：{one.span}：{one.what}［{one.rule}］\n" for one in bench.old.get(unit.path, ())), end="")
    for unit, reasons in against.items():
        print("\n".join([f"没有记：{unit.path}", *(f"    {one}" for one in reasons)]))
    if options.all or len(units) > 1 or not ready:
        print(f"成功{len(ready)}份，跳过{len(units) - len(left)}份，拒绝{len(against)}份。")
    return 1 if against else 0


def _act(bench: Bench, options: argparse.Namespace) -> Act:
    if options.reject and options.emergency:
        raise PortalError("--reject和--emergency不能一起用", do="只写一个")
    if (options.reject or options.emergency) and not options.opinion.strip():
        raise PortalError("没有写意见", do="用--opinion写明退回的意见或者应急的理由")
    if not options.stage and not options.emergency:
        raise PortalError("没有写哪一审", do="用--stage写明一审、二审或者三审")
    return Act(
        action="emergency" if options.emergency else "reject" if options.reject else "sign",
        person=person_of(bench, options.reviewer),
        stage=None if options.emergency else stage_of(bench, options.stage),
        opinion=options.opinion.strip(),
        accept=tuple(options.accept),
        key=Path(options.key).expanduser() if options.key else None,
    )


def _waiting(bench: Bench, act: Act) -> list[Unit]:
    """Units that need the act's stage, by path; what was withdrawn is published again one by one, on purpose."""
    name = act.stage.name if act.stage else ""
    cases = [bench.case(unit) for unit in bench.units.values()]
    found = (one.unit for one in cases if name in one.demand.stages and (one.withdrawal is None or one.withdrawal.kind == "archived"))
    return sorted(found, key=lambda unit: unit.path)


def _answer(bench: Bench, unit: Unit, act: Act, record: Record) -> str:
    """What was recorded, and what comes next."""
    verdict, person = judge(bench.case(unit, (record,))), act.person.name
    if act.action == "emergency":
        end = verdict.until.text if verdict.until else ""
        return f"已批准应急发布《{unit.title}》（{person}）。{end}以前要补审完，不然自动撤下。"
    if act.action == "reject":
        return f"已退回：{record.stage}《{unit.title}》（{person}）。下一步：改好以后重新送审。"
    then = f"{verdict.missing[0]}，等{'、'.join(verdict.waits_for) or '人：目前没有人能签'}" if verdict.missing else "全部审完，可以生成网站"
    return f"已签：{record.stage}《{unit.title}》（{person}）。下一步：{then}。"
