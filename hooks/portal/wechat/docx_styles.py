"""What a paragraph and its letters look like, from the styles and what the paper says on the spot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.wechat.docx_xml import Node, attribute, child, is_on, name_of

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|标题|文档标题|公文标题", re.IGNORECASE)
_CAPTION = re.compile(r"caption|题注|图注", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look.

    Attributes:
        font: for Chinese letters, in small letters; empty when unknown.
        size: in points, 0 when unknown.
        bold: whether they are bold.
        red: whether they are red.
        hidden: whether nobody sees them.
    """

    font: str = ""
    size: float = 0
    bold: bool = False
    red: bool = False
    hidden: bool = False


class Styles:
    """The styles of a paper.

    Args:
        root: of ``styles.xml``, None when there is none.
        theme: of the theme, None when there is none.
    """

    def __init__(self, root: Node | None, theme: Node | None) -> None:
        self._styles = {attribute(one, "w:styleId"): one for one in root if name_of(one) == "w:style"} if root is not None else {}
        self._defaults = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        standard = (key for key, one in self._styles.items() if attribute(one, "w:type") == "paragraph" and attribute(one, "w:default") in ("1", "true", "on"))
        self._standard = next(standard, "")
        self._theme = {kind: _theme_font(theme, kind) for kind in ("major", "minor")}
        self._chains: dict[str, tuple[Node, ...]] = {}
        self._cache: dict[tuple[str, str], Letters] = {}
        self._said: dict[tuple[str, str], list[Node]] = {}
        self._headings: dict[str, int] = {}

    def of_paragraph(self, paragraph: Node) -> str:
        """Id of a paragraph's style."""
        return attribute(child(paragraph, "w:pPr", "w:pStyle"), "w:val") or self._standard

    def chain(self, style: str) -> tuple[Node, ...]:
        """A style and those on which it rests, its own first."""
        if style not in self._chains:
            found: list[Node] = []
            name = style
            while name in self._styles and self._styles[name] not in found:
                found.append(self._styles[name])
                name = attribute(child(found[-1], "w:basedOn"), "w:val")
            self._chains[style] = tuple(found)
        return self._chains[style]

    def name(self, style: str) -> str:
        """A style's name as people see it."""
        return attribute(child(self._styles.get(style), "w:name"), "w:val")

    def properties(self, paragraph: Node, name: str) -> Iterator[Node]:
        """A property of a paragraph: what it says itself, then what its styles say."""
        own = child(paragraph, "w:pPr", name)
        key = (self.of_paragraph(paragraph), name)
        if key not in self._said:
            self._said[key] = [found for found in (child(one, "w:pPr", name) for one in self.chain(key[0])) if found is not None]
        return iter(self._said[key] if own is None else [own, *self._said[key]])

    def heading(self, paragraph: Node) -> int:
        """The level of a real heading, 0 for none."""
        style = self.of_paragraph(paragraph)
        if style not in self._headings:
            names = (_HEADING.fullmatch(attribute(child(one, "w:name"), "w:val").strip()) for one in self.chain(style))
            self._headings[style] = next((int(match[1]) for match in names if match), 0)
        if self._headings[style]:
            return self._headings[style]
        level = attribute(next(self.properties(paragraph, "w:outlineLvl"), None), "w:val")
        return int(level) + 1 if level.isascii() and level.isdigit() and int(level[:2]) < 9 else 0

    def is_title(self, paragraph: Node) -> bool:
        """Whether it has the style of a title."""
        return bool(_TITLE.fullmatch(self.name(self.of_paragraph(paragraph)).strip()))

    def is_caption(self, paragraph: Node) -> bool:
        """Whether it has the style of a caption."""
        return bool(_CAPTION.fullmatch(self.name(self.of_paragraph(paragraph)).strip()))

    def alignment(self, paragraph: Node) -> str:
        """``center``, ``right`` or something else."""
        found = attribute(next(self.properties(paragraph, "w:jc"), None), "w:val")
        return "right" if found == "end" else found

    def letters(self, run: Node, style: str) -> Letters:
        """How a run's letters look in a paragraph of a style."""
        own = child(run, "w:rPr")
        character = attribute(child(own, "w:rStyle"), "w:val")
        if own is None or (len(own) == 1 and character):
            key = (style, character)
            if key not in self._cache:
                self._cache[key] = self._letters(None, style, character)
            return self._cache[key]
        return self._letters(own, style, character)

    def _letters(self, own: Node | None, style: str, character: str) -> Letters:
        chain = [*self.chain(character), *self.chain(style)]
        holders = [one for one in (own, *(child(one, "w:rPr") for one in chain), self._defaults) if one is not None]
        fonts = (self._font(child(one, "w:rFonts")) for one in holders)
        sizes = (attribute(child(one, "w:sz"), "w:val") for one in holders)
        colours = (attribute(child(one, "w:color"), "w:val") for one in holders)
        return Letters(
            next((one for one in fonts if one), ""),
            next((points(one) for one in sizes if one), 0),
            next((one for one in (is_on(holder, "w:b") for holder in holders) if one is not None), False),
            _is_red(next((one for one in colours if one), "")),
            next((one for one in (is_on(holder, "w:vanish") for holder in holders) if one is not None), False),
        )

    def _font(self, fonts: Node | None) -> str:
        themed = attribute(fonts, "w:eastAsiaTheme")
        said = attribute(fonts, "w:eastAsia") or (self._theme["major" if themed.startswith("major") else "minor"] if themed else "")
        western = attribute(fonts, "w:ascii")
        return (said or (western if any("\u4e00" <= one <= "\u9fff" for one in western) else "")).strip().lower()


def _theme_font(theme: Node | None, kind: str) -> str:
    fonts = child(theme, "a:themeElements", "a:fontScheme", f"a:{kind}Font")
    if fonts is None:
        return ""
    chinese = next((one.get("typeface") or "" for one in fonts if one.get("script") == "Hans"), "")
    return attribute(child(fonts, "a:ea"), "typeface") or chinese


def points(written: str) -> float:
    """A size: half points, or a number with its unit as strict files have it."""
    match = re.fullmatch(r"(\d{1,4}(?:\.\d{1,4})?)(pt)?", written.strip())
    return 0 if not match else float(match[1]) if match[2] else float(match[1]) / 2


def _is_red(colour: str) -> bool:
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return False
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return red > 150 and green < 90 and blue < 90
