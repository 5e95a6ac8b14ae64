"""Spreadsheets that are the same byte for byte whenever they are made from the same rows."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

Value = str | int | Decimal | None
_CORE = "docProps/core.xml"
_WIDEST = 48


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: name, title in A1, one header row, rows."""

    name: str
    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]


def workbook_bytes(sheets: Sequence[Sheet], *, creator: str, day: dt.date) -> bytes:
    """An .xlsx file without formulas, merged cells or macros.

    Args:
        sheets: in order.
        creator: who is named as author.
        day: taken as the time of making and of the last change.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    made = dt.datetime.combine(day, dt.time())
    book.properties.creator = book.properties.lastModifiedBy = creator
    book.properties.created = made
    buffer = io.BytesIO()
    book.save(buffer)
    book.properties.modified = made
    return _stable_zip(buffer.getvalue(), {_CORE: tostring(book.properties.to_tree())}, day)


def _fill(target: Worksheet, sheet: Sheet) -> None:
    _put(target, 1, 1, sheet.title)
    target.cell(1, 1).font = Font(bold=True, size=14)
    for row, values in enumerate([sheet.header, *sheet.rows], 2):
        for column, value in enumerate(values, 1):
            _put(target, row, column, value)
    for column in range(1, len(sheet.header) + 1):
        target.cell(2, column).font = Font(bold=True)
        longest = max(_width(values[column - 1]) for values in [sheet.header, *sheet.rows])
        target.column_dimensions[get_column_letter(column)].width = min(longest + 2, _WIDEST)
        for row in range(3, len(sheet.rows) + 3):
            target.cell(row, column).alignment = Alignment(vertical="top", wrap_text=longest > _WIDEST)
    target.freeze_panes = "A3"


def _put(target: Worksheet, row: int, column: int, value: Value) -> None:
    """Write a value; text stays text even when it looks like a formula or an error."""
    cell = target.cell(row, column)
    assert isinstance(cell, Cell), "a new sheet has no merged cells"
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        return
    cell.value = value
    if isinstance(value, Decimal):
        decimals = max(0, -int(value.as_tuple().exponent))
        cell.number_format = f"0.{'0' * decimals}" if decimals else "0"


def _width(value: Value) -> int:
    return sum(1 if char.isascii() else 2 for char in str(value if value is not None else ""))


def _stable_zip(data: bytes, replaced: dict[str, bytes], day: dt.date) -> bytes:
    """The same archive with fixed times and without compression, whose bytes depend on the zlib at hand."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            new.writestr(info, replaced.get(name, old.read(name)))
    return buffer.getvalue()
