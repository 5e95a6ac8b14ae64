"""Word papers as editors set them, made by code."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from PIL import Image

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
SONG, BLACK, SCRIPT, BODY = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
NS = nsdecls("w", "r", "wp", "a", "pic") + (
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
    ' xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData"'
)


def paper() -> Any:
    """An empty paper whose letters are 仿宋 16 pt, as official papers are."""
    made = Document()
    style = made.styles["Normal"]
    style.font.size = Pt(16)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    return made


def say(where: Any, text: str, font: str = "", size: float = 0, bold: bool = False, align: Any = None, red: bool = False, indent: bool = False) -> Any:
    """A paragraph set by hand."""
    one = where.add_paragraph()
    run = one.add_run(text)
    dress(run, font, size, bold, red)
    one.alignment = align
    if indent:
        one.paragraph_format.first_line_indent = Pt(32)
    return one


def dress(run: Any, font: str = "", size: float = 0, bold: bool = False, red: bool = False) -> None:
    if font:
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if size:
        run.font.size = Pt(size)
    if bold:
        run.bold = True
    if red:
        run.font.color.rgb = RGBColor(0xFF, 0, 0)


def title(where: Any, text: str) -> Any:
    return say(where, text, SONG, 22, align=CENTRE)


def picture(colour: str = "red", side: int = 40, kind: str = "PNG") -> BytesIO:
    made = BytesIO()
    Image.new("RGB", (side, side), colour).save(made, kind)
    made.seek(0)
    return made


def show(where: Any, colour: str = "red", align: Any = CENTRE) -> Any:
    one = where.add_paragraph()
    one.alignment = align
    one.add_run().add_picture(picture(colour), width=Cm(3))
    return one


def add(one: Any, xml: str) -> Any:
    """Raw XML at the end of a paragraph or the body; ``NS`` is filled in."""
    node = parse_xml(xml.replace("NS", NS, 1))
    element = getattr(one, "_p", None)
    if element is None:
        body = one.element.body
        body.insert(len(body) - 1, node)
    else:
        element.append(node)
    return node


def numbered(made: Any, levels: list[tuple[str, str]], extra: str = "") -> int:
    """A list whose levels have these formats and texts; gives its number."""
    root = made.part.numbering_part.element
    number = 900 + len(root)
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="{"nothing" if "、" in text or "）" in text else "tab"}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/>{extra}</w:num>'))
    return number


def count(one: Any, number: int, level: int = 0) -> Any:
    """Make a paragraph an item of a list."""
    properties = one._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))
    return one


def box(*texts: str) -> str:
    """A run with a text box, as Word writes it: once as a shape, once for old programs."""
    inner = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return (
        "<w:r NS><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:docPr id='1' name='文本框 1'/><a:graphic>"
        "<a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>"
        f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def save(made: Any, path: Path, parts: Mapping[str, str | bytes] | None = None, change: Callable[[str, bytes], bytes] | None = None) -> Path:
    """Write a paper; ``parts`` are added, ``change`` may alter each part."""
    kept = BytesIO()
    made.save(kept)
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(name, data) if change else data)
        for name, text in (parts or {}).items():
            new.writestr(name, text)
    return path


def with_relation(kind: str, target: str, identity: str) -> Callable[[str, bytes], bytes]:
    """Point from the text to another part."""
    line = f'<Relationship Id="{identity}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'

    def change(name: str, data: bytes) -> bytes:
        return data.replace(b"</Relationships>", line.encode() + b"</Relationships>") if name == "word/_rels/document.xml.rels" else data

    return change


def strict(name: str, data: bytes) -> bytes:
    """A part as strict files have it."""
    if not name.endswith((".xml", ".rels")) or name.startswith(("docProps", "[Content")):
        return data
    text = re.sub(r"http://schemas\.openxmlformats\.org/(wordprocessingml|drawingml|officeDocument)/2006/", r"http://purl.oclc.org/ooxml/\1/", data.decode())
    return text.encode()
