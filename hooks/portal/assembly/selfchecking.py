"""Gathers what the self-check looks at: the built site, the project behind it, git, and a server when there is one to ask."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.assembly.asking import ask
from portal.assembly.desk import Desk, desk_at
from portal.assembly.git import git
from portal.assembly.page_reading import pages_of
from portal.assembly.reviewing import review_at
from portal.assembly.verdicts import judged
from portal.errors import BlockedError, PortalError
from portal.files import walk_files
from portal.load.review_data import load_settings
from portal.model.review_settings import ReviewSettings
from portal.model.site import Site
from portal.review.report import as_text
from portal.selfcheck.given import Commits, Given
from portal.selfcheck.page import Reading
from portal.selfcheck.page_links import hiding_classes
from portal.times import parse_day

_FIRST = ("log", "--reverse", "-M", "--diff-filter=AR", "--name-status", "--relative", "--format=commit:%as", "HEAD", "--", "content")


@dataclass(frozen=True)
class Files(Mapping[str, bytes]):
    """The files of a built site by address, read when they are asked for."""

    folder: Path
    names: Mapping[str, Path]

    @classmethod
    def of(cls, folder: Path) -> Files:
        """Every file below a folder; of hidden ones those in ``.well-known``."""
        paths = [*walk_files(folder), *walk_files(folder / ".well-known")]
        return cls(folder, {path.relative_to(folder).as_posix(): path for path in paths})

    def __getitem__(self, name: str) -> bytes:
        return self.names[name].read_bytes()

    def __contains__(self, name: object) -> bool:
        return name in self.names  # without reading the file, as a Mapping would

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def gather(root: Path, folder: Path, environ: Mapping[str, str], url: str = "", digests: Mapping[str, str] | None = None) -> Given:
    """Everything that the self-check looks at.

    Args:
        root: the project's folder.
        folder: the built site.
        environ: the environment, for ``SOURCE_DATE_EPOCH``.
        url: where the site is served; empty to ask nobody.
        digests: SHA-256 of the site's files by address, as the build that has just ended tells them; None to compute them.

    Raises:
        BlockedError: a data file that everything rests on can't be used.
        PortalError: the folder holds no built site, or the server doesn't answer.
    """
    addresses, stage = _published(folder)
    files, reply = Files.of(folder), ask(url) if url else None
    with desk_at(root, environ) as desk:
        site = _judged(desk)
        pages = pages_of(desk, files, _reading(files, site, load_settings(desk.source)), stage, digests or {})
    return Given(site=site, files=files, pages=pages, addresses=addresses, stage=stage, commits=commits_of(root), reply=reply)


def judged_site(root: Path, environ: Mapping[str, str]) -> Site:
    """Content and data with a verdict on every unit.

    Raises:
        BlockedError: a data file that everything rests on can't be used.
    """
    with desk_at(root, environ) as desk:
        return _judged(desk)


def _judged(desk: Desk) -> Site:
    review = review_at(desk)
    if review.site is None:
        raise BlockedError(as_text(review.findings, desk.root))
    return judged(desk, review.site, review.findings, review.units)


def _published(folder: Path) -> tuple[dict[str, str], str]:
    try:
        found = json.loads((folder / "published.json").read_text(encoding="utf-8"))
        addresses = dict(found["addresses"])
        if not all(isinstance(path, str) for path in addresses.values()):
            raise TypeError("a path is no text")
        return addresses, str(found.get("stage", "publish"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        do = "先运行portal build；网站在别的文件夹里的，写明是哪个：portal selfcheck 文件夹"
        raise PortalError("这里没有生成好的网站（读不出published.json）", do=do, path=str(folder)) from error


def _reading(files: Files, site: Site, settings: ReviewSettings) -> Reading:
    hiding = frozenset[str]().union(*(hiding_classes(files[name].decode("utf-8", errors="replace")) for name in files if name.endswith(".css")))
    return Reading(host=site.identity.domain, facts=site.facts, settings=settings, hiding=hiding)


def commits_of(root: Path) -> Commits | None:
    """When each file of the content was first committed, under whatever name; None without a history."""
    try:
        whole = git(root, "rev-parse", "--is-shallow-repository").strip() != "true"
        lines = git(root, *_FIRST).splitlines()
    except PortalError:
        return None
    first: dict[str, dt.date] = {}
    day: dt.date | None = None
    began: dt.date | None = None
    for line in lines:
        if line.startswith("commit:"):
            day = parse_day(line.removeprefix("commit:"))
            continue
        kind, _, names = line.partition("\t")
        if day and names:
            began = min(began or day, day)
            *old, new = names.split("\t")
            first[new] = min(first.get(new, day), first.get(old[0], day) if kind.startswith("R") and old else day)
    return Commits(first=first, began=began, whole=whole) if began else None
