"""Markdown to HTML: marks become figures, tables and charts; raw HTML is shown as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from posixpath import join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import jinja2
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from portal.errors import PortalError
from portal.model.comments import without_comments
from portal.model.figures import NoFigure, figure
from portal.model.marks import MARK, BlockMark, StatMark, parse_mark
from portal.model.site import Site
from portal.pages.law_links import LawLinks
from portal.pages.links import relative
from portal.pages.pictures import Shown, dress, shown
from portal.pages.untouched import Dense, Plain

_SAFE_LINK = re.compile(r"(https?:|mailto:|tel:|#|/|\.{0,2}/?[^:]*$)", re.IGNORECASE)
_URL_START = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Rendered Markdown: HTML and its headings."""

    html: str
    headings: tuple[Heading, ...]


@dataclass
class _Place:
    """Where the text that is being rendered stands; counts its tables and charts."""

    address: str = ""
    tables: int = 0
    charts: int = 0


class ProseRenderer:
    """Renders Markdown; one instance serves a whole build.

    Args:
        env: templates with autoescape.
        site: the figures that marks name, the statutes that texts cite, and which pages there are.
    """

    def __init__(self, env: jinja2.Environment, site: Site) -> None:
        self.extension = PortalExtension(env, site)
        self._markdown = Markdown(extensions=[*STANDARD, self.extension], extension_configs=CONFIGS, output_format="html")
        self._markdown.treeprocessors.register(Plain(self._markdown), "portal-plain", 21)

    def render(self, text: str, address: str) -> Prose:
        """Markdown of the page at ``address`` to HTML."""
        self.extension.place = _Place(address)
        html = self._markdown.reset().convert(text)
        tokens: list[dict[str, Any]] = getattr(self._markdown, "toc_tokens", [])
        return Prose(html, tuple(_headings(tokens)))


STANDARD = ("tables", "sane_lists", "footnotes", "toc")
CONFIGS: dict[str, dict[str, Any]] = {
    "toc": {"slugify": slugify_unicode, "permalink": False},
    "footnotes": {"BACKLINK_TITLE": "回到正文第{}处"},
}


def _headings(tokens: list[dict[str, Any]]) -> list[Heading]:
    found: list[Heading] = []
    for token in tokens:
        found.append(Heading(token["level"], token["id"], token["name"]))
        found += _headings(token["children"])
    return found


class PortalExtension(Extension):
    """Python-Markdown extension: marks in, raw HTML out, citations of statutes linked."""

    def __init__(self, env: jinja2.Environment, site: Site) -> None:
        super().__init__()
        self.env, self.site, self.place = env, site, _Place()

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors (called by Python-Markdown)."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_Comments(md), "portal-comments", 28)
        md.inlinePatterns.register(_StatPattern(self), "portal-stat", 185)
        md.parser.blockprocessors.register(_BlockMarks(md, self), "portal-block", 95)
        md.treeprocessors.register(Dense(md), "portal-dense", 21)  # before the signs in running text are read (20)
        md.treeprocessors.register(_Laws(md, self), "portal-laws", 4)  # after the table of contents (5)
        md.treeprocessors.register(_Finish(md, self), "portal-finish", 1)

    def stat(self, text: str) -> ET.Element:
        """A mark in running text to ``<data>``."""
        mark = parse_mark(text)
        found = figure(mark, self.site.statistics) if isinstance(mark, StatMark) else None
        if not isinstance(mark, StatMark) or found is None or isinstance(found, NoFigure):
            raise PortalError(f"标记{text}不能显示", do="先运行portal check")
        element = ET.Element("data", {"value": found.value, "data-metric": f"{mark.metric}@{mark.year}"})
        if mark.format:
            element.set("data-format", mark.format)
        element.text = found.text
        return element

    def block(self, mark: BlockMark) -> str:
        """A table or chart mark to HTML."""
        from portal.pages.charts import chart_html  # most builds make no page that has one
        from portal.pages.tables import table_html

        statistics, place = self.site.statistics, self.place
        group = statistics.group(mark.names[0])
        metrics = statistics.of_group(group.id) if group else mark.names
        title = mark.title or _title(group.label if group else "、".join(statistics.metrics[one].short for one in metrics), mark.years)
        link: Callable[[str], str] = lambda target: relative(place.address, target)  # noqa: E731 - a name for the type checker
        if mark.chart:
            place.charts += 1
            number, anchor = f"图{place.charts}", f"chart-{place.charts}"
            return chart_html(self.env, statistics, mark.chart, metrics, mark.years, number=number, title=title, anchor=anchor, link=link)
        place.tables += 1
        number, anchor = f"表{place.tables}", f"table-{place.tables}"
        return table_html(self.env, statistics, metrics, mark.years, number=number, title=title, anchor=anchor, link=link)


def _title(name: str, years: tuple[int, ...]) -> str:
    span = f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"
    return f"{span}{name}"


class _Comments(Preprocessor):
    """Takes out ``<!-- … -->``: notes between editors, waivers for the review."""

    def run(self, lines: list[str]) -> list[str]:
        return without_comments("\n".join(lines)).split("\n")


