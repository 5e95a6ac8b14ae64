"""What a page says about its own review: a notice above the text, the line of names below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portal.model.finding import Finding
from portal.model.site import Site
from portal.model.unit import year_path
from portal.model.verdict import Verdict, Withdrawal


@dataclass(frozen=True, kw_only=True)
class ReviewNote:
    """What templates print.

    Attributes:
        subject: what it is about when it isn't the page itself, such as ``2025年统计数据``.
        unreviewed: why it may not be published yet, in Chinese, one reason an entry; only in previews.
        findings: what the review found in it; only in previews.
        emergency: it was published before its review was complete.
        archived: why it is kept for reference only.
        line: label and name, in order: 编辑, 一审, 二审, 三审.
        demo: somebody of the line is a demo reviewer.
    """

    subject: str = ""
    unreviewed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    emergency: str = ""
    archived: Withdrawal | None = None
    line: tuple[tuple[str, str], ...] = ()
    demo: bool = False


def review_note(site: Site, path: str, editor: str = "") -> ReviewNote:
    """The note of the unit in a file."""
    verdict = site.verdicts.get(path)
    line = (("编辑", editor),) if editor else ()
    if verdict is None:
        return ReviewNote(line=line)
    preview = site.stage == "preview"
    return ReviewNote(
        unreviewed=_waiting(verdict) if preview else (),
        findings=site.remarks.get(path, ()) if preview else (),
        emergency=verdict.emergency.opinion if verdict.emergency else "",
        archived=verdict.withdrawal if verdict.withdrawal and verdict.withdrawal.kind == "archived" else None,
        line=(*line, *_names(verdict)),
        demo=any(one.demo for one in verdict.signed),
    )


def year_notes(site: Site, years: Iterable[int]) -> tuple[ReviewNote, ...]:
    """The notes of the years of figures that a page shows and whose review isn't complete, newest first."""
    verdicts = (site.verdicts.get(year_path(year)) for year in sorted(years, reverse=True))
    notes = (
        ReviewNote(subject=one.title, unreviewed=_waiting(one) if site.stage == "preview" else (), emergency=one.emergency.opinion if one.emergency else "")
        for one in verdicts
        if one
    )
    return tuple(one for one in notes if one.unreviewed or one.emergency)


def _waiting(verdict: Verdict) -> tuple[str, ...]:
    missing = (f"缺{'、'.join(verdict.missing)}",) if verdict.missing else ()
    return (*missing, *verdict.reasons, *verdict.void)


def _names(verdict: Verdict) -> tuple[tuple[str, str], ...]:
    signed = {one.stage: one.name for one in verdict.signed}
    return tuple((stage, signed.get(stage, "待补")) for stage in verdict.required)
