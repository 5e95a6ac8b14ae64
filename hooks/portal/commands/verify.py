"""``portal verify``: proves that what is served is exactly what was signed."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from portal.commands.project import root_of
from portal.errors import BlockedError, PortalError

if TYPE_CHECKING:
    from portal.commands.verifying import Sight

_DESCRIPTION = """核验：证明读者看到的就是签过名的那些文件，一个字节也不差。

  portal verify 地方                 data/publish.yml里登记的代号；写了url的，再从外面核验一遍
  portal verify 文件夹               发布出去的文件夹，如/srv/www/current
  portal verify https://网址/        从外面核验：逐个要来比对，跟着链接找多出来的页面，
                                     查网页木马和备份文件常用的名字，再装成搜索引擎、微信、手机和从搜索来的人各看一遍
  portal verify 地方 --heal          不一致时先留证据（.portal/evidence），再修好，或者换成最近一个能核验通过的发布，记进发布日志
  portal verify 地方 --watch 300     每300秒核验一次，有变化时打印全部
  portal verify --systemd 地方       打印systemd的单元文件，定时核验

核验通过后把发布日志记在.portal/verified，下一次的日志必须是接着它写的。

--json的内容固定，只会增加：form、result（clean、differs、unverified）、where、time、release、signer、last、files、
deviations（每处有kind、place、what、do）、healed。kind有：signature、log、stale、injected、cloaked、unknown、link、
changed、missing、redirect、status、type、mode、unreachable。
退出码：0一致，1不一致，2没有核验成。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("verify", help="核验读者看到的是不是签过名的", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("where", metavar="哪里", help="地方的代号、文件夹，或网址")
    parser.add_argument("--json", action="store_true", help="输出JSON")
    parser.add_argument("--evidence", type=int, default=20, metavar="数", help="每种问题最多列几处，默认20")
    parser.add_argument("--heal", action="store_true", help="不一致时恢复；只能用于folder和rsync的地方")
    parser.add_argument("--watch", type=int, default=0, metavar="秒", help="每隔多少秒核验一次，按Ctrl+C停止")
    parser.add_argument("--systemd", action="store_true", help="只打印systemd的单元文件；--watch的秒数是间隔，默认300")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Verify and say what was found: 0 clean, 1 differs, 2 could not be verified.

    Raises:
        PortalError: the words of the command don't go together.
    """
    if options.watch < 0:
        raise PortalError("--watch的秒数不能是负的", do="写成--watch 300")
    if options.systemd:
        return _print_units(options)
    if not options.watch:
        try:
            return _round(options, None)[0]
        except BlockedError as error:  # 1 would say that the site differs
            print(error, file=sys.stderr)
            return 2
    before: object = None
    while True:
        before = _watched(options, before)
        time.sleep(options.watch)


def _watched(options: argparse.Namespace, before: object) -> object:
    """One round of many: what it found, to compare with the next one; a round that can't be made is no end."""
    try:
        return _round(options, before)[1]
    except PortalError as error:
        print(f"没有核验成：{error}", file=sys.stderr, flush=True)
        return before


def _round(options: argparse.Namespace, before: object) -> tuple[int, object]:
    """Verify once and print it: all of it, or one line when a round before found the same."""
    from portal.commands.publishing import Desk
    from portal.commands.verifying import Sight
    from portal.publish.verify.verdict import as_line, as_plain, as_text

    sight = Sight.of(Desk.at(root_of(options)), options.where)
    target = sight.target if options.heal else None
    verdict = sight.verified()
    found = (verdict.release, verdict.deviations)
    is_same = found == before or (before is None and options.watch and not verdict.code)
    said, code = _healed(sight) if verdict.code == 1 and target else ((), verdict.code)
    if options.json:
        print(json.dumps(as_plain(verdict, said), ensure_ascii=False, indent=None if options.watch else 1), flush=True)
    else:
        print("\n".join([as_line(verdict) if is_same else as_text(verdict, options.evidence), *said]), flush=True)
    return code, found


def _healed(sight: Sight) -> tuple[tuple[str, ...], int]:
    """Heal and look again: what was done, and the exit code, which is 0 when all is well now."""
    done = sight.healed()
    if done is None:
        return ("存放发布的地方没有问题，不用恢复：问题出在网页服务器或者路上",), 1
    now = sight.verified() if done.release else None
    state = "现在读者看到的是签过名的" if now and not now.code else f"还有{len(now.deviations)}处不一致" if now else "没有恢复"
    return (f"\n{'；'.join(done.said)}。{state}。", f"证据在{done.evidence}，只有本人能打开。"), now.code if now else 1


def _print_units(options: argparse.Namespace) -> int:
    from portal.commands.publishing import Desk
    from portal.publish.targets.kinds import place_of
    from portal.publish.verify.units import unit_files

    root = root_of(options)
    place = place_of(Desk.at(root).publishing, options.where)
    program = [sys.executable, str(Path(__file__).resolve().parents[2] / "manage.py"), "--root", str(root), "verify", place.id]
    writable = [root / ".portal", *([(root / place.path).resolve()] if options.heal and place.kind == "folder" else [])]
    print(unit_files(place.id, root, program + ["--heal"] * options.heal, writable, getpass.getuser(), options.watch or 300), end="")
    return 0
