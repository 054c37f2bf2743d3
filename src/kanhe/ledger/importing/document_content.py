"""A document of any format → content: its lines and its tables, the lines within a cell kept apart."""

from __future__ import annotations

from kanhe.declared.documents.condition import TOO_LONG
from kanhe.declared.documents.document import Document, Passage
from kanhe.declared.documents.reading import read_document
from kanhe.ledger.importing.content import MAX_LINES, Content, Table, Unreadable, table


def document_content(data: bytes, name: str) -> Content:
    """Raises :class:`Unreadable`; also for a document of which only a part was read: it would be a part of the list."""
    document = read_document(data, name)
    unread = [p for p in document.problems if p is TOO_LONG or not document.blocks]
    if unread:
        raise Unreadable(unread[-1].zh, unread[-1].en)
    lines: list[str] = []
    tables: list[Table] = []
    if document.format == "html" and document.title and all(b.text != document.title for b in document.blocks):
        lines.append(document.title)
    since = 0
    for block in document.blocks:
        if block.kind == "table":
            cells = {id(cell): _text(cell, document) for row in block.rows for cell in row}
            rows = [[cells[id(cell)] for cell in row] for row in block.rows]
            tables.append(table(rows, tuple(lines[since:])))
            since = len(lines)
        else:
            lines.append(f"{block.marker or ''}{block.text}")
    if len(lines) > MAX_LINES:
        raise Unreadable("文件过长", "the file is too long")
    return Content(tuple(lines), tuple(tables), document.problems)


def _text(cell: Passage, document: Document) -> str:
    """In lines; of a PDF as they stand on the page: whoever knows the words can tell which were broken for width."""
    if document.format == "pdf":
        return document.text[int(cell.at[0]) : int(cell.at[-1])]
    return "\n".join(cell.lines)
