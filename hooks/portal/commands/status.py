"""``portal status``: what waits for whom."""

from __future__ import annotations

import argparse
import json
import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from portal.assembly.record_history import traces
from portal.assembly.signing import open_bench
from portal.commands.project import root_of
from portal.model.verdict import Verdict
from portal.review.gate import unasked

_DESCRIPTION = """审核进度：哪些内容在等谁签字，哪些签字因为改动不算了。

  portal status                没有审完的，每项一行
  portal status --all          全部
  portal status --json         给程序用
  portal status --gate         关口：有没审完的就不通过，退出码是1（草稿不算），给发布流水线用
  portal status --history      查git历史：审核记录有没有被改动或者删去过，基线有没有增加，制度和名单什么时候改过
                               （可以写从哪个版本查起）

记录被动过手脚的（不可信），退出码是1。"""
_DONE = "已审完"
_HEADS = ("状态", "内容", "已签", "缺", "等谁")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("status", help="审核进度：什么在等谁", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="审完的也列出来")
    parser.add_argument("--json", action="store_true", help="输出JSON")
    parser.add_argument("--gate", action="store_true", help="有没审完的就不通过")
    parser.add_argument("--history", nargs="?", const="", metavar="版本", help="查记录有没有被改动或者删去过，基线有没有增加")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the state; 1 when records contradict one another, or ``--history`` finds what is forbidden."""
    root = root_of(options)
    if options.history is not None:
        return _history(root, options.history)
    bench = open_bench(root, os.environ)
    verdicts = list(bench.verdicts().values())
    if options.gate:
        drafts = {one.path for one in bench.site.held}
        return _gate([one for one in verdicts if one.unit not in drafts])
    needed = [one for one in verdicts if one.required or one.withdrawal or one.untrusted]
    shown = [one for one in needed if options.all or _state(one) != _DONE]
    code = 1 if any(one.untrusted for one in needed) else 0
    if options.json:
        print(json.dumps([_plain(one) for one in shown], ensure_ascii=False, indent=1))
        return code
    if shown:
        print(_table([_HEADS, *(_row(one) for one in shown)]))
    for one in shown:
        notes = list(_notes(one))
        print("\n".join([one.unit, *(f"    {note}" for note in notes)]) + "\n" if notes else "", end="")
    gone = sum(one.taken_down for one in needed)
    done = sum(one.publishable and not one.missing for one in needed)
    print(f"共{len(needed)}项内容要审，{done}项已审完，{len(needed) - done - gone}项没有审完" + (f"，{gone}项已撤稿。" if gone else "。"))
    print(unasked(verdicts), end="")
    return code


def _gate(verdicts: list[Verdict]) -> int:
    waiting = [one for one in verdicts if one.untrusted or not (one.publishable or one.taken_down)]
    print("".join(f"没有审完：{one.unit}：{one.why}\n" for one in waiting), end="")
    print(f"关口没有通过：{len(waiting)}项没有审完，先审完再合并；暂时不发的写draft: true。" if waiting else "关口通过：要发布的都审完了。")
    return 1 if waiting else 0


def _history(root: Path, since: str) -> int:
    found = traces(root, since)
    print("".join(f"{one.text}\n" for one in found), end="")
    forbidden = any(one.forbidden for one in found)
    print("" if forbidden else "审核记录只增加过，没有被改动或者删去；基线没有增加过。\n", end="")
    return 1 if forbidden else 0


def _state(verdict: Verdict) -> str:
    if verdict.untrusted:
        return "不可信"
    if verdict.withdrawal:
        return {"removed": "已撤下", "merged": "已合并", "archived": "已归档"}[verdict.withdrawal.kind]
    if verdict.emergency:
        return "应急发布"
    if verdict.publishable:
        return _DONE
    if verdict.rejected:
        return "已退回"
    if verdict.until and not verdict.reasons:
        return "应急期满，已撤下"
    return "签字作废" if verdict.void else "等待审核" if not verdict.reasons else "不能发布"


def _row(verdict: Verdict) -> tuple[str, ...]:
    signed = "、".join(f"{one.stage}{one.name}" for one in verdict.signed)
    missing = () if verdict.taken_down else verdict.missing
    return (_state(verdict), verdict.unit, signed or "无", "、".join(missing) or "无", "、".join(verdict.waits_for) or "无")


def _notes(verdict: Verdict) -> Iterable[str]:
    """Everything else that there is to say."""
    yield from verdict.reasons
    if verdict.withdrawal and not verdict.taken_down:
        yield f"{verdict.withdrawal.time.text}归档（{verdict.withdrawal.name}）：{verdict.withdrawal.reason}"
    if verdict.emergency and verdict.until:
        yield f"应急发布，{verdict.until.text}以前要补审完，不然自动撤下。理由：{verdict.emergency.opinion}"
    elif verdict.until and not verdict.reasons:
        yield f"应急期{verdict.until.text}已满，没有补审完"
    yield from () if verdict.taken_down else verdict.void


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
        "emergency": verdict.emergency.opinion if verdict.emergency else "",
        "emergency_until": verdict.until.iso if verdict.until else "",
    }


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    lines = list(rows)
    widths = [max(_width(row[at]) for row in lines) for at in range(len(_HEADS))]
    return "\n".join("  ".join(text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)).rstrip() for row in lines)


def _width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