class _StatPattern(InlineProcessor):
    """``{{ stat:… }}`` in running text."""

    def __init__(self, owner: PortalExtension) -> None:
        super().__init__(r"\{\{[ \t]*stat[ \t]*:[^{}\n]*\}\}")
        self.owner = owner

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ET.Element, int, int]:  # type: ignore[override]  # the stub has the legacy form
        return self.owner.stat(m[0]), m.start(0), m.end(0)


class _BlockMarks(BlockProcessor):
    """``{{ table: … }}`` and ``{{ chart: … }}`` alone in a paragraph."""

    def __init__(self, md: Markdown, owner: PortalExtension) -> None:
        super().__init__(md.parser)
        self.md, self.owner = md, owner

    def test(self, parent: ET.Element, block: str) -> bool:
        return bool(MARK.fullmatch(block.strip())) and isinstance(parse_mark(block.strip()), BlockMark)

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        mark = parse_mark(blocks.pop(0).strip())
        assert isinstance(mark, BlockMark)
        holder = ET.SubElement(parent, "div", {"class": "figure-block"})
        holder.text = self.md.htmlStash.store(self.owner.block(mark))


class _Laws(Treeprocessor):
    """Citations of statutes become links."""

    def __init__(self, md: Markdown, owner: PortalExtension) -> None:
        super().__init__(md)
        self.owner, self.laws = owner, LawLinks(owner.site)

    def run(self, root: ET.Element) -> None:
        self.laws.apply(root, lambda target: relative(self.owner.place.address, target))


class _Finish(Treeprocessor):
    """Scroll boxes round tables, captions under pictures, no unsafe links and none to what isn't published, outer links marked."""

    def __init__(self, md: Markdown, owner: PortalExtension) -> None:
        super().__init__(md)
        self.owner = owner

    def run(self, root: ET.Element) -> None:
        for heading in root.iter("th"):
            heading.set("scope", "col")
        tables = 0
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                if child.tag == "table":
                    tables += 1
                    _name_rows(child)
                    box = ET.Element("div", {"class": "table-scroll", "role": "region", "aria-label": f"表格{tables}", "tabindex": "0"})
                    box.append(child)
                    box.tail, child.tail = child.tail, None
                    parent[position] = box
                elif child.tag == "p" and len(child) == 1 and child[0].tag == "img" and not (child.text or child[0].tail or "").strip():
                    parent[position] = _figure(child)
        for link in root.iter("a"):
            href = link.get("href", "")
            if self._absent(href):
                link.tag = "span"
                link.attrib.clear()
            elif not _is_safe(href):
                link.attrib.pop("href", None)
            elif href.startswith("http"):
                link.set("rel", "noopener external")
        for image in root.iter("img"):
            if _URL_START.match(_decoded(image.get("src", ""))):
                image.tag, image.text = "span", image.get("alt", "")
                image.attrib.clear()
        self._dress(root)

    def _dress(self, root: ET.Element) -> None:
        """Give pictures their sizes and smaller files; all but the first wait until the reader comes near."""
        count, address = 0, self.owner.place.address
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                if child.tag == "img":
                    found = self._shown(child.get("src", ""))
                    links = [(relative(address, target), width) for target, width in found.smaller] if found else []
                    parent[position] = dress(child, found, links, lazy=count > 0)
                    count += 1

    def _shown(self, source: str) -> Shown | None:
        return shown(self.owner.site, self._full(unquote(urlsplit(_decoded(source)).path)))

    def _full(self, path: str) -> str:
        """The address that a link's path means here."""
        return normpath(path if path.startswith("/") else join("/", self.owner.place.address, "..", path)).strip("/")

    def _absent(self, href: str) -> bool:
        parts = urlsplit(href)
        unpublished = self.owner.site.unpublished
        if not unpublished or parts.scheme or parts.netloc or not parts.path:
            return False
        full = self._full(unquote(parts.path))
        return any(one in unpublished for one in (full, f"{full}/index.html".lstrip("/")))


def _decoded(address: str) -> str:
    """An address as a browser reads it: entities decoded, white space and control characters gone."""
    return re.sub(r"[\x00-\x20\x7f]", "", unescape(unescape(address.replace(AMP_SUBSTITUTE, "&"))))


def _is_safe(href: str) -> bool:
    address = _decoded(href)
    return bool(_SAFE_LINK.match(address)) and not address.startswith(("//", "/\\", "\\"))


def _name_rows(table: ET.Element) -> None:
    """A table whose head is empty has none, its first column names the rows: Markdown can't write it otherwise."""
    head = table.find("thead")
    if head is None or any(len(cell) or (cell.text or "").strip() for cell in head.iter("th")):
        return
    table.remove(head)
    for row in table.iter("tr"):
        row[0].tag = "th"
        row[0].set("scope", "row")


def _figure(paragraph: ET.Element) -> ET.Element:
    image = paragraph[0]
    box = ET.Element("figure", {"class": "picture"})
    box.append(image)
    caption = image.attrib.pop("title", "")
    if caption:
        ET.SubElement(box, "figcaption").text = caption
    box.tail = paragraph.tail
    return box
