"""The review of a project or of single files: structure and data, prose rules, suppressions, baseline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from portal.assembly.prose_review import column_of, document_of, prose_findings
from portal.load.facts import load_facts
from portal.load.review_data import load_baseline, load_settings
from portal.load.site import load_site
from portal.load.source import Source
from portal.model.finding import Finding, in_order
from portal.model.published import Published
from portal.model.review_settings import ReviewSettings
from portal.model.site import Site
from portal.review.baseline import mark
from portal.review.engine import review_site
from portal.review.known import known_rules, on_page, page_findings, settings_findings
from portal.review.prose_engine import review_document
from portal.review.suppressions import suppress
from portal.times import Moment, build_time


@dataclass(frozen=True)
class Review:
    """What a review of the project found.

    Attributes:
        site: content and data, None when a file that everything rests on can't be used.
        findings: in order of place.
        texts: source of every reviewed text by path.
    """

    site: Site | None
    findings: list[Finding]
    texts: Mapping[str, str]


def review_project(root: Path, environ: Mapping[str, str], published: Published | None = None) -> Review:
    """Review all content and data of a project.

    Raises:
        PortalError: the set-up is broken.
    """
    now = build_time(environ)
    source = Source(root)
    site, findings = load_site(root, now, source)
    facts = site.facts if site and site.facts else load_facts(source, now.day)
    settings = load_settings(source)
    columns = tuple(one.id for one in site.columns) if site else None
    findings = [*findings, *source.findings, *settings_findings(settings, facts, columns), *(review_site(site, published) if site else ())]
    texts = source.texts
    found = prose_findings(root, now, facts, settings, texts)
    by_path: dict[str, list[Finding]] = {}
    for one in [*_levelled(findings, settings), *found]:
        by_path.setdefault(one.span.path, []).append(one)
    for article in (*site.articles, *site.held) if site else ():
        if article.meta.review:
            by_path[article.path] = [*on_page(by_path.get(article.path, []), article), *page_findings(article, facts)]
    known = known_rules(facts)
    kept = [one for path, text in texts.items() for one in suppress(by_path.pop(path, []), path, text, known, now.day)]
    kept += [one for others in by_path.values() for one in others]
    return Review(site, mark(in_order(kept), load_baseline(root) or {}), texts)


def review_text(root: Path, environ: Mapping[str, str], name: str, text: str) -> list[Finding]:
    """Review one text with the prose rules alone, wherever it lies.

    Args:
        root: the project, for its facts and settings.
        environ: the environment, for ``SOURCE_DATE_EPOCH``.
        name: the path as findings name it; ``.txt`` is read as plain text.
        text: the text.
    """
    now = build_time(environ)
    source = Source(root)
    facts, settings = load_facts(source, now.day), load_settings(source)
    findings = review_document(document_of(name, text), facts, settings)
    return in_order(suppress(findings, name, text, known_rules(facts), now.day))


def text_reviewer(root: Path, now: Moment, name: str) -> Callable[[str], list[Finding]]:
    """A function that reviews versions of one text, for fixing."""
    source = Source(root)
    facts, settings = load_facts(source, now.day), load_settings(source)
    known = known_rules(facts)
    return lambda text: suppress(review_document(document_of(name, text), facts, settings), name, text, known, now.day)


def _levelled(findings: list[Finding], settings: ReviewSettings) -> list[Finding]:
    """Structural findings at the bureau's level; those of prose rules have theirs already."""
    kept = []
    for one in findings:
        level = settings.level(one.rule, column_of(one.span.path), one.severity)
        if level is not None:
            kept.append(replace(one, severity=level))
    return kept
