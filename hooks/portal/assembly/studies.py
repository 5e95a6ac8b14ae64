"""Reads new and changed texts once, on all cores: front matter, gist, what the prose rules find. The store remembers the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.assembly.crew import shared_out, spread
from portal.assembly.desk import Desk
from portal.digest import digest_value
from portal.late import compile_all
from portal.load.articles import PAGES, Kept, article_of, forms_text, is_current, read_article
from portal.load.facts import load_facts
from portal.load.review_data import load_settings
from portal.load.source import FileText, Source
from portal.model.article import Article
from portal.model.column import Column
from portal.model.facts import Facts
from portal.model.finding import Finding
from portal.model.gist import Gist, gist_of
from portal.model.review_settings import ReviewSettings
from portal.pinyin import load_dictionary
from portal.review.data_texts import FOLDERS as DATA_FOLDERS
from portal.review.data_texts import is_data_text, review_data
from portal.review.document import Document
from portal.review.prose_engine import review_document
from portal.review.rulebook import rulebook
from portal.review.suppressions import suppressions
from portal.store import Shelf

_KNOWLEDGE = ("data/review", "data/laws")
_KNOWLEDGE_FILES = ("data/bureau.yml", "data/services.yml", "mkdocs.yml")
_NOT_KNOWLEDGE = ("data/review/reviewers.yml", "data/review/policy.yml", "data/review/baseline.json")


@dataclass(frozen=True)
class Study:
    """What is known of a text.

    Attributes:
        digest: of the file's bytes.
        findings: of the prose rules.
        gist: of an article that could be read.
        suppresses: whether it holds suppressions.
        day: the day that the findings hold for, empty when they don't depend on it.
    """

    digest: str
    findings: tuple[Finding, ...]
    gist: Gist | None
    suppresses: bool
    day: str


@dataclass(frozen=True)
class Reader:
    """What reading a text needs to know; the files' digests are known to the source, which doesn't go to other machines."""

    root: Path
    source: Source | None
    forms: dict[str, str]
    known: str
    facts: Facts
    settings: ReviewSettings

    def __getstate__(self) -> dict[str, object]:
        return vars(self) | {"source": None}


class WatchedFacts(Facts):
    """Facts that remember whether somebody asked for the day."""

    asked: bool

    def __getattribute__(self, name: str) -> Any:
        if name == "today":
            object.__setattr__(self, "asked", True)
        return super().__getattribute__(name)


def study(desk: Desk, columns: Sequence[Column]) -> Shelf[Study]:
    """Read what is new; the shelf then holds a study of every text.

    Args:
        desk: the run.
        columns: the columns as they now are.
    """
    source, reader = desk.source, reader_at(desk, columns)
    shelf: Shelf[Study] = desk.store.shelf("study", digest_value([desk.version, knowledge(source)]))
    names = [*source.tree.files("content", ".md"), *(name for folder in DATA_FOLDERS for name in source.tree.files(folder, ".yml"))]
    stale = _stale(source, reader, shelf, names)
    texts = [(name, source.tree.digest(name)) for name in stale]
    if shared_out(texts, desk.crew):
        rulebook()
        load_dictionary()
        compile_all()
    for name, kept, one in spread(_read, reader, texts, "审读", crew=desk.crew):
        if kept:
            source.articles.put(name, kept)
        shelf.put(name, one)
    shelf.keep(set(names))
    return shelf


def reader_at(desk: Desk, columns: Sequence[Column]) -> Reader:
    """What reading a text needs to know in a run."""
    source = desk.source
    facts, forms = load_facts(source, desk.now.day), {column.id: column.form for column in columns}
    watched = WatchedFacts(**{name: getattr(facts, name) for name in Facts.__dataclass_fields__})
    return Reader(source.root, source, forms, forms_text(forms), watched, load_settings(source))


def study_article(reader: Reader, name: str) -> tuple[Kept, Study, Article | None]:
    """Read one article as it now is; nothing is remembered.

    Raises:
        FileNotFoundError: it is gone.
        PortalError: it was written while it was read.
    """
    source = Source(reader.root)
    _, kept, one = _study(source, reader, name, source.tree.digest(name))
    assert kept is not None  # articles always are
    return kept, one, article_of(source, name, kept)


def knowledge(source: Source) -> str:
    """Digest of everything that the prose rules know beside the text."""
    names = [name for folder in _KNOWLEDGE for name in source.tree.files(folder) if name not in _NOT_KNOWLEDGE]
    names += [name for name in _KNOWLEDGE_FILES if (source.root / name).is_file()]
    return digest_value([[name, source.tree.digest(name)] for name in names])


def salts(source: Source) -> dict[str, str]:
    """Digests of the parts of a site that are too large to look into, by attribute."""
    known = knowledge(source)[:24]
    return {
        "statutes": _digest(source, "data/laws"),
        "facts": known,
        "manuals": known,
        "signoffs": digest_value([_digest(source, "data/signoffs"), _digest(source, "data/review")])[:24],
    }


def _digest(source: Source, folder: str) -> str:
    return digest_value([[name, source.tree.digest(name)] for name in source.tree.files(folder)])[:24]


def _stale(source: Source, reader: Reader, shelf: Shelf[Study], names: list[str]) -> list[str]:
    """Texts of which nothing is known, or nothing that still holds."""
    studies, articles, digest = shelf.everything, source.articles.everything, source.tree.digest
    days = ("", reader.facts.today.isoformat())

    def holds(name: str) -> bool:
        known, now = studies.get(name), digest(name)
        return known is not None and known.digest == now and known.day in days and (is_current(articles.get(name), now, reader.known) or not _is_article(name))

    return [name for name in names if not holds(name)]


def _is_article(name: str) -> bool:
    return not is_data_text(name) and name.split("/")[1] != PAGES


def _read(reader: Reader, texts: Sequence[tuple[str, str]]) -> list[tuple[str, Kept | None, Study]]:
    """The work of one worker."""
    source = reader.source or Source(reader.root)
    return [_study(source, reader, name, digest) for name, digest in texts]


def _study(source: Source, reader: Reader, name: str, digest: str) -> tuple[str, Kept | None, Study]:
    kept = read_article(source, name, digest, reader.forms, reader.known) if _is_article(name) else None
    article = article_of(source, name, kept) if kept else None
    gist = gist_of(article, reader.facts.statutes) if article else None
    text = FileText(str(source.root), name, digest)()
    object.__setattr__(reader.facts, "asked", False)
    found = tuple(_prose_findings(name, text, reader.facts, reader.settings))
    day = reader.facts.today.isoformat() if getattr(reader.facts, "asked", False) else ""
    return name, kept, Study(digest, found, gist, bool(suppressions(text, name)), day)


def _prose_findings(name: str, text: str, facts: Facts, settings: ReviewSettings) -> list[Finding]:
    return review_data(name, text, facts, settings) if is_data_text(name) else review_document(document_of(name, text), facts, settings)


def document_of(path: str, text: str) -> Document:
    """A text as the rules see it; ``.txt`` is plain text."""
    return Document(path, text, markdown=not path.endswith(".txt"), column=column_of(path))


def column_of(path: str) -> str:
    """The column that a path below ``content/`` belongs to, else empty."""
    parts = path.split("/")
    return parts[1] if parts[0] == "content" and len(parts) > 2 else ""
