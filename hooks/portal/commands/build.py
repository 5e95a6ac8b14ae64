"""``portal build``: the site, either what may be published or a preview of everything."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from portal.assembly.executors import PROCESSES
from portal.commands.project import root_of, spare_garbage
from portal.review.gate import PUBLISH, STAGES
from portal.review.report import counts

_DESCRIPTION = """检查内容，生成网站和订阅源。要发布的内容里有错误时什么都不写。

只发布审完的内容；没有审完的不会出现在任何地方，生成以后列出来。
--stage preview生成预览：全部内容都在，没审完的标明“未审”，检查结果列在旁边；要用--out另写一个文件夹。

--executor dask://主机:端口把页面交给Dask集群来做，结果与本机做的逐字节相同，适合全省那么多页面。
先装上可选的Dask（pip install --editable ".[dask]"），运行dask scheduler，在各台机器上运行dask worker --nthreads 1 --nworkers auto。
各台机器要有同一版程序和依赖，项目文件夹要挂载在同一路径；连接不加密，只用于可信的内部网络。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("build", help="检查内容，生成网站和订阅源", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", default=argparse.SUPPRESS, metavar="文件夹", help="项目在哪里，默认是当前文件夹所在的项目")
    parser.add_argument("--out", dest="site_dir", metavar="文件夹", help="网站写到哪里，默认是site")
    parser.add_argument("--stage", choices=STAGES, default=PUBLISH, metavar="用途", help="publish正式发布（默认），preview预览")
    parser.add_argument("--allow-vanishing", action="store_true", help="就算网站上已有的文章会少掉五分之一以上，也照样生成")
    parser.add_argument("--executor", default=PROCESSES, metavar="方式", help=f"谁来做：{PROCESSES}本机的全部处理器核（默认），dask://主机:端口一个Dask集群")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build and say what was done and what was left out."""
    from portal.assembly.site_build import build_site
    from portal.assembly.summary import unpublished

    spare_garbage()
    start = time.perf_counter()
    target = Path(options.site_dir).resolve() if options.site_dir else None
    summary = build_site(root_of(options), os.environ, target, options.stage, options.allow_vanishing, options.executor)
    seconds = time.perf_counter() - start
    print(f"网站已生成：{summary.pages}个页面，{summary.feeds}个订阅源，共{summary.files}个文件，用时{seconds:.1f}秒。")
    print(f"改写{summary.written}个文件，删去{summary.removed}个。{counts(list(summary.findings))}")
    print(unpublished(summary), end="")
    print(summary.unasked, end="")
    if summary.findings:
        print("详情请运行portal check。")
    return 0
