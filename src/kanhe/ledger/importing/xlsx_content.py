"""XLSX → content: every visible sheet is a table; merged cells are repeated, numbers written as they are shown."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

from kanhe.ledger.importing.content import MAX_COLUMNS, MAX_ROWS, Content, Table, Unreadable, table

MAX_MERGED = 400_000
"""Cells that merges may cover together: the reader makes every one of them."""
_COVERING = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*")
_REF = re.compile(rb"\sref\s*=\s*[\"']\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?[\"']")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([\w.-]+)")


def xlsx_content(data: bytes) -> Content:
    """Of an archive within the bounds.  Raises :class:`Unreadable`."""
    try:
        _check_merges(data)
        tables = tuple(_sheets(data))
    except Unreadable:
        raise
    except Exception as error:  # the library raises whatever a damaged file brings about
        raise Unreadable("XLSX 文件已损坏", "the XLSX file is damaged") from error
    return Content((), tables)


def _check_merges(data: bytes) -> None:
    """Raise :class:`Unreadable` for merges and links over so many cells that reading them would fill the memory."""
    covered = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            text = archive.read(part) if part.filename.endswith((".xml", ".rels")) else b""
            named = _ENCODING.search(text[:100])
            if (
                b"\x00" in text[:100]
                or b"<!DOCTYPE" in text
                or (named and named[1].lower() not in (b"utf-8", b"us-ascii"))
            ):
                raise Unreadable("XLSX 文件写法异常", "the XLSX file is written in an unusual way")
            for element in _COVERING.findall(text):
                if ref := _REF.search(element):
                    left, top, right, bottom = ref[1], ref[2], ref[3] or ref[1], ref[4] or ref[2]
                    covered += (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)
                elif element.lstrip(b"<").split(b":")[-1].startswith(b"mergeCell"):
                    raise Unreadable("合并单元格写法异常", "merged cells are written in an unknown way")
    if covered > MAX_MERGED:
        raise Unreadable("合并单元格过大", "merged cells cover too much")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheets(data: bytes) -> list[Table]:
    import openpyxl
    from openpyxl.worksheet.worksheet import Worksheet

    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    found = []
    for sheet in book.worksheets:
        if not isinstance(sheet, Worksheet) or sheet.sheet_state != "visible":
            continue
        if sheet.max_row > MAX_ROWS:
            raise Unreadable(f"表格超过 {MAX_ROWS} 行", f"a table has more than {MAX_ROWS} rows")
        rows = [
            [_shown(cell) for cell in row]
            for row in sheet.iter_rows(max_row=sheet.max_row, max_col=min(sheet.max_column, MAX_COLUMNS))
        ]
        for merged in sheet.merged_cells.ranges:
            for row in range(merged.min_row - 1, min(merged.max_row, len(rows))):
                for column in range(merged.min_col - 1, min(merged.max_col, MAX_COLUMNS, len(rows[row]))):
                    rows[row][column] = rows[merged.min_row - 1][merged.min_col - 1]
        rows = [row for row in rows if any(cell.strip() for cell in row)]
        if rows:
            found.append(table(rows, (str(sheet.title),)))
    return found


def _shown(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        decimals = re.fullmatch(r"0\.(0+)(?:_.*)?", cell.number_format or "")
        if decimals:
            return f"{value:.{len(decimals[1])}f}"
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return str(value)
