"""A page as a workbook: one sheet a table, one for what the page rests on.  No cell is ever a formula."""

from __future__ import annotations

import io
import re
from typing import Any

from kanhe.report.characters import clean
from kanhe.report.lists.page import Page, Table, Words

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TITLE = re.compile(r"[\\/*?:\[\]]")
_LONGEST = 32_000
"""Characters: a cell holds 32,767."""
_WEB = ("http://", "https://")
_FILLS = {"gap": "FDF6E7", "add": "FDF1F0", "remove": "FDF1F0", "change": "FDF6E7", "verify": "F5F7FA"}


def render_xlsx(page: Page) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    about = book.active
    assert about is not None
    for table in page.tables:
        _sheet(book.create_sheet(_title(table.short or table.title)), table)
    _about(about, page)
    book.move_sheet(about, len(page.tables))
    book.active = 0
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _title(text: str) -> str:
    """A sheet's title: at most 31 characters, some of which it may not hold."""
    return _TITLE.sub(" ", text)[:31].strip() or "—"


def _text(text: str) -> str:
    return _ILLEGAL.sub("", "\n".join(clean(line) for line in text.splitlines()))[:_LONGEST]


def _put(cell: Any, text: str, *, bold: bool = False, colour: str | None = None, fill: str | None = None) -> None:
    """Write text as text: a leading = + - @ starts no formula, nor does it once somebody edits the cell."""
    from openpyxl.styles import Alignment, Font, PatternFill

    value = _text(text)
    cell.value = value
    cell.data_type = "s"
    cell.quotePrefix = value[:1] in ("=", "+", "-", "@", "\t", "\r")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(bold=bold, color=colour)
    if fill is not None:
        cell.fill = PatternFill("solid", fgColor=fill)


def _sheet(sheet: Any, table: Table) -> None:
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(table.columns, 1):
        _put(sheet.cell(1, at), column.title, bold=True, fill="E3E7EE")
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    for number, row in enumerate(table.rows, 2):
        for at, cell in enumerate(row, 1):
            _cell(sheet.cell(number, at), cell)
    if not table.rows:
        _put(sheet.cell(2, 1), table.empty)
    sheet.freeze_panes = "B2"
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _cell(cell: Any, lines: tuple[Words, ...]) -> None:
    tone = next((w.tone for w in lines if w.tone in _FILLS), None)
    quiet = bool(lines) and all(w.tone == "quiet" for w in lines)
    _put(
        cell,
        "\n".join(w.text for w in lines) or "—",
        colour="5B6575" if quiet else None,
        fill=_FILLS[tone] if tone else None,
    )
    link = next((w.href for w in lines if w.href and w.href.startswith(_WEB)), None)
    if link is not None and len(link) < 2000:
        cell.hyperlink = _text(link)


def _about(sheet: Any, page: Page) -> None:
    sheet.title = "说明" if page.lang == "zh" else "About"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 110
    at = 1
    _put(sheet.cell(at, 1), page.title, bold=True)
    for name, value in page.facts:
        at += 1
        _put(sheet.cell(at, 1), name)
        _put(sheet.cell(at, 2), value)
    for note in page.notes:
        at += 1
        _put(sheet.cell(at, 2), note.text, fill=_FILLS.get(note.tone))
    for table in page.tables:
        at += 1
        _put(sheet.cell(at, 1), table.title)
        _put(sheet.cell(at, 2), table.note)
    _put(sheet.cell(at + 1, 2), page.footer)
