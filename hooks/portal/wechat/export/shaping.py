"""The site's HTML of an article as the account's editor keeps it: its elements, inline styles, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from portal.wechat.export.lines import joined
from portal.wechat.export.links import Links
from portal.wechat.export.lists import LISTS, shown_list
from portal.wechat.export.nodes import Child, Node, bare, node, parse, text_of
from portal.wechat.export.tables import WIDE, Table, caption_of, shown_table, table_of
from portal.wechat.export.theme import PARTS, THEME

_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_KEPT = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "sup": "sup", "code": "code"}
_BLOCKS = frozenset(
    {"p", *_HEADINGS, *LISTS, "blockquote", "pre", "hr", "table", "figure", "figcaption", "div", "section", "article", "aside", "header", "footer", "nav"}
)
# Not <source>: older libxml2 puts the picture that follows into it.
_GONE = frozenset({"script", "style", "template", "button", "form", "input", "select", "textarea", "iframe", "object", "embed", "link", "svg"})
_HIDDEN = ("visually-hidden", "footnote-backref", "downloads")  # for screen readers, ways back, files that can't be fetched there
_SMALL = ("stat-table", "chart")
_ROWS = "stat-table"  # whose rows lead to pages of the site about what they count


@dataclass(frozen=True, slots=True)
class Given:
    """What gives pictures to an article that is being shaped; each returns an address, empty when there is no picture.

    Attributes:
        picture: of an address in the site's HTML, with its alternative text.
        chart: of a drawing, with its description.
        table: of a wide table.
    """

    picture: Callable[[str, str], str]
    chart: Callable[[Node, str], str]
    table: Callable[[Table], str]


def shaped(html: str, links: Links, given: Given) -> list[Node]:
    """The blocks of an article.

    Args:
        html: as the site's renderer makes it.
        links: counts the links.
        given: gives the pictures.
    """
    return _Shaper(links, given).blocks(parse(html).children)


@dataclass
class _Shaper:
    links: Links
    given: Given
    small: int = 0
    rows: int = 0
    makers: Mapping[str, Callable[[Node], list[Node]]] = field(init=False)

    def __post_init__(self) -> None:
        self.makers = {
            **dict.fromkeys(_HEADINGS, self._heading),
            **dict.fromkeys(LISTS, lambda one: shown_list(one, self.blocks)),
            "p": self._paragraph,
            "blockquote": lambda one: [node("blockquote", self.blocks(one.children), style=THEME["blockquote"])],
            "pre": self._code,
            "hr": lambda _: [node("hr", style=THEME["hr"])],
            "table": self._table,
            "figure": self._figure,
            "figcaption": self._caption,
        }

    def blocks(self, children: Sequence[Child]) -> list[Node]:
        """Blocks of what stands in a block; text that stands there alone becomes a paragraph."""
        found: list[Node] = []
        for is_block, group in groupby(children, key=lambda one: isinstance(one, Node) and one.tag in _BLOCKS):
            if is_block:
                found += [made for one in group if isinstance(one, Node) for made in self._block(one)]
            else:
                found += self._paragraph(Node("p", (), tuple(group)))
        return found

    def _block(self, one: Node) -> list[Node]:
        if any(map(one.has_class, _HIDDEN)):
            return []
        small, rows = any(map(one.has_class, _SMALL)), one.has_class(_ROWS)
        self.small, self.rows = self.small + small, self.rows + rows
        found = self.makers.get(one.tag, self._section)(one)
        self.small, self.rows = self.small - small, self.rows - rows
        return found

    def _section(self, one: Node) -> list[Node]:
        """Boxes that only hold one block go, others become a section."""
        found = self.blocks(one.children)
        return found if len(found) < 2 else [node("section", found, style=PARTS["group"])]

    def _paragraph(self, one: Node) -> list[Node]:
        line = self.inline(one.children)
        if not line:
            return []
        return [node("p", line, style=PARTS["note"] if self.small else THEME["p"])]

    def _heading(self, one: Node) -> list[Node]:
        tag = _HEADINGS[one.tag]
        line = self.inline(one.children)
        return [node(tag, line, style=THEME[tag])] if line else []

    def _code(self, one: Node) -> list[Node]:
        """Lines end with breaks and blanks can't break: the editor would join both."""
        lines = text_of(one).strip("\n").expandtabs(4).split("\n")
        inner = [part for line in lines for part in (node("br"), line.replace(" ", "\u00a0"))][1:]
        return [node("pre", [node("code", inner, style=THEME["code"])], style=THEME["pre"])]

    def _table(self, one: Node) -> list[Node]:
        table = table_of(one, self.inline)
        address = self.given.table(table) if table.width >= WIDE else ""
        if not address:
            return shown_table(table)
        return [*caption_of(table), node("figure", [_image(address, table.text)], style=THEME["figure"])]

    def _figure(self, one: Node) -> list[Node]:
        """A picture or chart with its caption; what stands below a chart's title follows as notes."""
        drawing = next(one.every("svg"), None)
        image = self._chart(drawing) if drawing else self.inline([part for part in one.children if _is_image(part)])
        notes = [made for part in one.children if isinstance(part, Node) and part.tag == "figcaption" for made in self._block(part)]
        caption = [part for part in notes if part.tag == "figcaption"]
        rest = [part for part in notes if part.tag != "figcaption"]
        figure = [node("figure", [*image, *caption], style=THEME["figure"])] if image or caption else []
        return [*figure, *rest] if not rest else [node("section", [*figure, *rest], style=PARTS["group"])]

    def _caption(self, one: Node) -> list[Node]:
        if any(isinstance(part, Node) and part.tag in _BLOCKS for part in one.children):
            first, *rest = self.blocks(one.children) or [node("p")]
        else:
            first, rest = node("p", self.inline(one.children)), []
        return [*([node("figcaption", first.children, style=THEME["figcaption"])] if first.children else []), *rest]

    def _chart(self, drawing: Node) -> list[Child]:
        words = " ".join(next(map(_all_text, drawing.every("desc")), "").split())
        address = self.given.chart(drawing, words)
        return [_image(address, words)] if address else []

    def inline(self, children: Sequence[Child]) -> tuple[Child, ...]:
        """Text and elements within a line."""
        return joined([made for child in children for made in self._inline(child)])

    def _inline(self, child: Child) -> list[Child]:
        if isinstance(child, str):
            return [child]
        if child.tag in _GONE or any(map(child.has_class, _HIDDEN)):
            return []
        if child.tag == "br":
            return [node("br")]
        if child.tag == "img":
            return self._picture(child)
        inner = [made for one in child.children for made in self._inline(one)]
        if child.tag == "a":
            return self.links.shown(child, inner, self.rows > 0 or child.has_class("statute"))
        if child.tag in _KEPT:
            tag = _KEPT[child.tag]
            return [node(tag, inner, style=THEME.get(tag, ""))]
        return inner

    def _picture(self, image: Node) -> list[Child]:
        words = image.get("alt").strip()
        address = self.given.picture(image.get("src"), words)
        return [_image(address, words)] if address else [f"〔图片：{words}〕"] if bare(words) else []


def _is_image(part: Child) -> bool:
    return isinstance(part, Node) and any(True for _ in part.every("img"))


def _all_text(one: Node) -> str:
    return "".join(part if isinstance(part, str) else _all_text(part) for part in one.children)


def _image(address: str, words: str) -> Node:
    return node("img", src=address, alt=words, style=THEME["img"])
