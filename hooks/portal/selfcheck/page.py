"""Reads one page of a built site: what it refers to, what it says of itself, what is wrong with it alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.model.facts import Facts
from portal.model.review_settings import ReviewSettings
from portal.selfcheck import page_access, page_links, page_text
from portal.selfcheck.markup import Element, line_of, parse, words
from portal.selfcheck.page_links import Ref

Fault = tuple[str, int, str]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What reading needs to know.

    Attributes:
        host: the site's own host.
        facts: for the rules of privacy; None to leave them out.
        settings: levels of the rules.
        hiding: classes that the style sheets hide.
    """

    host: str
    facts: Facts | None = None
    settings: ReviewSettings = field(default_factory=ReviewSettings)
    hiding: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class PageFacts:
    """What is known of a page.

    Attributes:
        name: its file.
        leads_on: whether it only leads to another address.
        metas: name, content and line of every ``<meta name>``.
        refs: everything that it refers to.
        ids: what can be linked to.
        h1: its heading.
        time: the time at the head of an article, with its line.
        source: the source (来源) that it shows.
        footer: the words of its footer, None without a footer.
        has_search: whether it has a search field.
        headings: level 2 and 3, in order.
        faults: kind, line, what.
    """

    name: str
    leads_on: bool
    metas: tuple[tuple[str, str, int], ...]
    refs: tuple[Ref, ...]
    ids: frozenset[str]
    h1: str
    time: tuple[str, int]
    source: str
    footer: str | None
    has_search: bool
    headings: tuple[str, ...]
    faults: tuple[Fault, ...] = field(default=())

    def at(self, line: int) -> str:
        """A place of the page."""
        return f"{self.name}:{line}" if line else self.name

    def meta(self, name: str) -> str:
        """The content of the first page tag of a name, empty without one."""
        return next((content.strip() for found, content, _ in self.metas if found == name), "")


def read_page(name: str, data: bytes, reading: Reading) -> PageFacts:
    """Read a page.

    Args:
        name: its file.
        data: its bytes.
        reading: what is needed to judge it.
    """
    root, cut = parse(data)
    unread = (("unread-rest", cut, "网页套得太深，这一行后面的内容没有读到，也没有查"),) if cut else ()
    refresh = root.xpath("//meta[translate(@http-equiv,'REFSH','refsh')='refresh']")
    return PageFacts(
        name=name,
        leads_on=bool(refresh),
        metas=tuple((str(one.get("name")), one.get("content") or "", line_of(one)) for one in root.xpath("//meta[@name]")),
        refs=tuple(page_links.refs(root)),
        ids=frozenset(str(one) for one in root.xpath("//@id")),
        h1=words(next(iter(root.xpath("//h1")), None)),
        time=_time(root),
        source=_source(root),
        footer=words(found) if (found := next(iter(root.xpath("//body/footer")), None)) is not None else None,
        has_search=bool(root.xpath("//form[@role='search'] | //input[@type='search']")),
        headings=tuple(words(one) for one in root.xpath("//main//h2 | //main//h3")),
        faults=unread if refresh else (*unread, *_faults(name, root, reading)),
    )


def _faults(name: str, root: Element, reading: Reading) -> Iterator[Fault]:
    yield from page_access.faults(root)
    yield from page_links.faults(root, reading.host, reading.hiding)
    yield from page_text.faults(name, root, reading.facts, reading.settings)


def _time(root: Element) -> tuple[str, int]:
    found = root.xpath("//main//article//header//time")
    return (words(found[0]), line_of(found[0])) if found else ("", 0)


def _source(root: Element) -> str:
    for one in root.xpath("//article//header//*[starts-with(normalize-space(.), '来源：')]"):
        return words(one).removeprefix("来源：")
    return ""

