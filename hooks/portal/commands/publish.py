"""``portal publish``: builds, checks, signs and serves a release."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from portal.commands.project import root_of, spare_garbage
from portal.errors import BlockedError, PortalError
from portal.model.publishing import Place
from portal.publish.making import Built
from portal.review.gate import PREVIEW

_SERVERS = ("folder", "rsync")  # kinds of places whose web server sends the compressed files that lie beside the others
_DESCRIPTION = """发布：生成网站，自查，列出清单，签名，发送，最后切换。切换以前出了什么事，读者看到的都还是原来的网站。

  portal publish 地方 --key ~/.ssh/portal-release

“地方”是data/publish.yml里places登记的代号；签名的密钥要在signers里登记。没有审完的内容、自查不通过的网站、
没有提交的改动，都不能发布。没有改动就不再发布。退回上一个发布用portal rollback。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("publish", help="发布网站，签名以后切换", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", metavar="地方", help="data/publish.yml里登记的代号")
    parser.add_argument("--key", required=True, metavar="私钥", help="用来签名的SSH私钥文件")
    parser.add_argument("--allow-vanishing", action="store_true", help="就算网站上已有的文章会少掉五分之一以上，也照样发布")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Publish and say what was done."""
    from portal.assembly.compressing import FOLDER, compressed
    from portal.commands.publishing import Desk, send
    from portal.files import write_if_changed
    from portal.model.release_record import LOCAL
    from portal.publish.log import read_log
    from portal.publish.manifest import LOG
    from portal.publish.publishing import signed_copies

    spare_garbage()
    desk = Desk.at(root_of(options))
    place, target = desk.target(options.place)
    key = desk.key(options.key)
    write_if_changed(desk.root / LOCAL, read_log(target.log(), LOG).data)
    built = _built(desk.root, place, desk.identity.url, options.allow_vanishing)
    if place.compressed and place.kind in _SERVERS:
        good = signed_copies(target, desk.authority)
        built = replace(built, beside=compressed(built.folder, built.files, desk.root / FOLDER / place.stage, good))
    return send(desk, options.place, built, key)


def _built(root: Path, place: Place, site: str, may_vanish: bool) -> Built:
    from portal.assembly.site_build import build_site
    from portal.assembly.summary import unpublished
    from portal.load.identity import site_dir_of

    commit, stage = committed(root), place.stage
    folder = root / ".portal/preview" if stage == PREVIEW else site_dir_of(root)
    summary = build_site(root, os.environ, folder, stage, may_vanish)
    product = summary.product
    if committed(root) != commit:
        raise PortalError("生成网站的时候，版本库换到了别的提交", do="等别的改动做完，再发布一次")
    print(unpublished(summary), end="")
    if stage != PREVIEW:
        _selfchecked(root, folder, product.files)
    return Built(
        folder=product.folder,
        files=product.files,
        beside={},
        titles=product.titles,
        review=product.review,
        site=site,
        stage=stage,
        commit=commit,
        builder=product.builder,
    )


def committed(root: Path) -> str:
    """The commit that the project's files are those of; empty where there is no git.

    Raises:
        PortalError: something that the site is made of isn't committed.
    """
    from portal.assembly.git import git

    if not (root / ".git").exists():
        return ""
    changed = git(root, "status", "--porcelain", "--", "content", "data", "overrides", "hooks", "mkdocs.yml").splitlines()
    if changed:
        raise PortalError(f"有{len(changed)}处改动没有提交，如{changed[0][3:]}", do="先提交（git commit），或者放弃改动，再发布")
    return git(root, "rev-parse", "HEAD").strip()


def _selfchecked(root: Path, folder: Path, digests: Mapping[str, str]) -> None:
    """Do nothing when the built site passes the self-check.

    Args:
        root: the project's folder.
        folder: the built site.
        digests: SHA-256 of its files by address.

    Raises:
        BlockedError: it doesn't.
    """
    from portal.assembly.selfchecking import gather
    from portal.selfcheck.item import FAIL
    from portal.selfcheck.report import as_text, examine

    report = examine(gather(root, folder, os.environ, digests=digests))
    if report.of(FAIL):
        raise BlockedError(as_text(report, 5))
