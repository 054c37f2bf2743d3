"""Small documents from texts: paragraphs and headings as lines, tables as rows of cells, each with its place."""

from __future__ import annotations

import numpy as np

from kanhe.declared.documents.document import Block, Document, Link, Passage

Made = str | list[list[str]]


def passage(text: str, at: int = 0, links: tuple[Link, ...] = ()) -> Passage:
    return Passage(text, np.arange(at, at + len(text) + 1, dtype=np.int32), links=links)


def document(*parts: Made, header_rows: int = 0) -> Document:
    """A string is a paragraph ('# ' makes a heading, more '#' a lower one; '- ' a list entry), a list of lists a table."""
    text, blocks = "", []
    for part in parts:
        if isinstance(part, str):
            hashes = len(part) - len(part.lstrip("#"))
            item = part.startswith("- ")
            plain = part[2:] if item else part.lstrip("#").strip()
            kind = "heading" if hashes else "item" if item else "paragraph"
            blocks.append(Block(kind, passage(plain, len(text)), hashes or int(item)))
            text += plain + "\n"
        else:
            rows = []
            for row in part:
                cells = []
                for cell in row:
                    cells.append(passage(cell, len(text)))
                    text += cell + "\n"
                rows.append(tuple(cells))
            joined = " | ".join(c.text for row in rows for c in row)
            blocks.append(
                Block(
                    "table",
                    Passage(joined, np.zeros(len(joined) + 1, np.int32)),
                    rows=tuple(rows),
                    header_rows=header_rows,
                )
            )
    return Document("made.html", "0" * 64, "html", text, tuple(blocks), "utf-8", "zh")
