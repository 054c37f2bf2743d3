"""The lines and ruled tables of a PDF page: text, place, size and weight, as PDFium finds them.

Asks for the boxes of a line's ends only, as each question costs microseconds and a page has thousands of characters.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from kanhe.declared.documents.pdf_grids import MAX_STROKES, Box, Grid, grids

if TYPE_CHECKING:
    import pypdfium2

MAX_LINES = 2000
"""Lines of a page that are read."""
MAX_TABLES = 50
_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page; lengths in points, from the page's lower left corner."""

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    page_height: float


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell of a ruled table: its text, a line break where it has one, and how many rows and columns it spans."""

    text: str
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table on a page, told by the lines that rule it."""

    page: int
    rows: tuple[tuple[RuledCell, ...], ...]


def content_of(page: pypdfium2.PdfPage, number: int) -> list[Line | RuledTable]:
    """Lines and ruled tables of a page in reading order.  Raises PdfiumError for a page that cannot be loaded."""
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range(errors="ignore").translate(compatible())
        if not text.strip():
            return []
        ruled = [(grid, _table(text_page, grid, number)) for grid in grids(_shapes(page))]
        found: list[Line | RuledTable] = []
        for match in _LINE.finditer(text):
            line = _line(page, text_page, match, number)
            if line is None:
                continue
            middle = (line.bottom + line.top) / 2
            inside = next((r for r in ruled if r[0].box.holds((line.left + line.right) / 2, middle)), None)
            if inside is None:
                found.append(line)
            elif all(part is not inside[1] for part in found[-MAX_TABLES:]) and any(
                c.text for row in inside[1].rows for c in row
            ):
                found.append(inside[1])
            if len(found) >= MAX_LINES:
                break
        return found
    finally:
        text_page.close()


def _line(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, match: re.Match[str], number: int) -> Line | None:
    written = match.group().strip("\x02 \u3000\xa0")
    if not written:
        return None
    first = match.start() + match.group().index(written)
    place = _boxes(text_page, first, first + len(written) - 1)
    return Line(_cleaned(written), number, *place, page.get_height())


def _cleaned(text: str) -> str:
    """Text without the signs PDFium puts where a font knows none."""
    return re.sub("[\x02\ufffe\uffff]", "", text)


def _shapes(page: pypdfium2.PdfPage) -> list[Box]:
    """Boxes of the paths on a page."""
    import pypdfium2.raw as raw

    found = []
    for shape in islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=2), MAX_STROKES):
        left, bottom, right, top = shape.get_bounds()
        found.append(Box(left, bottom, right, top))
    return found


def _table(text_page: pypdfium2.PdfTextPage, grid: Grid, number: int) -> RuledTable:
    rows: list[list[RuledCell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        box = cell.box
        text = text_page.get_text_bounded(box.left, box.bottom, box.right, box.top, errors="ignore")
        lines = [line.strip() for line in _cleaned(text.translate(compatible())).splitlines()]
        rows[cell.row].append(RuledCell("\n".join(line for line in lines if line), cell.rows, cell.columns))
    return RuledTable(number, tuple(tuple(row) for row in rows))


@cache
def compatible() -> dict[int, int]:
    """Characters that PDF fonts give for others of the same shape: Kangxi radicals and compatibility ideographs."""
    found = {}
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and ord(plain) != code:
            found[code] = ord(plain)
    return found


def _boxes(text_page: pypdfium2.PdfTextPage, first: int, last: int) -> tuple[float, float, float, float, float, bool]:
    """Left, right, top, bottom, font size and boldness of a line from its first and last characters."""
    import pypdfium2.raw as raw

    handle = text_page.raw
    edges: list[tuple[float, float, float, float]] = []
    index = 0
    for place in (last, first):
        index = max(0, raw.FPDFText_GetCharIndexFromTextIndex(handle, place))
        box = [ctypes.c_double() for _ in range(4)]
        raw.FPDFText_GetCharBox(handle, index, *box)  # left, right, bottom, top
        edges.append((box[0].value, box[1].value, box[2].value, box[3].value))
    size = float(raw.FPDFText_GetFontSize(handle, index))
    bold = raw.FPDFText_GetFontWeight(handle, index) >= 600
    return (
        min(e[0] for e in edges), max(e[1] for e in edges), max(e[3] for e in edges), min(e[2] for e in edges), size, bold,
    )  # fmt: skip
