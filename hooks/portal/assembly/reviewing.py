"""The review of a project or of single files: structure and data, prose rules, suppressions, baseline.

Findings of the prose rules are kept in ``.portal/review.json`` by the digest of the text, as long as rules and facts are the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from portal.digest import digest_value
from portal.files import walk_files, write_if_changed
from portal.load.facts import load_facts
from portal.load.review_data import load_baseline, load_settings
from portal.load.site import load_site
from portal.load.source import Source
from portal.model.facts import Facts
from portal.model.finding import Finding, Fix, Severity, Span, in_order
from portal.model.published import Published
from portal.model.review_settings import ReviewSettings
from portal.model.site import Site
from portal.review.baseline import mark
from portal.review.document import Document
from portal.review.engine import review_site
from portal.review.known import known_rules, settings_findings
from portal.review.prose_engine import review_document
from portal.review.suppressions import suppress
from portal.times import Moment, build_time

CACHE = ".portal/review.json"
_RULE_SOURCES = ("hooks/portal/review", "hooks/portal/model", "data/review", "data/laws")


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
    found = _cached(root, facts, settings, texts)
    by_path: dict[str, list[Finding]] = {}
    for one in [*_levelled(findings, settings), *found]:
        by_path.setdefault(one.span.path, []).append(one)
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
    findings = review_document(_document(name, text), facts, settings)
    return in_order(suppress(findings, name, text, known_rules(facts), now.day))


def text_reviewer(root: Path, now: Moment, name: str) -> Callable[[str], list[Finding]]:
    """A function that reviews versions of one text, for fixing."""
    source = Source(root)
    facts, settings = load_facts(source, now.day), load_settings(source)
    known = known_rules(facts)
    return lambda text: suppress(review_document(_document(name, text), facts, settings), name, text, known, now.day)


def _document(path: str, text: str) -> Document:
    return Document(path, text, markdown=not path.endswith(".txt"), column=_column(path))


def _column(path: str) -> str:
    parts = path.split("/")
    return parts[1] if parts[0] == "content" and len(parts) > 2 else ""


def _levelled(findings: list[Finding], settings: ReviewSettings) -> list[Finding]:
    """Structural findings at the bureau's level; those of prose rules have theirs already."""
    kept = []
    for one in findings:
        level = settings.level(one.rule, _column(one.span.path), one.severity)
        if level is not None:
            kept.append(replace(one, severity=level))
    return kept


def _cached(root: Path, facts: Facts, settings: ReviewSettings, texts: Mapping[str, str]) -> list[Finding]:
    rules = _rules_digest(root, facts)
    cache = _read_cache(root / CACHE, rules)
    kept: dict[str, list[list[object]]] = {}
    findings: list[Finding] = []
    for path, text in texts.items():
        key = digest_value([path, text, settings.rules, settings.columns])
        found = [_from_plain(path, one) for one in cache[key]] if key in cache else review_document(_document(path, text), facts, settings)
        kept[key] = [_plain(one) for one in found]
        findings += found
    data = json.dumps({"rules": rules, "documents": kept}, ensure_ascii=False, separators=(",", ":"))
    write_if_changed(root / CACHE, data.encode("utf-8"))
    return findings


def _rules_digest(root: Path, facts: Facts) -> str:
    here = Path(__file__).resolve().parents[3]
    files = [path for name in _RULE_SOURCES for base in {here, root} for path in walk_files(base / name) if path.suffix in {".py", ".yml", ".csv", ".txt"}]
    stamps = sorted((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files)
    return digest_value([stamps, facts.today.isoformat()])


def _read_cache(path: Path, rules: str) -> dict[str, list[list[object]]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return dict(found["documents"]) if found["rules"] == rules else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _plain(one: Finding) -> list[object]:
    span, fix = one.span, one.fix
    place = [span.line, span.column, span.end_line, span.end_column]
    return [one.rule, *place, one.what, one.do, int(one.severity), one.excerpt, [fix.start, fix.end, fix.replacement, fix.safe] if fix else None]


def _from_plain(path: str, values: list[object]) -> Finding:
    rule, line, column, end_line, end_column, what, do, severity, excerpt, fix = values
    span = Span(path, line, column, end_line, end_column)  # type: ignore[arg-type]  # written by _plain
    return Finding(rule, span, what, do, Severity(severity), excerpt, Fix(*fix) if fix else None)  # type: ignore[arg-type,misc]  # written by _plain
