"""Office files and PDFs beside articles: who they say wrote them."""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from pathlib import Path

from portal.load.source import Source
from portal.model.beside import Attachment
from portal.model.column import Column

OFFICE = (".docx", ".xlsx", ".pptx", ".dotx")
_MOST_BYTES = 50_000_000
_MOST_XML = 1_000_000
_CORE = "docProps/core.xml"
_CREATOR = re.compile(r"<dc:creator[^>]*>([^<]*)<")
_LAST = re.compile(r"<cp:lastModifiedBy[^>]*>([^<]*)<")
_PDF_AUTHOR = re.compile(rb"/Author\s*(?:\((?P<text>(?:[^()\\]|\\.){0,400})\)|<(?P<hex>[0-9A-Fa-f\s]{2,800})>)", re.DOTALL)
_XMP_AUTHOR = re.compile(rb"<dc:creator[^>]*>\s*(?:<rdf:Seq[^>]*>\s*<rdf:li[^>]*>)?([^<]{1,200})<")
_PACKED = re.compile(rb"/ObjStm.{0,300}?stream\r?\n", re.DOTALL)


def load_attachments(source: Source, columns: tuple[Column, ...]) -> dict[str, Attachment]:
    """Office files and PDFs in the folders of the columns, by path relative to the project's root."""
    found = {}
    for column in columns:
        for name in source.tree.files(f"content/{column.id}"):
            if name.lower().endswith((*OFFICE, ".pdf")):
                found[name] = Attachment(path=name, makers=source.remembered(name, _makers))
    return found


def _makers(path: Path, _: str) -> tuple[str, ...]:
    if path.stat().st_size > _MOST_BYTES:
        return ()
    names = _pdf(path.read_bytes()) if path.suffix.lower() == ".pdf" else _office(path)
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _office(path: Path) -> list[str]:
    """Author and last editor of an office file; its XML is searched, not parsed, so that no entity can grow."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_CORE) as file:
            text = file.read(_MOST_XML).decode("utf-8", "replace")
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        return []
    return [html.unescape(match[1]) for pattern in (_CREATOR, _LAST) for match in pattern.finditer(text)]


def _pdf(data: bytes) -> list[str]:
    """Author of a PDF: in its information dictionary, also when that is packed, and in its XMP."""
    parts = [data]
    for match in _PACKED.finditer(data):
        try:
            parts.append(zlib.decompressobj().decompress(data[match.end() :], _MOST_XML))
        except zlib.error:
            continue
    names = [_pdf_text(match) for part in parts for match in _PDF_AUTHOR.finditer(part)]
    return names + [html.unescape(match[1].decode("utf-8", "replace")) for match in _XMP_AUTHOR.finditer(data)]


def _pdf_text(match: re.Match[bytes]) -> str:
    raw = bytes.fromhex(match["hex"].decode("ascii").ljust(2, "0")) if match["hex"] else _unescaped(match["text"])
    return raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def _unescaped(text: bytes) -> bytes:
    octal = re.sub(rb"\\([0-7]{1,3})", lambda match: bytes([int(match[1], 8) & 255]), text)
    return re.sub(rb"\\(.)", rb"\1", octal, flags=re.DOTALL)
