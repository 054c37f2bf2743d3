"""DOCX → content: paragraphs and tables in their order; cells merged over rows or columns are repeated."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from kanhe.ledger.importing.content import (
    MAX_COLUMNS,
    MAX_LINES,
    MAX_ROWS,
    Content,
    Table,
    Unreadable,
    check_zip,
    clean,
    table,
)  # fmt: skip

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = (f"{_W}br", f"{_W}cr")


def docx_content(data: bytes) -> Content:
    """Raises :class:`Unreadable`."""
    import docx

    check_zip(data)
    try:
        body = docx.Document(io.BytesIO(data)).element.body
        return _content(body)
    except Unreadable:
        raise
    except Exception as error:  # the library raises whatever a damaged file brings about
        raise Unreadable("DOCX 文件已损坏", "the DOCX file is damaged") from error


def _content(body: Any) -> Content:
    lines: list[str] = []
    tables: list[Table] = []
    since = 0
    for block in _blocks(body):
        if block.tag == f"{_W}tbl":
            rows = _rows(block)
            if rows:
                tables.append(table(rows, tuple(lines[since:])))
                since = len(lines)
        else:
            lines += clean(_text(block)).split("\n")
            if len(lines) > MAX_LINES:
                raise Unreadable("文件过长", "the file is too long")
    return Content(tuple(line for line in lines if line), tuple(tables))


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those in content controls."""
    for child in parent.iterchildren():
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _blocks(child)


def _rows(tbl: Any) -> list[list[str]]:
    rows: list[list[str]] = []
    for tr in _children(tbl, f"{_W}tr"):
        above = rows[-1] if rows else []
        row: list[str] = [""] * _number(tr.find(f"{_W}trPr/{_W}gridBefore"), 0)
        for tc in _children(tr, f"{_W}tc"):
            at = len(row)
            merge = tc.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and at < len(above):
                text = above[at]
            else:
                text = "\n".join(_text(p) for p in tc.iterchildren(f"{_W}p", f"{_W}sdt"))
            row += [text] * max(1, _number(tc.find(f"{_W}tcPr/{_W}gridSpan"), 1))
            if len(row) > MAX_COLUMNS:
                raise Unreadable(f"表格超过 {MAX_COLUMNS} 列", f"a table has more than {MAX_COLUMNS} columns")
        if any(cell.strip() for cell in row):
            rows.append(row)
        if len(rows) > MAX_ROWS:
            break
    return rows


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Children of a tag, also those in content controls."""
    for child in parent.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _children(child, tag)


def _number(element: Any, otherwise: int) -> int:
    value = element.get(f"{_W}val", "") if element is not None else ""
    return min(int(value), MAX_COLUMNS) if value.isdecimal() and len(value) < 5 else otherwise


def _text(block: Any) -> str:
    parts = []
    for element in block.iter(f"{_W}t", f"{_W}tab", f"{_W}noBreakHyphen", *_BREAKS):
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        else:
            parts.append("\n" if element.tag in _BREAKS else "-" if element.tag.endswith("Hyphen") else " ")
    return "".join(parts)
