"""DOCX → text and blocks: paragraphs with their styles and numbering, tables with merged cells, what is set off.

The text is put together here, a line a paragraph, and offsets count its characters.  Knows WordprocessingML; how entries are
numbered is told by :mod:`~kanhe.declared.documents.docx_numbering`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kanhe.declared.documents.css import is_loud
from kanhe.declared.documents.document import Block, Problem
from kanhe.declared.documents.docx_numbering import Numbering, value_of, w
from kanhe.declared.documents.page import Page
from kanhe.declared.documents.tables import blocks_of
from kanhe.declared.documents.tape import OwnTape

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

MAX_UNPACKED = 200 << 20
"""Bytes of all parts together, unpacked."""
MAX_MEMBERS = 5000
MAX_NESTED = 20
"""Tables within one another."""

_BREAKS = {w("br"), w("cr")}
_PASSED = {
    w("instrText"),
    w("delText"),
    w("delInstrText"),
    w("rPr"),
    w("pPr"),
    w("txbxContent"),
    w("drawing"),
    w("pict"),
}


@dataclass(frozen=True, slots=True)
class Docx:
    """What a file holds.  ``blocks`` is empty where ``problems`` says why."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    problems: tuple[Problem, ...] = ()


def is_docx(data: bytes) -> bool:
    """A ZIP file with the parts of a Word document."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.NameToInfo
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return b"word/document.xml" in data


def read_docx(data: bytes) -> Docx:
    """Read a file.  Never raises for what it holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED:
                return _failed(
                    f"解压后过大（上限 {MAX_UNPACKED >> 20} MiB）", f"it unpacks to more than {MAX_UNPACKED >> 20} MiB"
                )
        document = _opened(data)
        reader = _Reader(document)
        blocks = reader.read()
        title = (document.core_properties.title or "").strip()
    except Exception as error:  # noqa: BLE001 - python-docx and lxml raise many kinds for damaged files
        return _failed("DOCX 文件已损坏，无法读取", f"the DOCX file is damaged ({type(error).__name__})")
    return Docx(reader.tape.made(), blocks, title or None)


def _opened(data: bytes) -> WordDocument:
    from docx import Document

    return Document(io.BytesIO(data))


def _failed(zh: str, en: str) -> Docx:
    return Docx("", (), None, (Problem("unreadable-document", zh, en),))


