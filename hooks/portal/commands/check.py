"""``portal check``: what is wrong with content and data, for people and machines."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from portal.assembly.git import git, revision
from portal.assembly.reviewing import Review, review_project, review_text, text_reviewer
from portal.commands.project import root_of
from portal.commands.reporting import data_texts, is_setup, report, setup_findings
from portal.errors import PortalError
from portal.files import walk_files, write_if_changed
from portal.load.facts import load_facts
from portal.load.review_data import BASELINE, load_baseline
from portal.load.source import Source
from portal.model.finding import Finding, Severity, in_order
from portal.model.published import Published
from portal.review.baseline import written
from portal.review.fixing import fixed
from portal.review.formats import FORMATS
from portal.review.known import explain
from portal.times import build_time
from portal.yamlio import MOST_OF_AN_ARTICLE, decode

_DESCRIPTION = """检查文章和数据，一次列出所有问题：在哪里，错在哪，怎么改。

不写文件名就检查整个项目。写文件名或文件夹，只列出这些文件里的问题；
项目以外的.md和.txt文件也可以检查，这时只查文字（错别字、标点、法条、个人信息等）。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("check", help="检查内容和数据，不生成网站", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="文件", help="只看这些文件或文件夹")
    parser.add_argument("--changed-since", metavar="版本", help="只看某个git版本以来改过的文件，如HEAD或main")
    parser.add_argument("--stdin", metavar="文件名", help="从标准输入读一篇文字，当作这个文件名来检查；加--fix就输出改好的文字，其余问题写到标准错误")
    formats = ("text", *FORMATS, "html")
    parser.add_argument("--format", choices=formats, default="text", metavar="格式", help='、'.join(formats) + '（html是审校单）')
    parser.add_argument("--fix", action="store_true", help="先改好有把握的问题（只改安全的），再列出其余问题")
    parser.add_argument("--explain", metavar="规则", help="说明一条规则（英文名或者中文名称）：什么、为什么、错例、正例、依据")
    parser.add_argument("--write-baseline", action="store_true", help="把现有问题记成基线：以后只报新问题，基线只能减少")
    parser.add_argument("--published", metavar="文件", help="上次发布的网站文件夹或published.json，核对网址和数据有没有无故变动")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check, and tell whether anything needs a person: 0 clean (hints allowed), 1 errors or warnings."""
    root = root_of(options)
    if options.explain:
        print(explain(load_facts(Source(root), build_time(os.environ).day), options.explain))
        return 0
    if options.stdin:
        return _stdin(options, root)
    inside, outside = _paths(options, root)
    if options.fix:
        _fix(root, inside, outside)
    findings, texts = _outside(root, outside)
    site = None
    if inside is None or inside:
        review = review_project(root, os.environ, _published(options.published))
        findings, texts = _add(findings, texts, review, inside)
        texts |= data_texts(root, findings, inside or ())
        site = review.site
        if options.write_baseline:
            return _write_baseline(root, review.findings)
    findings = in_order(findings)
    report(options.format, root, findings, texts, sys.stdout, whole=inside is None, site=site)
    return _code(findings)


def _stdin(options: argparse.Namespace, root: Path) -> int:
    """Check what is piped in; with ``--fix`` the mended text is printed, and what is left goes to standard error."""
    name, out = options.stdin, sys.stdout
    text = _decoded(name, sys.stdin.buffer.read())
    if options.fix:
        text, _ = fixed(text, text_reviewer(root, build_time(os.environ), name))
        out.write(text)
        out = sys.stderr
    findings = [*setup_findings(root), *review_text(root, os.environ, name, text)]
    report(options.format, root, findings, {name: text}, out)
    return _code(findings)


def _paths(options: argparse.Namespace, root: Path) -> tuple[list[str] | None, list[Path]]:
    """Paths inside the project (relative; None for all of it) and files outside of it."""
    if options.changed_since:
        return _changed(root, options.changed_since), []
    if not options.paths:
        return None, []
    inside: list[str] = []
    outside: list[Path] = []
    for name in options.paths:
        path = Path(name).resolve() if Path(name).exists() else root / name
        if not path.exists():
            raise PortalError(f"没有文件“{name}”", do="检查文件名", path=name)
        if path.is_relative_to(root / "content") or path.is_relative_to(root / "data"):
            inside.append(path.relative_to(root).as_posix())
        else:
            files = [path] if path.is_file() else [one for suffix in (".md", ".txt") for one in walk_files(path, suffix)]
            outside += files
    return inside, outside


def _changed(root: Path, since: str) -> list[str]:
    changed = git(root, "diff", "--name-only", "--relative", "-z", "--end-of-options", revision(since), "--")
    others = git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return [name for text in (changed, others) for name in text.split("\0") if name]


def _decoded(name: str, data: bytes) -> str:
    text, problem = decode(data, MOST_OF_AN_ARTICLE) if name.endswith(".md") else decode(data)
    if problem and not text:
        raise PortalError(problem.what, do=problem.do, path=name)
    return text


def _outside(root: Path, files: list[Path]) -> tuple[list[Finding], dict[str, str]]:
    texts = {str(path): _decoded(str(path), path.read_bytes()) for path in files}
    now = build_time(os.environ)
    found = [finding for name, text in texts.items() for finding in text_reviewer(root, now, name)(text)]
    return [*(setup_findings(root) if files else ()), *found], texts


def _add(findings: list[Finding], texts: dict[str, str], review: Review, inside: list[str] | None) -> tuple[list[Finding], dict[str, str]]:
    def wanted(path: str) -> bool:
        return inside is None or any(path == one or path.startswith(f"{one}/") for one in inside)

    found = [one for one in review.findings if wanted(one.span.path) or is_setup(one)]
    return findings + found, texts | {path: text for path, text in review.texts.items() if wanted(path)}


def _fix(root: Path, inside: list[str] | None, outside: list[Path]) -> None:
    now = build_time(os.environ)
    names = ["content"] if inside is None else inside
    files = [path for name in names for path in ([root / name] if (root / name).is_file() else walk_files(root / name, ".md")) if path.suffix == ".md"]
    total = 0
    for path in [*files, *outside]:
        text, problem = decode(path.read_bytes())
        if problem:
            continue
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        mended, count = fixed(text, text_reviewer(root, now, name))
        if count:
            write_if_changed(path, mended.encode("utf-8"))
            print(f"已改好{name}：{count}处", file=sys.stderr)
            total += count
    print(f"共改好{total}处。" if total else "没有可以放心自动改的问题。", file=sys.stderr)


def _published(name: str | None) -> Published | None:
    if not name:
        return None
    path = Path(name)
    path = path / "published.json" if path.is_dir() else path
    try:
        return Published.from_plain(json.loads(path.read_text(encoding="utf-8")), str(path))
    except (OSError, ValueError) as error:
        raise PortalError("读不出上次发布的published.json", do="给出上次发布的网站文件夹，或其中的published.json", path=str(path)) from error


def _write_baseline(root: Path, findings: list[Finding]) -> int:
    counts = written(findings, load_baseline(root))
    text = json.dumps({"findings": counts}, ensure_ascii=False, indent=1, sort_keys=True)
    write_if_changed(root / BASELINE, f"{text}\n".encode())
    print(f"基线已写入{BASELINE}：{sum(counts.values())}个问题。")
    return 0


def _code(findings: list[Finding]) -> int:
    return 1 if any(one.severity >= Severity.WARNING and not one.baselined for one in findings) else 0
