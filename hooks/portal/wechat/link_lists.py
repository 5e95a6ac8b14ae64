"""Lists of links (.txt, .csv, .xlsx): which articles are still to be saved. Nothing is fetched."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.wechat.dom import decoded, one_line
from portal.wechat.draft import Identity, RefusedError
from portal.wechat.page import own_link

_LINK = re.compile(r"https?://mp\.weixin\.qq\.com/s[/?][^\s\"'<>，。；）,]+")
_FORMULA = re.compile(r'=HYPERLINK\(\s*"([^"]*)"\s*[,;]\s*"([^"]*)"\s*\)', re.IGNORECASE)
_MOST_BYTES, _MOST_ROWS, _MOST_CELLS = 20_000_000, 20_000, 60
_MOST_PARTS, _MOST_UNPACKED, _MOST_TAGS = 500, 50_000_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A link in a list, with what stands beside it."""

    address: str
    short: str
    identity: Identity
    words: str


def links_in(path: Path) -> list[Listed]:
    """Every link to an article in a list, once.

    Raises:
        RefusedError: the list can't be read.
        OSError: the file can't be read.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise RefusedError("links", "清单超过20MB。", "拆成几个文件。")
    lines = _rows(path) if path.suffix.lower() == ".xlsx" else decoded(path.read_bytes()).splitlines()
    found: dict[str, Listed] = {}
    for line in lines:
        for match in _LINK.finditer(line):
            short, identity = own_link(match[0])
            words = one_line(_LINK.sub(" ", line).replace(",", " ").replace("\t", " "))[:60]
            found.setdefault(match[0], Listed(match[0], short, identity, words))
    return list(found.values())


def _rows(path: Path) -> list[str]:
    """Rows of all sheets as lines; where a cell leads stands behind what it says, for tables that are pasted from a browser show titles only."""
    from openpyxl import load_workbook

    try:
        _require_bounds(path)
        book = load_workbook(path)
        rows = [row for sheet in book.worksheets for row in sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_CELLS)]
        return [" ".join(text for cell in row for text in _said(cell)) for row in rows]
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, zipfile.BadZipFile, zlib.error, EOFError, SyntaxError) as error:
        raise RefusedError("links", "表格打不开。", "用表格软件另存为.xlsx或.csv。") from error


def _said(cell: Any) -> Iterator[str]:
    if cell.value is not None:
        yield _FORMULA.sub(r"\2 \1", str(cell.value))
    target = cell.hyperlink.target if getattr(cell, "hyperlink", None) else None
    if target and target not in str(cell.value):
        yield target


def _require_bounds(path: Path) -> None:
    """Do nothing when a workbook can be read in little memory.

    Raises:
        RefusedError: it is made to do harm, or no list of links.
    """
    with zipfile.ZipFile(path) as opened:
        parts = opened.infolist()
        is_fair = len(parts) < _MOST_PARTS and sum(one.file_size for one in parts) < _MOST_UNPACKED
        for one in parts if is_fair else ():
            data = opened.read(one)
            is_fair = is_fair and data.count(b"<") < _MOST_TAGS and b"<!DOCTYPE" not in data
    if not is_fair:
        raise RefusedError("links", "表格太大，或者可能是“压缩包炸弹”，没有打开。", "只留标题和链接两列，另存为.csv。")
