"""``portal status``: what waits for whom."""

from __future__ import annotations

import argparse
import json
import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from portal.assembly.record_history import tampering
from portal.assembly.signing import open_bench
from portal.commands.project import root_of
from portal.model.signoff import Verdict

_DESCRIPTION = """审核进度：哪些内容在等谁签字，哪些签字因为改动不算了。

  portal status                没有审完的，每项一行
  portal status --all          全部
  portal status --json         给程序用
  portal status --history      查审核记录有没有被改动或者删去过（看git历史；可以写从哪个版本查起）"""
_HEADS = ("状态", "内容", "已签", "缺", "等谁")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("status", help="审核进度：什么在等谁", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="审完的也列出来")
    parser.add_argument("--json", action="store_true", help="输出JSON")
    parser.add_argument("--history", nargs="?", const="", metavar="版本", help="查记录有没有被改动或者删去过")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the state; 0 unless ``--history`` finds tampering."""
    root = root_of(options)
    if options.history is not None:
        return _history(root, options.history)
    verdicts = open_bench(root, os.environ).verdicts().values()
    needed = [one for one in verdicts if one.required or one.withdrawal]
    shown = [one for one in needed if options.all or _state(one) != "已审完"]
    if options.json:
        print(json.dumps([_plain(one) for one in shown], ensure_ascii=False, indent=1))
        return 0
    if shown:
        print(_table([_HEADS, *(_row(one) for one in shown)]))
        print("\n".join(f"{one.unit}：{reason}" for one in shown for reason in (*one.reasons, *one.void)))
    waiting = sum(_state(one) != "已审完" for one in needed)
    print(f"共{len(needed)}项内容要审，{len(needed) - waiting}项已审完，{waiting}项没有审完。")
    return 0


def _history(root: Path, since: str) -> int:
    found = tampering(root, since)
    print("\n".join(one.text for one in found) if found else "审核记录只增加过，没有被改动或者删去。")
    return 1 if found else 0


def _state(verdict: Verdict) -> str:
    if verdict.withdrawal:
        return {"removed": "已撤下", "merged": "已合并", "archived": "已归档"}[verdict.withdrawal.kind]
    if verdict.emergency:
        return "应急发布"
    if verdict.publishable:
        return "已审完"
    return "签字作废" if verdict.void else "等待审核" if not verdict.reasons else "不能发布"


def _row(verdict: Verdict) -> tuple[str, ...]:
    signed = "、".join(f"{one.stage}{one.name}" for one in verdict.signed)
    return (_state(verdict), verdict.unit, signed or "无", "、".join(verdict.missing) or "无", "、".join(verdict.waits_for) or "无")


def _plain(verdict: Verdict) -> dict[str, object]:
    return {
        "unit": verdict.unit,
        "kind": verdict.kind,
        "title": verdict.title,
        "digest": verdict.digest,
        "state": _state(verdict),
        "publishable": verdict.publishable,
        "required": verdict.required,
        "signed": [{"stage": one.stage, "reviewer": one.reviewer, "time": one.time.iso, "demo": one.demo} for one in verdict.signed],
        "missing": verdict.missing,
        "void": verdict.void,
        "reasons": verdict.reasons,
        "waits_for": verdict.waits_for,
    }


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    lines = list(rows)
    widths = [max(_width(row[at]) for row in lines) for at in range(len(_HEADS))]
    return "\n".join("  ".join(text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)).rstrip() for row in lines)


def _width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
