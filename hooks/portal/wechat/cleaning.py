"""The tree of a page to blocks: structure is kept, presentation goes, every text and every picture is met exactly once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from portal.wechat.blocks import BREAK, LINKED, TO_ARTICLE, Block, Code, Figure, Heading, Listing, Paragraph, Quote, Rule, Run
from portal.wechat.components import Component, component_of, is_dropped, is_open
from portal.wechat.dom import SILENT, Element, plain, style_of, tag_of, texts
from portal.wechat.images import EMOJI, PICTURE, image_of
from portal.wechat.looks import Look, looked
from portal.wechat.tables import Grid, grid_of, is_layout, joined, table_of
from portal.wechat.tidying import paragraphs, tidy

_BLOCKS = frozenset(
    [
        *("p", "section", "div", "article", "header", "footer", "main", "aside", "nav", "center", "fieldset", "legend", "form", "body", "html"),
        *("dl", "dt", "dd", "address", "figure", "figcaption", "details", "summary", "foreignobject", "svg", "g", "tr", "td", "th", "tbody", "caption"),
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DEEPEST_LIST, _DEEPEST_QUOTE, _LONGEST_HREF, _MOST_LABELS = 5, 3, 4_000, 600


@dataclass
class Findings:
    """What is gathered on the way.

    Attributes:
        pictures: addresses of every picture.
        components: placeholders by what they stand for.
        hidden: texts that readers never saw.
        silent: texts of the source that placeholders stand for.
        backgrounds: pictures that are only the ground of something.
        cells: texts of the cells of tables.
        kept: texts that must be in the draft.
        unseen: pictures that readers never saw.
    """

    pictures: list[tuple[str, ...]] = field(default_factory=list)
    components: Counter[str] = field(default_factory=Counter)
    hidden: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    backgrounds: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    unseen: int = 0


def blocks_of(root: Element, found: Findings) -> tuple[Block, ...]:
    """Blocks of the text within an element; its own style doesn't count (the platform hides it until scripts run).

    Args:
        root: the element.
        found: takes what is met on the way.
    """
    walker = _Walker(found)
    walker.within(root, Look())
    return tuple(walker.finished())


class _Walker:
    def __init__(self, found: Findings) -> None:
        self._found, self._blocks, self._runs = found, list[Block](), list[Run]()
        self._centred = self._face = False

    def finished(self) -> list[Block]:
        self._flush()
        return self._blocks

    def within(self, element: Element, look: Look) -> None:
        self._text(element.text, look)
        for child in element:
            self._element(child, look)
            self._text(child.tail, look)

    def _text(self, text: str | None, look: Look) -> None:
        if not text:
            return
        if look.unseen or look.tiny:
            self._found.hidden.append(text)
            return
        self._found.kept.append(text)
        if text.strip():
            self._centred, self._face = look.centred, self._face or look.face
        self._runs.append(Run(text, look.bold, look.code, look.href, size=look.size))

    def _flush(self) -> None:
        for runs in paragraphs(tidy(self._runs)):
            self._blocks.append(Paragraph(runs, self._centred, self._face))
        self._runs, self._centred, self._face = [], False, False

    def _element(self, element: Element, look: Look) -> None:
        tag = tag_of(element)
        if not tag or tag in SILENT or is_dropped(element):
            return
        style = style_of(element)
        if style.get("display") == "none" or element.get("hidden") is not None:
            self._found.hidden += texts(element)
            return
        self._background(element, style)
        component = component_of(element)
        if component:
            self._component(element, component, look)
            if not component.inline:
                return
        outer = look
        look = looked(look, tag, style)
        if tag == "br":
            self._runs.append(BREAK)
        elif tag == "img":
            self._image(element, outer)
        elif tag in _STRUCTURES:
            self._flush()
            _STRUCTURES[tag](self, element, look)
            self._flush()
        elif tag in _BLOCKS or style.get("display", "") in ("block", "flex", "grid", "table", "list-item"):
            self._flush()
            self.within(element, look)
            self._flush()
        else:
            self.within(element, replace(look, href=_href(element)) if tag == "a" and _href(element) else look)

    def _background(self, element: Element, style: dict[str, str]) -> None:
        written = style.get("background-image") or style.get("background") or ""
        match = re.search(r"url\([\"'\s]*(https?://mmbiz\.qpic\.cn/[^\"')\s]{1,500})", element.get("style") or "") if "url(" in written else None
        if match:
            self._found.backgrounds.append(match[1])

    def _component(self, element: Element, component: Component, look: Look) -> None:
        self._found.components[component.kind] += 1
        mark = Run(component.label, mark=True)
        if component.inline:
            self._runs.append(mark)
            return
        said = list(texts(element))
        self._flush()
        link = [Run(component.see, mark=True, href=component.href or TO_ARTICLE)] if component.see else []
        self._blocks.append(Paragraph((mark, *link)))
        if len(plain("".join(said))) > _MOST_LABELS or is_open(element):  # no player has so many words
            self.within(element, look)
        else:
            self._found.silent += said

    def _image(self, element: Element, look: Look) -> None:
        image = image_of(element)
        if image.kind == EMOJI:
            self._found.components["表情"] += 1
            if image.alt:
                self._runs.append(Run(f"〔表情：{image.alt.strip('[]')}〕", mark=True))
        if image.kind == PICTURE and look.unseen:
            self._found.unseen += 1
        if image.kind != PICTURE or look.unseen:
            return
        self._flush()
        self._blocks.append(Figure(len(self._found.pictures), image.alt))
        self._found.pictures.append(image.addresses)
        if look.href.startswith("http"):
            self._blocks.append(Paragraph((Run(LINKED, mark=True), Run("打开链接", mark=True, href=look.href))))

    def _heading(self, element: Element, look: Look) -> None:
        inner = self._inner(element, replace(look, bold=False))
        for one in inner:
            says = isinstance(one, Paragraph) and any(run.text.strip() and not run.mark for run in one.runs)
            level = _HEADINGS[tag_of(element)]
            self._blocks.append(Heading(level, one.runs) if isinstance(one, Paragraph) and says and len(one.text) <= 120 else one)

    def _inner(self, element: Element, look: Look) -> tuple[Block, ...]:
        walker = _Walker(self._found)
        walker.within(element, look)
        return tuple(walker.finished())

    def _list(self, element: Element, look: Look) -> None:
        inner = replace(look, lists=look.lists + 1)
        if look.lists >= _DEEPEST_LIST:
            self.within(element, inner)
            return
        items: list[list[Block]] = []
        self._stray(element.text, items, inner)
        for child in element:
            if tag_of(child) == "li":
                item = list(self._inner(child, looked(inner, "li", style_of(child))))
                items += [item] if item else []
            else:
                walker = _Walker(self._found)
                walker._element(child, inner)
                more = walker.finished()
                if more and items:
                    items[-1] += more
                elif more:
                    items.append(more)
            self._stray(child.tail, items, inner)
        start = element.get("start") or ""
        if items:
            ordered = tag_of(element) == "ol"
            self._blocks.append(Listing(tuple(map(tuple, items)), ordered, int(start) if re.fullmatch(r"[1-9]\d{0,3}", start) else 1))

    def _stray(self, text: str | None, items: list[list[Block]], look: Look) -> None:
        if text and text.strip():
            walker = _Walker(self._found)
            walker._text(text, look)
            items.append(walker.finished())

    def _item(self, element: Element, look: Look) -> None:
        inner = self._inner(element, replace(look, lists=look.lists + 1))
        if inner:
            self._blocks.append(Listing((inner,)))

    def _quote(self, element: Element, look: Look) -> None:
        if look.quotes >= _DEEPEST_QUOTE or look.lists:  # a list that holds quotations can't be written so that it is read again
            self.within(element, look)
            return
        inner = self._inner(element, replace(look, quotes=look.quotes + 1))
        if inner:
            self._blocks.append(Quote(inner))

    def _pre(self, element: Element, look: Look) -> None:
        if next(element.iter("img", "table", "ul", "ol", "section", "p", "blockquote"), None) is not None or look.unseen:
            self.within(element, look)
            return
        lines = list(element.iterchildren("code"))
        alone = not any(part and part.strip() for part in (element.text, *(one.tail for one in element)))
        text = "\n".join(_lines_of(one) for one in lines) if len(lines) == len(element) > 1 and alone else _lines_of(element)
        self._found.kept.append("".join(texts(element)))
        if text.strip():
            self._blocks.append(Code(text))

    def _rule(self, element: Element, look: Look) -> None:
        self._blocks.append(Rule())

    def _table(self, element: Element, look: Look) -> None:
        grid: Grid = grid_of(element)
        for text in grid.stray:
            self._text(text, look)
        self._flush()
        inner = replace(look, centred=False, tables=look.tables + 1)
        cells = [[self._inner(cell.element, looked(inner, "td", style_of(cell.element))) for cell in row] for row in grid.rows]
        if is_layout(grid):
            self._blocks += [block for row in cells for cell in row for block in cell]
            return
        flat = [[joined(cell) for cell in row] for row in cells]
        self._found.cells += [] if look.tables else ["".join(run.text for run in cell if not run.mark and run.picture < 0) for row in flat for cell in row]
        self._blocks += table_of(grid, flat)


_STRUCTURES = {
    **dict.fromkeys(_HEADINGS, _Walker._heading),
    **dict.fromkeys(("ul", "ol"), _Walker._list),
    "li": _Walker._item,
    "blockquote": _Walker._quote,
    "pre": _Walker._pre,
    "hr": _Walker._rule,
    "table": _Walker._table,
}


def _lines_of(element: Element) -> str:
    """Text of code with its line breaks."""
    for one in element.iter("br"):
        one.text = "\n"
    return "".join(texts(element)).replace("\xa0", " ")


def _href(element: Element) -> str:
    href = (element.get("href") or element.get("data-href") or "").strip()
    return href if re.match(r"https?://|mailto:|tel:", href, re.IGNORECASE) and len(href) < _LONGEST_HREF else ""
