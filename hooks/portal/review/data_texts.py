"""The words of data files under the prose rules: guides and questions are read by people as articles are.

Nothing has to be declared: every value with Chinese words in a file of ``FOLDERS`` is read, each as a paragraph of its own, save for
citations and registered names, which the checks of that kind of file judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Finding, Span
from portal.model.review_settings import ReviewSettings
from portal.review.document import Document
from portal.review.prose_engine import review_document
from portal.yamlio import Node, parse

FOLDERS = ("data/guides", "data/quiz")
_NO_PROSE = ("basis", "audience", "tags")
_CHINESE = late(r"[\u4e00-\u9fff]")
_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class DataText:
    """Words of a data file, and where they begin (1-based)."""

    line: int
    column: int
    text: str


def is_data_text(path: str) -> bool:
    """Whether the words of a file are read by the prose rules although it is no article."""
    return path.endswith(".yml") and path.startswith(tuple(f"{folder}/" for folder in FOLDERS))


def review_data(path: str, text: str, facts: Facts, settings: ReviewSettings) -> list[Finding]:
    """What the prose rules find in a data file; nothing when it is no YAML, which loading it has told."""
    node, _ = parse(text)
    return review_texts(path, list(texts_of(node, text.split("\n"))), facts, settings) if node else []


def review_texts(path: str, texts: Sequence[DataText], facts: Facts, settings: ReviewSettings) -> list[Finding]:
    """What the prose rules find in texts of one file, at their places in that file; without fixes, which know offsets only.

    Args:
        path: the file.
        texts: in the order in which people read them.
        facts: what the rules may know.
        settings: levels of the rules.
    """
    lines = [" ".join(one.text.split("\n")) for one in texts]
    found = review_document(Document(path, _BREAK.join(lines), markdown=False), facts, settings)
    return [replace(one, span=_span(path, texts, one.span), fix=None) for one in found]


def texts_of(node: Node, lines: Sequence[str], key: str = "") -> Iterator[DataText]:
    """The words below a node, in order.

    Args:
        node: a value.
        lines: the file's lines, to know what is in quotes.
        key: under which it stands.
    """
    if isinstance(node.value, dict):
        for name, child in node.value.items():
            yield from texts_of(child, lines, name)
    elif isinstance(node.value, tuple):
        for child in node.value:
            yield from texts_of(child, lines, key)
    elif isinstance(node.value, str) and key not in _NO_PROSE and _CHINESE.search(node.value):
        quoted = lines[node.line - 1][node.column - 1 : node.column] in ("'", '"')
        yield DataText(node.line, node.column + quoted, node.value)


def _span(path: str, texts: Sequence[DataText], span: Span) -> Span:
    """A place in the joined text as a place in the file: texts stand on every other line."""
    begin, end = texts[(span.line - 1) // 2], texts[(max(span.end_line, span.line) - 1) // 2]
    end_line, end_column = (end.line, end.column + span.end_column - 1) if span.end_column else (0, 0)
    return Span(path, begin.line, begin.column + max(span.column, 1) - 1, end_line, end_column)
