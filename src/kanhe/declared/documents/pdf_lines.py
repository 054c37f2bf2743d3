"""The lines of a PDF page: text, place, size and weight, as PDFium finds them.

Asks for the boxes of a line's ends only, as each question costs microseconds and a page has thousands of characters.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2

MAX_LINES = 2000
"""Lines of a page that are read."""
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
    page_width: float
    page_height: float


def lines_of(page: pypdfium2.PdfPage, number: int) -> list[Line]:
    """The lines of a page in reading order.  Raises PdfiumError for a page that cannot be loaded."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range(errors="ignore").translate(compatible())
        found = []
        for match in _LINE.finditer(text):
            written = match.group().strip("\x02 \u3000\xa0")
            if not written:
                continue
            first = match.start() + match.group().index(written)
            boxes = _boxes(text_page, first, first + len(written) - 1)
            left, right, top, bottom, size, bold = boxes
            found.append(
                Line(
                    re.sub("[\x02\ufffe\uffff]", "", written),
                    number,
                    left,
                    right,
                    top,
                    bottom,
                    size,
                    bold,
                    width,
                    height,
                )
            )
            if len(found) >= MAX_LINES:
                break
        return found
    finally:
        text_page.close()


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
