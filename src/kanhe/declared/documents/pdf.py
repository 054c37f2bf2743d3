"""PDF → text and blocks: lines in their place on the page, joined to paragraphs; headers and footers of pages left out.

The text is put together here, a line a paragraph, and offsets count its characters.  Knows pages as PDFium shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kanhe.declared.documents.document import Block, Problem
from kanhe.declared.documents.pdf_lines import Line, RuledTable, content_of
from kanhe.declared.documents.pdf_paragraphs import without_edges, write_blocks

if TYPE_CHECKING:
    import pypdfium2

MAX_PAGES = 500
MAX_CHARACTERS = 3_000_000


@dataclass(frozen=True, slots=True)
class Pdf:
    """What a file holds.  ``blocks`` is empty where ``problems`` says why."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    problems: tuple[Problem, ...] = ()


def is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def read_pdf(data: bytes) -> Pdf:
    """Read a file.  Never raises for what it holds."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return _failed("PDF 文件设有密码，无法读取", "the PDF file is locked with a password")
        return _failed("PDF 文件已损坏，无法读取", "the PDF file is damaged and cannot be opened")
    try:
        return _read(document)
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument) -> Pdf:
    import pypdfium2

    pages: list[list[Line | RuledTable]] = []
    problems: list[Problem] = []
    characters = 0
    blank: list[int] = []
    count = len(document)
    for number in range(min(count, MAX_PAGES)):
        try:
            page = document[number]
            content = content_of(page, number)
        except pypdfium2.PdfiumError:
            problems.append(_part(f"第 {number + 1} 页无法读取", f"page {number + 1} could not be read"))
            continue
        characters += sum(_length(part) for part in content)
        pages.append(content)
        if not content:
            blank.append(number + 1)
        if characters > MAX_CHARACTERS:
            break
    if len(pages) < count - len(problems):
        problems.append(_part(f"只读取了前 {len(pages)} 页", f"only the first {len(pages)} pages were read"))
    if characters < 20 * max(1, len(pages)) and len(blank) * 2 >= len(pages):
        return _failed(
            "PDF 没有可读的文字，可能是扫描图片，请提供文字版",
            "the PDF holds pictures of pages and no text; give a version with text",
        )
    if blank and len(blank) * 10 >= len(pages) and len(pages) > 1:
        problems.append(_part(f"{len(blank)} 页没有文字（可能是图片）", f"{len(blank)} pages hold no text (pictures?)"))
    text, blocks = write_blocks(without_edges(pages))
    title = (document.get_metadata_value("Title") or "").strip()
    return Pdf(text, blocks, title or None, tuple(problems))


def _length(part: Line | RuledTable) -> int:
    if isinstance(part, Line):
        return len(part.text)
    return sum(len(cell.text) for row in part.rows for cell in row)


def _failed(zh: str, en: str) -> Pdf:
    return Pdf("", (), None, (Problem("unreadable-document", zh, en),))


def _part(zh: str, en: str) -> Problem:
    return Problem("damaged-document", zh, en)
