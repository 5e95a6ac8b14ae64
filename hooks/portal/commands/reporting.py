"""Prints what ``portal check`` has found, in the form asked for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from portal.load.facts import load_facts
from portal.load.identity import load_identity
from portal.load.review_data import load_settings
from portal.load.source import Source
from portal.model.finding import Finding, Severity
from portal.model.manual import Manual
from portal.model.site import Site
from portal.review.formats import FORMATS
from portal.review.formats.about import About
from portal.review.known import manuals, settings_findings
from portal.review.report import as_text
from portal.times import build_time
from portal.yamlio import decode

_SETUP = "data/review/"


def report(form: str, root: Path, findings: list[Finding], texts: Mapping[str, str], out: TextIO, *, whole: bool = False, site: Site | None = None) -> None:
    """Print findings.

    Args:
        form: ``text``, ``html`` or a name of :data:`portal.review.formats.FORMATS`.
        root: the project's folder.
        findings: in order of place.
        texts: source of every reviewed text by path.
        out: where to.
        whole: the whole project was checked.
        site: content and data when the project was checked.
    """
    if form == "text":
        print(as_text(findings, root, texts, whole=whole), file=out)
        return
    known = _manuals(root)
    if form == "html":
        from portal.commands.sheet import sheet

        print(sheet(root, texts, findings, build_time(os.environ), {rule: one.title for rule, one in known.items()}, site), file=out)
        return
    split = {path: text.split("\n") for path, text in texts.items()}
    about = About(lines=lambda path: split.get(path, []), manuals=known, home=load_identity(root).url)
    print(FORMATS[form](findings, about), file=out)


def data_texts(root: Path, findings: Iterable[Finding], named: Iterable[str]) -> dict[str, str]:
    """Texts of the data files that somebody has to look at: those that were named, and those with errors or warnings."""
    paths = {*named, *(one.span.path for one in findings if one.severity >= Severity.WARNING)}
    files = [path for path in sorted(paths) if path.endswith(".yml") and (root / path).is_file()]
    return {path: decode((root / path).read_bytes())[0] for path in files}


def is_setup(one: Finding) -> bool:
    """Whether a finding says that the review itself is set wrongly: it then concerns every text."""
    return one.span.path.startswith(_SETUP) and one.severity >= Severity.WARNING


def setup_findings(root: Path) -> list[Finding]:
    """What is wrong with how the review is set, for a check of texts alone."""
    source = Source(root)
    facts, settings = load_facts(source, build_time(os.environ).day), load_settings(source)
    return [one for one in [*source.findings, *settings_findings(settings, manuals(facts))] if is_setup(one)]


def _manuals(root: Path) -> Mapping[str, Manual]:
    return {one.id: one for one in manuals(load_facts(Source(root), build_time(os.environ).day))}
