"""``portal import``: saved pages of the official account become drafts."""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from portal.commands.project import root_of

if TYPE_CHECKING:
    from portal.assembly.import_outcome import Outcome
    from portal.wechat.fidelity import Fidelity

_DESCRIPTION = """把从公众号保存下来的网页变成草稿：标题、发布时间、正文、图片、表格和链接都带过来，逐字核对，再马上审校。

  portal import 下载/文章.html             浏览器“另存为”（网页，全部）、SingleFile、.mhtml都可以
  portal import 下载/公众号                整个文件夹，连同里面的文件夹
  portal import 通知.docx                 Word、WPS的文稿（.doc、.wps先另存为.docx）
  portal import 链接.xlsx                  链接清单（.txt、.csv、.xlsx）：列出哪些还没有导入，不会上网去取

写到content/栏目/年份/，是草稿（draft: true）。同一篇再导入一次，没有变就什么也不做；本站改过的文件永远不会被覆盖。"""
_LABELS = {"imported": "已导入", "unchanged": "没有变", "updated": "已更新", "refused": "没有导入"}
_MANY = 8


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("import", help="导入公众号的文章", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="文件", help="保存下来的网页、Word文稿、链接清单，或者放着它们的文件夹")
    parser.add_argument("--column", default="news", metavar="栏目", help="放进哪个栏目，如news、notices、learn；不写就是news")
    parser.add_argument("--to", metavar="文件夹", help="写到另一个文件夹（里面同样是content/栏目/年份），不动本项目的内容")
    parser.add_argument("--update", action="store_true", help="公众号改过、本站没有动过的，重新写一遍")
    parser.add_argument("--report", metavar="文件", help="另外把每个来源的结果写成JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Import, say what became of each source, and show the review: 0 all is well, 1 some were refused or differ."""
    from portal.assembly.importing import Order, import_all
    from portal.files import write_if_changed

    root = root_of(options)
    base = Path(options.to).resolve() if options.to else None
    found = import_all(Order(root, {word: Path(word) for word in options.paths}, options.column, base, options.update), os.environ)
    for line in _lines(found):
        print(line)
    _print_review(root, found)
    print(_summary(found))
    made = [one.path for one in found if one.status in ("imported", "updated")]
    if made and not base:
        which = f"{made[0]}{' ……' if len(made) > 1 else ''}"
        print(f"接着补上标签、读者和图片说明：运行portal check {which}，会一项一项列出还缺什么；改好后删去draft: true，照常送审。")
    if options.report:
        text = json.dumps([one.plain() for one in found], ensure_ascii=False, indent=1)
        write_if_changed(Path(options.report), f"{text}\n".encode())
    return 0 if all(one.is_well for one in found) else 1


def _lines(found: list[Outcome]) -> Iterator[str]:
    from portal.wechat.kinds import LABELS

    for one in found:
        kind = LABELS.get(one.facts.kind, one.facts.kind)
        yield f"{_LABELS[one.status]}：{one.source}" + (f" → {one.path}" if one.path else "")
        title = f"《{one.facts.title[:60]}》" if one.facts.title else ""
        if title or kind:
            yield f"    {kind}{title}{one.facts.account}"
        yield from (f"    {line}" for line in one.reason.split("\n") if line)
        yield from (f"    {line}" for line in one.missing[:_MANY])
        if len(one.missing) > _MANY:
            yield f"    ……共{len(one.missing)}张图片没有文件，正文里都留了位置和链接。"
        if one.fidelity:
            yield f"    {_proof(one.fidelity, one)}"


def _proof(fidelity: Fidelity, one: Outcome) -> str:
    stands = "、".join(f"{name}{count}处" for name, count in one.components.items())
    signs = [("正文", fidelity.text), ("图片", fidelity.pictures), ("组件", fidelity.components), ("表格", fidelity.tables), ("链接", fidelity.links)]
    said = "，".join(f"{name}{'一致' if good else '不一致'}" for name, good in signs)
    return f"核对：{said}（图片{one.images}张{'，占位：' + stands if stands else ''}）"


def _print_review(root: Path, found: list[Outcome]) -> None:
    """Personal data first, in full; everything else in full only for a few articles."""
    from portal.model.finding import in_order
    from portal.model.masking import PRIVACY
    from portal.review.report import as_text

    texts = {one.path: one.text for one in found if one.text}
    findings = in_order([finding for one in found for finding in one.findings])
    private = [one for one in findings if one.rule.startswith(PRIVACY)]
    others = [one for one in findings if not one.rule.startswith(PRIVACY)]
    if private:
        print(f"\n先看个人信息：\n{as_text(private, root, texts)}")
    if others and len(texts) <= _MANY:
        print(f"\n审校：\n{as_text(others, root, texts)}")
    elif others:
        print("\n审校（用portal check看明细）：")
        for path, count in sorted(Counter(one.span.path for one in others).items()):
            print(f"    {path}：{count}处")


def _summary(found: list[Outcome]) -> str:
    counts = Counter(one.status for one in found)
    said = "，".join(f"{label}{counts[status]}" for status, label in _LABELS.items() if counts[status])
    unequal = sum(1 for one in found if one.status != "refused" and not one.is_well)
    return f"\n共{len(found)}个来源：{said}" + (f"，其中{unequal}篇与公众号不一致" if unequal else "") + "。"
