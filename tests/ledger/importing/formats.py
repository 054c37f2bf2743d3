"""One list in all four formats, with the merges that each can write."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Sequence
from typing import Any

Grid = Sequence[Sequence[str]]


def as_csv(lines: Sequence[str], grid: Grid, encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([line] for line in lines)
    writer.writerows(grid)
    return out.getvalue().encode(encoding)


def as_html(lines: Sequence[str], grid: Grid) -> bytes:
    def cell(text: str) -> str:
        return "<td><p>" + html.escape(text).replace("\n", "<br>") + "</p></td>"

    rows = "".join("<tr>" + "".join(map(cell, row)) + "</tr>" for row in grid)
    told = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return f"<!doctype html><meta charset=utf-8><body>{told}<table>{rows}</table></body>".encode()


def as_docx(lines: Sequence[str], grid: Grid) -> bytes:
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(len(grid), len(grid[0]))
    for row, cells in zip(table.rows, grid, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return saved(document)


def as_xlsx(lines: Sequence[str], grid: Grid) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [*([line] for line in lines), *grid]:
        sheet.append(list(row))
    return saved(book)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


FORMATS: tuple[tuple[str, Callable[[Sequence[str], Grid], bytes]], ...] = (
    ("list.csv", as_csv), ("list.html", as_html), ("list.docx", as_docx), ("list.xlsx", as_xlsx),
)  # fmt: skip
