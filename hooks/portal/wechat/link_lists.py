"""Lists of links (.txt, .csv, .xlsx): which articles are still to be saved. Nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from portal.wechat.dom import decoded, one_line
from portal.wechat.draft import Identity, RefusedError
from portal.wechat.page import own_link

_LINK = re.compile(r"https?://mp\.weixin\.qq\.com/s[/?][^\s\"'<>，。；）,]+")
_MOST_BYTES, _MOST_ROWS, _MOST_CELLS = 20_000_000, 20_000, 60


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
    import zipfile

    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        rows = []
        for sheet in book.worksheets:
            for row in sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_CELLS, values_only=True):
                rows.append(" ".join(str(cell) for cell in row if cell is not None))
        book.close()
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, SyntaxError) as error:
        raise RefusedError("links", "表格打不开。", "用表格软件另存为.xlsx或.csv。") from error
    return rows
