"""``portal mirror``: what is on the official account and not here, and the other way round."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from portal.commands.project import root_of
from portal.errors import PortalError

if TYPE_CHECKING:
    from portal.model.mirror import Standing

_DESCRIPTION = """公众号和本站对账。

  portal mirror status              公众号有、本站没有的；本站有、公众号没有的；两边改过、删过的；漏掉的条目；各月收录情况
  portal mirror add 清单.xlsx …     把清单里的文章链接（txt、csv、xlsx，从公众号后台“发表记录”复制）记进data/mirror.yml，重复的不再记
  portal mirror add 统计.json       把portal wechat totals存下的统计记进去

data/mirror.yml也可以手写：公众号里改过的写modified，删了的写deleted，不用转的写skip和理由。"""
_DAYS = 14


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("mirror", help="公众号和本站对账", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=("status", "add"), metavar="做什么", help="status对账，add记清单")
    parser.add_argument("paths", nargs="*", metavar="清单", help="add：清单的文件")
    parser.add_argument("--days", type=int, default=_DAYS, metavar="天", help=f"本站的文章几天没有上公众号就列出来，默认{_DAYS}")
    parser.add_argument("--json", action="store_true", help="输出JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare or take in; 1 when something is missing on this side."""
    root = root_of(options)
    return _added(root, [Path(one) for one in options.paths]) if options.act == "add" else _status(root, options)


def _status(root: Path, options: argparse.Namespace) -> int:
    from portal.assembly.import_ledger import imported_of
    from portal.assembly.mirroring import unmirrored_links
    from portal.errors import BlockedError
    from portal.load.site import load_site
    from portal.model.mirror import standing
    from portal.review.report import as_text
    from portal.times import build_time

    site, findings = load_site(root, build_time(os.environ))
    if site is None:
        raise BlockedError(as_text(findings, root))
    articles = (*site.articles, *site.held)
    found = standing(site.mirror, articles, site.today, options.days)
    imported = [one for article in articles if (one := imported_of(article.path, article.text))]
    edited = [one.path for one in imported if one.text_sha256 and not one.is_untouched]
    links = list(unmirrored_links(articles))
    if options.json:
        print(json.dumps({**_plain(found), "changed_here": edited, "unmirrored_links": links}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(found, edited, links, [one.path for one in imported])))
    return 1 if found.absent_here or found.holes else 0


def _lines(found: Standing, edited: list[str], links: list[tuple[str, str]], imported: list[str]) -> Iterable[str]:
    groups = (
        ("公众号有、本站没有", [f"{one.title or '（没有标题）'}　{one.day or ''}　{one.url or f'mid {one.mid} idx {one.idx}'}" for one in found.absent_here]),
        ("本站有、公众号没有", [one.path for one in found.absent_there]),
        ("公众号已改", [one.path for one in found.changed_there]),
        ("公众号已删", [one.path for one in found.deleted_there]),
        ("本站已改", edited),
        ("同一次推送里漏掉的", [f"mid {mid}的第{idx}条" for mid, idx in found.holes]),
        ("文章里链接的本号文章，本站没有", [f"{path}　{link}" for path, link in links]),
    )
    for title, rows in groups:
        yield f"{title}：{len(rows)}"
        yield from (f"    {row}" for row in rows)
    differing = {*edited, *(one.path for one in (*found.changed_there, *found.deleted_there))}
    yield f"从公众号导入的共{len(imported)}篇，一致{len([one for one in imported if one not in differing])}篇。"
    yield from (f"{one.month}　公众号{one.account}篇，本站{one.here}篇" for one in found.months)


def _plain(found: Standing) -> dict[str, object]:
    return {
        "absent_here": [{"mid": one.mid, "idx": one.idx, "url": one.url, "title": one.title, "day": f"{one.day or ''}"} for one in found.absent_here],
        "absent_there": [one.path for one in found.absent_there],
        "changed_there": [one.path for one in found.changed_there],
        "deleted_there": [one.path for one in found.deleted_there],
        "holes": [{"mid": mid, "idx": idx} for mid, idx in found.holes],
        "months": [{"month": one.month, "account": one.account, "here": one.here} for one in found.months],
    }


def _added(root: Path, paths: list[Path]) -> int:
    from portal.assembly.mirroring import items_in, take_in

    if not paths:
        raise PortalError("没有写清单", do="如portal mirror add 发表记录.xlsx")
    items = [one for path in paths for one in items_in(path)]
    if not items:
        raise PortalError("清单里没有公众号文章的链接", do="链接以https://mp.weixin.qq.com/s开头")
    new = take_in(root, items)
    print(f"清单里有{len(items)}篇，新记{new}篇。")
    return 0