class _Reader:
    """Walks the body, writes the text and tells a page what it meets."""

    def __init__(self, document: WordDocument) -> None:
        self.body = document.element.body
        self.numbering = Numbering(document)
        self.targets = {key: rel.target_ref for key, rel in document.part.rels.items() if rel.is_external}
        self.tape = OwnTape()
        self.page = Page(self.tape)
        self.strong: list[tuple[int, int]] = []
        self.links: list[tuple[int, int, str]] = []

    def read(self) -> tuple[Block, ...]:
        for child in _children(self.body):
            self._block(child, 0)
        drafts = self.page.finish()
        folded = self.tape.fold(self.strong, self.links)
        return tuple(block for draft in drafts for block in blocks_of(draft, folded))

    def _block(self, element: _Element, depth: int) -> None:
        if element.tag == w("p"):
            self._paragraph(element)
        elif element.tag == w("tbl") and depth < MAX_NESTED:
            self._table(element, depth)

    def _paragraph(self, element: _Element) -> None:
        page, numbered = self.page, self.numbering.paragraph(element)
        if numbered.heading:
            page.open_heading(numbered.heading)
            if numbered.marker:
                self.tape.write(numbered.marker + " ")
            self._runs(element, False)
            page.close_heading()
        elif numbered.marker is not None:
            page.open_item(marker=numbered.marker, depth=numbered.depth)
            self._runs(element, numbered.bold)
            page.close_item()
        else:
            self._runs(element, numbered.bold)
            page.part()
        self.tape.between("\n")
        for box in element.iter(w("txbxContent")):
            if any(a.tag == w("txbxContent") or a.tag.endswith("}Fallback") for a in box.iterancestors()):
                continue
            for child in _children(box):
                if child.tag == w("p") and not any(True for _ in child.iter(w("txbxContent"))):
                    self._paragraph(child)

    def _runs(self, element: _Element, bold: bool) -> None:
        for child in element:
            tag = child.tag
            if tag == w("r"):
                self._run(child, bold)
            elif tag == w("hyperlink"):
                start = self.tape.length
                self._runs(child, bold)
                target = self.targets.get(child.get(_RELATION, ""))
                if target and self.tape.length > start:
                    self.links.append((start, self.tape.length, target))
            elif tag not in _PASSED and tag not in (w("del"), w("moveFrom")) and isinstance(tag, str):
                self._runs(child, bold)

    def _run(self, run: _Element, bold: bool) -> None:
        properties = run.find(w("rPr"))
        if properties is not None and _on(properties, "vanish", False):
            return
        start = self.tape.length
        for child in run:
            if child.tag == w("t"):
                self.tape.write(child.text or "")
            elif child.tag == w("tab"):
                self.tape.write("\t")
            elif child.tag in _BREAKS:
                self.tape.write("\u2028")
            elif child.tag in (w("noBreakHyphen"), w("softHyphen")):
                self.tape.write("-" if child.tag == w("noBreakHyphen") else "")
        if self.tape.length > start and _is_set_off(properties, bold):
            self.strong.append((start, self.tape.length))

    def _table(self, table: _Element, depth: int) -> None:
        self.page.open_table()
        rows = [r for r in _children(table) if r.tag == w("tr")]
        grids = [_cells_of(row) for row in rows]
        for index, row in enumerate(rows):
            properties = row.find(w("trPr"))
            self.page.open_row(properties is not None and _on(properties, "tblHeader", False))
            for column, (cell, span, merge) in grids[index].items():
                if merge == "continue":
                    continue
                down = 1
                while (
                    merge == "restart"
                    and index + down < len(rows)
                    and (below := grids[index + down].get(column)) is not None
                    and below[2] == "continue"
                ):
                    down += 1
                self.page.open_cell(False, span, down)
                for child in _children(cell):
                    self._block(child, depth + 1)
                self.page.close_cell()
        self.page.close_table()


_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _children(element: _Element) -> Iterator[_Element]:
    """Blocks of a container, those within content controls and insertions included."""
    for child in element:
        if child.tag in (w("sdt"), w("sdtContent"), w("ins"), w("customXml"), w("smartTag"), w("moveTo")):
            yield from _children(child)
        else:
            yield child


def _cells_of(row: _Element) -> dict[int, tuple[_Element, int, str]]:
    """Column → cell, how many columns it spans, and 'restart', 'continue' or '' of a merge downwards."""
    found: dict[int, tuple[_Element, int, str]] = {}
    column = 0
    for cell in _children(row):
        if cell.tag != w("tc"):
            continue
        properties = cell.find(w("tcPr"))
        span, merge = 1, ""
        if properties is not None:
            given = value_of(properties, "gridSpan")
            span = max(1, min(int(given), 100)) if given and given.isdigit() else 1
            down = properties.find(w("vMerge"))
            if down is not None:
                merge = down.get(w("val")) or "continue"
        found[column] = (cell, span, merge)
        column += span
    return found


def _on(properties: _Element, name: str, default: bool) -> bool:
    """A switch of a run's or paragraph's properties."""
    found = properties.find(w(name))
    if found is None:
        return default
    return found.get(w("val"), "true") not in ("0", "false", "off", "none")


def _is_set_off(properties: _Element | None, bold: bool) -> bool:
    if properties is None:
        return bold
    if _on(properties, "b", bold) or _on(properties, "u", False) or _on(properties, "highlight", False):
        return True
    colour = value_of(properties, "color")
    return bool(colour and colour != "auto" and is_loud("#" + colour))
