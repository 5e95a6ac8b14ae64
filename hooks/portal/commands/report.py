"""``portal report``: the yearly report table of the site."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from portal.commands.project import root_of
from portal.errors import PortalError

_DESCRIPTION = """政府网站工作年度报表：从项目里算得出的都填好（名称、网址、各栏目发布量、专题、服务、公众号），
算不出的写“待填”。只算已经审完发布的内容。

  portal report 2026               在屏幕上看
  portal report 2026 --out 文件夹  写成两个文件：annual-report-2026.html（打印）和.xlsx（填写）

样式以上级当年的通知为准；填完、审完以后，再由网站公布。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("report", help="政府网站工作年度报表", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("year", type=int, metavar="年份", help="哪一年，如2026")
    parser.add_argument("--out", metavar="文件夹", help="另外写成.html和.xlsx，放在这个文件夹；不要放进网站")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the table, and write it when asked."""
    from portal.assembly.selfchecking import judged_site
    from portal.commands.printing import annual_page, refuse
    from portal.files import write_if_changed
    from portal.load.identity import site_dir_of
    from portal.pages.annual_report import annual, annual_workbook
    from portal.review.gate import published_view

    root = root_of(options)
    site = published_view(judged_site(root, os.environ))
    if not 1949 <= options.year <= site.today.year:
        raise PortalError(f"没有{options.year}年的报表", do=f"写{site.today.year}年或者以前的年份")
    dated = {one.meta.date.day.year for one in site.articles}
    if options.year not in dated | set(site.statistics.years):
        years = "、".join(f"{year}年" for year in sorted(dated, reverse=True))
        raise PortalError(f"{options.year}年没有已经发布的文章，也没有数据，报表没有内容可填", do=f"有文章的年份：{years}" if years else "先发布文章")
    report = annual(site, options.year)
    print(f"政府网站工作年度报表（{report.year}年度）")
    for group, fields in report.groups:
        print(f"\n{group}")
        for one in fields:
            print(f"    {one.label}：{one.shown}{one.unit if one.value is not None else ''}" + (f"（{one.note}）" if one.note else ""))
    print(f"\n还有{len(report.missing)}项待填。")
    if options.out:
        folder = Path(options.out).resolve()
        files = {folder / f"annual-report-{report.year}.html": annual_page(root, report), folder / f"annual-report-{report.year}.xlsx": annual_workbook(report)}
        for path, data in files.items():
            refuse(root, path, site_dir_of(root))
            write_if_changed(path, data)
            print(f"已写好：{path}")
    return 0
