"""One build from start to end.

1. ``begin``: read everything, review it, leave out what is not fully reviewed; errors in the rest stop the build before a file is written.
2. MkDocs renders its own few pages into a staging folder.
3. ``finish``: make all other pages and files in memory, check the whole, then write what differs and remove what is gone.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from portal.assembly.assets import Assets, collect
from portal.assembly.gate import pass_gate
from portal.assembly.outputs import Outputs, Shells
from portal.assembly.reviewing import review_project
from portal.assembly.site_checks import check_site
from portal.errors import BlockedError, PortalError
from portal.files import remove_strays, walk_files, write_if_changed
from portal.model.finding import Finding, blocking, in_order
from portal.model.site import Site
from portal.pages.law_links import LawLinks
from portal.pages.links import file_of
from portal.pages.page import Context, Page
from portal.pages.prose import ProseRenderer
from portal.pages.templates import environment
from portal.review.gate import PREVIEW, PUBLISH, LeftOut
from portal.review.known import manuals
from portal.review.report import as_text

_SOURCES = ("content", "data", "overrides", "hooks")
T = TypeVar("T")
Progress = Callable[[Iterable[T], int], Iterable[T]]


@dataclass(frozen=True)
class Summary:
    """What a build did: pages, feeds, all files, files written and removed, findings that don't block, what is not published and why.

    ``taken_down`` names the files of articles among them that the build before had published.
    """

    pages: int
    feeds: int
    files: int
    written: int
    removed: int
    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...] = ()
    taken_down: tuple[str, ...] = ()


@dataclass
class Build:
    """A build that has begun: content and data are in order.

    Attributes:
        root: the project's folder.
        site_dir: where the site goes.
        staging: where MkDocs writes its own pages.
        left_out: what is not published, and why.
        own_pages: pages that MkDocs rendered, for the sitemap.
        summary: set by ``finish``.
    """

    root: Path
    site_dir: Path
    site: Site
    findings: list[Finding]
    context: Context
    assets: Assets
    staging: tempfile.TemporaryDirectory[str]
    left_out: tuple[LeftOut, ...] = ()
    own_pages: list[Page] = field(default_factory=list)
    summary: Summary | None = None

    @classmethod
    def begin(cls, root: Path, site_dir: Path, theme: Path, environ: Mapping[str, str], stage: str = PUBLISH) -> Build:
        """Read, review and prepare.

        Args:
            root: the folder that holds ``mkdocs.yml``.
            site_dir: where the site goes; must not hold anything else.
            theme: folder of the theme's templates.
            environ: the environment, for ``SOURCE_DATE_EPOCH``.
            stage: ``publish`` shows only what is fully reviewed, ``preview`` everything.

        Raises:
            BlockedError: findings forbid a build.
            PortalError: the set-up is broken, or ``site_dir`` holds the project itself.
        """
        _must_be_ours(root, site_dir)
        review = review_project(root, environ)
        site, findings = review.site, review.findings
        if site is None:
            raise BlockedError(as_text(findings, root))
        site = replace(site, manuals=tuple(manuals(site.facts)) if site.facts else ())
        passed = pass_gate(root, site, findings, stage)
        env = environment([root / "overrides", theme])
        context = Context(site=passed.site, env=env, prose=ProseRenderer(env, passed.site.statistics, passed.absent, LawLinks.of(passed.site)))
        staging = tempfile.TemporaryDirectory(prefix="portal-")
        return cls(root, site_dir, passed.site, findings, context, collect(theme, root / "overrides"), staging, passed.left_out)

    def finish(self, shells: Shells, progress: Progress) -> Summary:  # type: ignore[type-arg]  # generic alias of a callable
        """Make everything, check it, write it.

        Args:
            shells: renders the shell for a section and depth.
            progress: wraps the pages while they are made, told how many there are.

        Raises:
            BlockedError: the finished site contradicts the data or has dead links; nothing was written.
        """
        outputs = Outputs(self.root, self.context, self.assets, shells)
        files: dict[str, bytes] = {}
        staging = Path(self.staging.name)
        for path in walk_files(staging):
            files[path.relative_to(staging).as_posix()] = path.read_bytes()
        pages = list(self.own_pages)
        plans = outputs.plans()
        for plan in progress(plans, len(plans)):
            page, data = outputs.page(plan)
            pages.append(page)
            _add(files, file_of(page.address), data)
        for address, data in outputs.others(pages):
            _add(files, address, data)
        findings = in_order(check_site(self.site, files))
        if blocking(findings) and self.site.stage != PREVIEW:
            raise BlockedError(as_text(findings, self.root))
        return self._write(files, len(pages))

    def _write(self, files: dict[str, bytes], pages: int) -> Summary:
        public = _public(self.site_dir)
        written = sum(write_if_changed(self.site_dir / name, files[name]) for name in sorted(files))
        removed = remove_strays(self.site_dir, set(files))
        feeds = sum(name.endswith(("feed.xml", "atom.xml", "feed.json")) for name in files)
        taken_down = tuple(one.path for one in self.left_out if one.path in public)
        self.summary = Summary(pages, feeds, len(files), written, removed, tuple(self.findings), self.left_out, taken_down)
        return self.summary

    def close(self) -> None:
        """Remove the staging folder."""
        self.staging.cleanup()


def _public(site_dir: Path) -> set[str]:
    """Files of the articles that the site in a folder shows, as its own record says; none when there is no site."""
    try:
        return set(json.loads((site_dir / "published.json").read_text(encoding="utf-8"))["addresses"].values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return set()


def _add(files: dict[str, bytes], name: str, data: bytes) -> None:
    if name in files:
        raise PortalError(f"两样东西要写到同一个地址“{name}”", do="给其中一个换名字")
    files[name] = data


def _must_be_ours(root: Path, site_dir: Path) -> None:
    """Refuse a target that holds the project, lies in what is read, or holds files that no build wrote."""
    if root.resolve().is_relative_to(site_dir.resolve()):
        raise PortalError("site_dir指向项目本身", do="换一个专门放网站的文件夹", path=str(site_dir))
    if any(site_dir.resolve().is_relative_to((root / name).resolve()) for name in _SOURCES):
        raise PortalError("site_dir在内容、数据或程序的文件夹里", do="换一个专门放网站的文件夹，如site", path=str(site_dir))
    if site_dir.is_dir() and any(site_dir.iterdir()) and not (site_dir / "published.json").exists():
        raise PortalError("目标文件夹里有别的东西", do="换一个空文件夹，或先清空它", path=str(site_dir))
