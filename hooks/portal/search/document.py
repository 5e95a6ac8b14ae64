"""What a reader can find: a document, its record in the index, its place in the order of results."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from portal.search.folding import fold
from portal.search.initials import initials

GUIDE = "指引"


class Place(NamedTuple):
    """Where a document stands among equally good ones: the greatest comes first.

    Attributes:
        date: ISO day or moment; empty for what has no date, which comes last.
        brevity: minus the binary magnitude of the body's length, so that small edits don't move a document; 1 for a guide.
        address: decides between the rest.
    """

    date: str
    brevity: int
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A page as the search sees it.

    Attributes:
        address: relative to the site's root; may end in a ``#fragment``; unlike any other document's.
        title: as printed.
        label: what kind of page it is, in a word: a column, 情景案例, 法律, 数据, 服务.
        names: what readers call the page itself (a statute's titles, a metric's label), and how they type it; they are suggested while one types.
        headings, summary, body: plain text.
        column: id of its column, empty for none.
        year: of its date, 0 for none.
        kind: of a case, empty for none.
        audiences, tags: labels.
        date: ISO day or moment, empty for none.
    """

    address: str
    title: str
    label: str
    names: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""
    column: str = ""
    year: int = 0
    kind: str = ""
    audiences: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    date: str = ""

    @property
    def place(self) -> Place:
        """Newer first, then shorter, then by address; a guide, which says what to do, before all else without a date."""
        return Place(self.date, 1 if self.label == GUIDE else -len(self.body).bit_length(), self.address)

    @property
    def filters(self) -> tuple[str, ...]:
        """What it can be filtered by, as ``way=value``."""
        single = (("column", self.column), ("year", str(self.year or "")), ("kind", self.kind))
        return (*(f"{way}={value}" for way, value in single if value), *(f"audience={name}" for name in self.audiences))

    @property
    def initials(self) -> str:
        """Initials of the title and the Chinese names, parted by a character that nobody types."""
        names = (one for one in self.names if not one.isascii() and one != self.title)
        return initials("·".join(map(fold, (self.title, *names))))

    def to_record(self) -> bytes:
        """The file that the browser reads to verify, show and cut a result: JSON, the fields in their order, then the initials."""
        values = [getattr(self, one.name) for one in fields(self)]
        return json.dumps([*values, self.initials], ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    @classmethod
    def from_record(cls, data: bytes) -> Document:
        """The document of a record.

        Raises:
            ValueError: it is no record.
        """
        values = json.loads(data)
        names = [one.name for one in fields(cls)]
        if not isinstance(values, list) or len(values) != len(names) + 1:
            raise ValueError("not a search record")
        given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in zip(names, values, strict=False)}
        return cls(**given)
