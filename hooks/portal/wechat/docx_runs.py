"""The content of a paragraph as runs: fields, changes, hidden letters, pictures and shapes as readers of the printed paper see them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from portal.wechat.blocks import BREAK, OBJECT, Run
from portal.wechat.docx_fields import Fields, sign_of
from portal.wechat.docx_package import Package, Relation, id_of
from portal.wechat.docx_seen import CHART, CONTROL, EMBEDDED, FORMULA, SYMBOL, Seen
from portal.wechat.docx_styles import Letters, Styles
from portal.wechat.docx_xml import Node, alternatives, attribute, below, child, name_of
from portal.wechat.draft import Picture

WRAPPERS = frozenset(("w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:dir", "w:bdo", "w:ins", "w:moveTo", "w:rubyBase"))
GONE = frozenset(("w:del", "w:moveFrom"))
LETTERS = {"w:tab": " ", "w:ptab": " ", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_JUNK = re.compile(
    r"(?:图片|图像|picture|image|img|photo|微信图片|mmexport|qq图片|wps图片|dsc|截图)?[\s_\d().-]*(?:\.\w{3,4})?|.*描述已自动生成.*|.*[\\/].*|[0-9a-f]{16,}",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\"'<>]{3,2000}", re.IGNORECASE)


@dataclass
class Found:
    """What a paragraph holds.

    Attributes:
        runs: its runs; a picture is ``OBJECT``.
        letters: how each run looks.
        floating: numbers of pictures that stand beside the text.
        boxes: contents of text boxes.
    """

    runs: list[Run] = field(default_factory=list)
    letters: list[Letters] = field(default_factory=list)
    floating: set[int] = field(default_factory=set)
    boxes: list[Node] = field(default_factory=list)

    def add(self, run: Run, letters: Letters) -> None:
        """Take in a run."""
        self.runs.append(run)
        self.letters.append(letters)


@dataclass
class Inline:
    """Reads paragraphs of one part.

    Attributes:
        package: the paper.
        styles: of the paper.
        relations: where the part points.
        seen: what is come across.
        pictures: those that were met, with what they show.
        notes: foot- and endnotes in the order in which they are mentioned.
    """

    package: Package
    styles: Styles
    relations: dict[str, Relation]
    seen: Seen
    pictures: list[tuple[Picture, str]]
    notes: dict[tuple[str, str], int]
    fields: Fields = field(default_factory=Fields)

    def read(self, paragraph: Node, found: Found) -> None:
        """Add what a paragraph holds."""
        self.seen.formatted += sum(1 for _ in below(paragraph, "w:rPrChange", "w:pPrChange"))
        self._children(paragraph, found, self.styles.of_paragraph(paragraph), "")

    def alone(self, node: Node, found: Found) -> None:
        """Add what a piece holds that stands in no paragraph."""
        self._one(node, found, "", "")

    def _children(self, node: Node, found: Found, style: str, href: str) -> None:
        for one in node:
            self._one(one, found, style, href)

    def _one(self, one: Node, found: Found, style: str, href: str) -> None:
        name = name_of(one)
        if name == "w:r":
            self._run(one, found, style, href)
        elif name in GONE:
            self._gone(one, name)
        elif name in WRAPPERS:
            if name == "w:ins":
                self.seen.inserted.append(letters_of(one))
            self.seen.moved += name == "w:moveTo"
            self._children(one, found, style, href)
        elif name == "w:hyperlink":
            self._children(one, found, style, self._target(id_of(one, "r:id")) or href)
        elif name == "w:fldSimple":
            self.seen.contents |= attribute(one, "w:instr").strip().upper().startswith("TOC")
            self._children(one, found, style, href)
        elif name in ("m:oMath", "m:oMathPara"):
            self.seen.formulas.append("".join(part.text or "" for part in below(one, "m:t")))
            self._placeholder(FORMULA, found)
        elif name == "mc:AlternateContent":
            for inner in alternatives(one):
                self._one(inner, found, style, href)

    def _gone(self, one: Node, name: str) -> None:
        if name == "w:del":
            self.seen.deleted.append(letters_of(one))

    def _run(self, run: Node, found: Found, style: str, href: str) -> None:
        letters = self.styles.letters(run, style)
        for one in run:
            name = name_of(one)
            if name == "w:fldChar":
                self._shown(self.fields.mark(one), found, letters)
            elif name == "w:instrText":
                self.fields.code(one.text or "")
            elif not self.fields.is_text:
                continue
            elif letters.hidden:
                self._hidden(one)
            else:
                self._piece(one, name, found, letters, self._web(self.fields.href) or href, style)
        self.seen.contents |= self.fields.is_contents

    def _piece(self, one: Node, name: str, found: Found, letters: Letters, href: str, style: str) -> None:
        if name == "w:t" or name in LETTERS:
            text = one.text or "" if name == "w:t" else LETTERS[name]
            run = BREAK if text == "\n" else Run(text.replace("\n", " "), bold=letters.bold, href=href, size=letters.size * 4 / 3)
            found.add(run, letters)
        elif name == "w:sym":
            self._shown(sign_of(one) or SYMBOL, found, letters)
        elif name in ("w:footnoteReference", "w:endnoteReference"):
            number = self.notes.setdefault((name[2:-9], attribute(one, "w:id")), len(self.notes) + 1)
            found.add(Run(f"〔注{number}〕", mark=True), letters)
        elif name in ("w:drawing", "w:pict"):
            self._shapes(one, found, floating=False)
        elif name == "w:object":
            self._object(one, found)
        elif name == "w:ruby":
            self._ruby(one, found, style, href)
        elif name == "mc:AlternateContent":
            for inner in alternatives(one):
                self._piece(inner, name_of(inner), found, letters, href, style)

    def _ruby(self, one: Node, found: Found, style: str, href: str) -> None:
        for name, before, after in (("w:rubyBase", "", ""), ("w:rt", "（", "）")):
            part = child(one, name)
            if part is not None:
                found.add(Run(before), Letters())
                self._children(part, found, style, href)
                found.add(Run(after), Letters())

    def _shown(self, text: str, found: Found, letters: Letters) -> None:
        if text in (FORMULA, SYMBOL):
            self._placeholder(text, found)
        elif text and not letters.hidden:
            found.add(Run(text, bold=letters.bold, size=letters.size * 4 / 3), letters)

    def _placeholder(self, what: str, found: Found) -> None:
        self.seen.components[what] += 1
        found.add(Run(f"〔{what}〕", mark=True), Letters())

    def _hidden(self, one: Node) -> None:
        if name_of(one) == "w:t":
            self.seen.hidden.append(one.text or "")
        self.seen.unseen_pictures += name_of(one) in ("w:drawing", "w:pict")

    def _object(self, one: Node, found: Found) -> None:
        program = next((part.get("ProgID") or "" for part in below(one, "o:OLEObject")), "")
        is_formula = re.match(r"Equation|MathType|WPSEquation", program, re.IGNORECASE)
        control = next(below(one, "w:control"), None)
        self._placeholder(FORMULA if is_formula else CONTROL if control is not None else EMBEDDED, found)

    def _shapes(self, node: Node, found: Found, floating: bool, alt: str = "") -> None:
        for one in node:
            name = name_of(one)
            if name == "wp:docPr" and (one.get("hidden") or "") in ("1", "true"):
                self.seen.unseen_pictures += 1
                return
            if name == "w:txbxContent":
                found.boxes.append(one)
                continue
            alt = _words_of(one) or alt
            beside = floating or name == "wp:anchor" or "position:absolute" in (one.get("style") or "").replace(" ", "")
            self._shape(one, name, found, beside, alt)
            inner = alternatives(one) if name == "mc:AlternateContent" else None
            for part in inner if inner is not None else [one]:
                if inner is not None and name_of(part) == "w:txbxContent":
                    found.boxes.append(part)
                else:
                    self._shapes(part, found, beside, alt)

    def _shape(self, one: Node, name: str, found: Found, floating: bool, alt: str) -> None:
        if name == "a:blip" or (name == "v:imagedata" and id_of(one, "r:id", "r:pict", "o:relid")):
            self._picture(one, found, floating, alt)
        elif name in ("c:chart", "dgm:relIds", "?:chart"):
            self._placeholder(CHART, found)
        elif name == "v:textpath" and (one.get("string") or "").strip():
            self.seen.art.append(one.get("string") or "")
            found.add(Run(one.get("string") or ""), Letters())
        elif name == "a:t" and (one.text or "").strip():
            self.seen.art.append(one.text or "")
            found.add(Run(one.text or ""), Letters())

    def _picture(self, one: Node, found: Found, floating: bool, alt: str) -> None:
        relation = self.relations.get(id_of(one, "r:embed", "r:id", "r:pict", "o:relid") or id_of(one, "r:link"))
        number = len(self.pictures)
        if relation is None or relation.external:
            self.pictures.append((Picture(relation.target if relation else "", lambda: None), alt))
        else:
            part = relation.target
            self.pictures.append((Picture(part, lambda: self.package.picture(part)), alt))
        found.add(Run(OBJECT, picture=number), Letters())
        if floating:
            found.floating.add(number)

    def _target(self, identity: str) -> str:
        relation = self.relations.get(identity)
        return self._web(relation.target) if relation is not None and relation.external else ""

    def _web(self, href: str) -> str:
        if not href or _ADDRESS.fullmatch(href):
            return href
        if href not in self.seen.lost_links:
            self.seen.lost_links.append(href)
        return ""


def letters_of(node: Node) -> str:
    """All letters below a node, deleted ones too, for messages."""
    return "".join(part.text or "" for part in below(node, "w:t", "w:delText"))


def _words_of(one: Node) -> str:
    """What a shape shows in words that a person has written."""
    said = (one.get("descr") or "") if name_of(one) in ("wp:docPr", "pic:cNvPr") else (one.get("alt") or "") if name_of(one) == "v:shape" else ""
    text = " ".join(said.split())[:200]
    return "" if _JUNK.fullmatch(text) else text
