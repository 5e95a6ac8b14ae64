"""The gate: turns what was read and judged into what a build of one stage may show, or stops it."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from dataclasses import dataclass, replace
from pathlib import Path

from portal.assembly.desk import Desk
from portal.assembly.verdicts import judged
from portal.errors import BlockedError
from portal.model.finding import Finding, Severity, in_order
from portal.model.site import Site
from portal.model.unit import Unit, page_url
from portal.pages import views
from portal.pages.links import file_of
from portal.review.gate import PREVIEW, LeftOut, in_the_way, left_out, preview_view, published_view
from portal.review.report import as_text


@dataclass(frozen=True, kw_only=True)
class Passed:
    """What came through.

    Attributes:
        site: everything that the build shows.
        left_out: what it doesn't, with reasons.
    """

    site: Site
    left_out: tuple[LeftOut, ...] = ()


def pass_gate(desk: Desk, site: Site, findings: list[Finding], units: Mapping[str, Unit], stage: str) -> Passed:
    """Let through what may be shown at a stage.

    Args:
        desk: the run.
        site: as read.
        findings: of the review.
        units: of the site, by path.
        stage: ``publish`` or ``preview``.

    Raises:
        BlockedError: errors in what readers would see (publish), or in data that everything rests on (preview).
    """
    whole = judged(desk, site, findings, units)
    if stage == PREVIEW:
        _stop(desk.root, [one for one in findings if one.severity is Severity.ERROR and not one.baselined and not one.span.path.startswith(_SHOWN_ANYHOW)])
        return Passed(site=preview_view(whole))
    view = published_view(whole)
    _stop(desk.root, in_the_way(whole, view, findings), findings)
    absent = _files(whole) - _files(view) if _shows_less(whole, view) else set()
    services = tuple(replace(one, guide="") if one.guide[1:] in absent else one for one in view.services)
    return Passed(site=replace(view, services=services, unpublished=dict.fromkeys(sorted(absent), True)), left_out=left_out(whole, view))


def _shows_less(whole: Site, view: Site) -> bool:
    return any(len(one) != len(other) for one, other in zip(_shown(whole), _shown(view), strict=True))


def _shown(site: Site) -> tuple[Sized, ...]:
    return site.articles, site.pages, site.statistics.years


_SHOWN_ANYHOW = ("content/", "data/signoffs/")


def _stop(root: Path, errors: list[Finding], findings: list[Finding] | None = None) -> None:
    """Stop the build for errors; the report also names what is no error in the same files."""
    if errors:
        paths = {one.span.path for one in errors}
        beside = [one for one in findings or () if one.span.path in paths and one.severity is not Severity.ERROR]
        raise BlockedError(as_text(in_order([*errors, *beside]), root))


def _files(site: Site) -> set[str]:
    """Files of the pages and old addresses of a site."""
    made = {file_of(plan.address) for plan in views.plans(site)}
    old = {file_of(alias[1:]) for article in site.articles for alias in article.meta.aliases}
    own = {page_url(path) for path in site.pages}
    return made | old | own | {one.url for one in site.withdrawn if one.kind == "merged"}
