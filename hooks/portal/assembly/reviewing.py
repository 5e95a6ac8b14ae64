"""The review of a project or of single files: structure and data, prose rules, suppressions, baseline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from portal.assembly.alias_addresses import taken_aliases
from portal.assembly.article_review import Look, looks
from portal.assembly.crew import Crew, spread
from portal.assembly.desk import Desk, desk_at
from portal.assembly.recorder import Recorder
from portal.assembly.studies import Study, column_of, document_of, knowledge, salts, study
from portal.digest import digest_value
from portal.errors import PortalError
from portal.load.facts import load_facts
from portal.load.review_data import load_baseline, load_settings
from portal.load.site import load_site
from portal.load.source import FileText, Source
from portal.model.column import Columns
from portal.model.facts import Facts
from portal.model.finding import Finding, in_order
from portal.model.gist import Gist
from portal.model.manual import Manual
from portal.model.published import Published
from portal.model.review_settings import ReviewSettings
from portal.model.site import Site
from portal.model.unit import Unit, other_units
from portal.review.baseline import mark
from portal.review.data_texts import is_data_text
from portal.review.engine import eased, site_findings
from portal.review.known import known_rules, manuals, on_page, page_findings, settings_findings
from portal.review.prose_engine import review_document
from portal.review.rulebook import misproved, rulebook
from portal.review.suppressions import suppress
from portal.store import Shelf
from portal.times import Moment, build_time

_RULES = 10  # that a worker proves at a time
_proved: set[str] = set()  # versions of the rules that have proved themselves in this process


@dataclass(frozen=True)
class Review:
    """What a review of the project found.

    Attributes:
        site: content and data, None when a file that everything rests on can't be used.
        findings: in order of place.
        texts: source of every reviewed text by path.
        manuals: of all rules that may appear in a finding.
        units: of review, by path.
        across: what the checks of the whole site found, before levels, suppressions and baseline.
    """

    site: Site | None
    findings: list[Finding]
    texts: Mapping[str, str]
    manuals: tuple[Manual, ...]
    units: Mapping[str, Unit]
    across: tuple[Finding, ...] = ()


def review_project(root: Path, environ: Mapping[str, str], published: Published | None = None) -> Review:
    """Review all content and data of a project.

    Raises:
        PortalError: the set-up is broken, or the review's cache is in git.
    """
    with desk_at(root, environ) as desk:
        return review_at(desk, published)


def review_at(desk: Desk, published: Published | None = None) -> Review:
    """Review the project that a run works with.

    Raises:
        PortalError: the set-up is broken, or the review's cache is in git.
    """
    source, now = desk.source, desk.now
    columns = source.data(Columns, "data/columns.yml")
    studies = study(desk, columns.columns) if columns else None
    site, findings = load_site(desk.root, now, source, _gists(studies))
    facts, settings = load_facts(source, now.day), load_settings(source)
    ids = tuple(one.id for one in site.columns) if site else None
    every = source.once("manuals", lambda: _manuals(desk, facts))
    across = tuple(site_findings(site, published)) if site else ()
    seen = looks(desk, Recorder(site, salts(source))) if site else {}
    findings = [*findings, *settings_findings(settings, every, ids), *(_structure(site, seen, across) if site else ())]
    by_path: dict[str, list[Finding]] = {}
    for one in levelled(findings, settings):
        by_path.setdefault(one.span.path, []).append(one)
    for path, known in studies.everything.items() if studies else ():
        if known.findings and (path in source.texts or is_data_text(path)):
            by_path.setdefault(path, []).extend(known.findings)
    for article in (*site.articles, *site.held) if site else ():
        if article.meta.review:
            by_path[article.path] = [*on_page(by_path.get(article.path, []), article), *page_findings(article, every)]
    rules = known_rules(every)
    for path, known in studies.everything.items() if studies else ():
        if known.suppresses and (path in source.texts or is_data_text(path)):
            text = source.texts[path] if path in source.texts else FileText(str(source.root), path, known.digest)()
            by_path[path] = suppress(by_path.get(path, []), path, text, rules, now.day)
    found = in_order([one for found in by_path.values() for one in found])
    for shelf in (studies, source.articles) if studies else ():
        shelf.unload()
    return Review(site, mark(found, load_baseline(desk.root) or {}), source.texts, every, _units(desk, site, seen) if site else {}, across)


def _manuals(desk: Desk, facts: Facts) -> tuple[Manual, ...]:
    """Manuals of all rules, which have proved themselves on their examples; both take longer than a build without changes.

    Raises:
        PortalError: a rule doesn't behave on its examples; it must not judge anybody's text.
    """
    salt = digest_value([desk.version, knowledge(desk.source)])
    shelf = desk.store.shelf("manual", salt)
    kept: tuple[Manual, ...] | None = shelf.get("all")
    if kept is None:
        if salt not in _proved:
            _prove(facts, desk.crew)
            _proved.add(salt)
        kept = tuple(manuals(facts))
        shelf.put("all", kept)
    return kept


def _prove(facts: Facts, crew: Crew) -> None:
    """Run every rule's examples. Workers do it, because dictionaries and expressions of all rules fill more memory than a site of 1,000 articles.

    Raises:
        PortalError: an example doesn't behave; such a rule must not judge anybody's text.
    """
    wrong = [text for found in spread(misproved, facts, tuple(rulebook()), "自检", chunk=_RULES, crew=crew) for text in found]
    if wrong:
        raise PortalError("审校规则自检不通过：\n" + "\n".join(wrong), do="改正规则或例子", path="hooks/portal/review/rules")


def _gists(studies: Shelf[Study] | None) -> dict[str, Gist]:
    return {path: one.gist for path, one in studies.everything.items() if one.gist} if studies else {}


def _structure(site: Site, seen: Mapping[str, Look], across: tuple[Finding, ...]) -> list[Finding]:
    """What is wrong with content and data as such; texts apart."""
    own = [one for look in seen.values() for one in look.findings]
    return [*eased(site, [*own, *across]), *taken_aliases(site)]


def _units(desk: Desk, site: Site, seen: Mapping[str, Look]) -> dict[str, Unit]:
    """Every unit of a site by path."""
    names = [*desk.source.tree.files("content/pages"), *desk.source.tree.files("data")]
    others = desk.source.remembered_of(names, "other units", lambda: other_units(site))
    return {path: look.unit for path, look in seen.items()} | {one.path: one for one in others}


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
    return in_order(suppress(findings, name, text, known_rules(manuals(facts)), now.day))


def text_reviewer(root: Path, now: Moment, name: str) -> Callable[[str], list[Finding]]:
    """A function that reviews versions of one text, for fixing."""
    review = reviewer(root, now)
    return lambda text: review(name, text)


def reviewer(root: Path, now: Moment) -> Callable[[str, str], list[Finding]]:
    """A function that reviews texts, given the path as findings name it and the text."""
    source = Source(root)
    facts, settings = load_facts(source, now.day), load_settings(source)
    known = known_rules(manuals(facts))
    return lambda name, text: suppress(review_document(document_of(name, text), facts, settings), name, text, known, now.day)


def levelled(findings: list[Finding], settings: ReviewSettings) -> list[Finding]:
    """Structural findings at the bureau's level; those of prose rules have theirs already."""
    kept = []
    for one in findings:
        level = settings.level(one.rule, column_of(one.span.path), one.severity)
        if level is not None:
            kept.append(replace(one, severity=level))
    return kept
