"""The prose rules over many texts: on all cores, and only over texts that are new.

Findings are kept in ``.portal/review.json`` by the digest of the text, as long as rules and facts are the same.
"""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from portal.digest import digest_value
from portal.files import walk_files, write_if_changed
from portal.load.facts import load_facts
from portal.load.review_data import load_settings
from portal.load.source import Source
from portal.model.facts import Facts
from portal.model.finding import Finding, Fix, Severity, Span
from portal.model.review_settings import ReviewSettings
from portal.review.document import Document
from portal.review.prose_engine import review_document
from portal.times import Moment

CACHE = ".portal/review.json"
_RULE_SOURCES = ("hooks/portal/review", "hooks/portal/model", "data/review", "data/laws")
_WORTH_WORKERS = 400
_CHUNK = 100

Texts = list[tuple[str, str]]


def document_of(path: str, text: str) -> Document:
    """A text as the rules see it; ``.txt`` is plain text."""
    return Document(path, text, markdown=not path.endswith(".txt"), column=column_of(path))


def column_of(path: str) -> str:
    """The column that a path below ``content/`` belongs to, else empty."""
    parts = path.split("/")
    return parts[1] if parts[0] == "content" and len(parts) > 2 else ""


def prose_findings(root: Path, now: Moment, facts: Facts, settings: ReviewSettings, texts: Mapping[str, str]) -> list[Finding]:
    """What the prose rules find in the texts of a project, by path."""
    rules = _rules_digest(root, facts)
    cache = _read_cache(root / CACHE, rules)
    keys = {path: digest_value([path, text, settings.rules, settings.columns]) for path, text in texts.items()}
    missing = [(path, text) for path, text in texts.items() if keys[path] not in cache]
    for path, found in _review(root, now, facts, settings, missing):
        cache[keys[path]] = [_plain(one) for one in found]
    if missing or len(cache) != len(texts):
        kept = {key: cache[key] for key in keys.values()}
        data = json.dumps({"rules": rules, "documents": kept}, ensure_ascii=False, separators=(",", ":"))
        write_if_changed(root / CACHE, data.encode("utf-8"))
    return [_from_plain(path, one) for path, key in keys.items() for one in cache[key]]


def _review(root: Path, now: Moment, facts: Facts, settings: ReviewSettings, texts: Texts) -> Iterator[tuple[str, list[Finding]]]:
    if len(texts) < _WORTH_WORKERS:
        for path, text in texts:
            yield path, review_document(document_of(path, text), facts, settings)
        return
    chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for found in _progress(pool.map(functools.partial(_review_chunk, str(root), now), chunks), len(chunks)):
            yield from found


def _review_chunk(root: str, now: Moment, texts: Texts) -> list[tuple[str, list[Finding]]]:
    """The work of one worker; it reads the facts itself, once."""
    facts, settings = _facts(root, now)
    return [(path, review_document(document_of(path, text), facts, settings)) for path, text in texts]


@functools.cache
def _facts(root: str, now: Moment) -> tuple[Facts, ReviewSettings]:
    source = Source(Path(root))
    return load_facts(source, now.day), load_settings(source)


def _progress(chunks: Iterable[list[tuple[str, list[Finding]]]], total: int) -> Iterable[list[tuple[str, list[Finding]]]]:
    from tqdm import tqdm

    return tqdm(chunks, total=total, desc="审校", unit=f"×{_CHUNK}篇", leave=False, disable=not sys.stderr.isatty())


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
