"""HTML → content: visible lines and tables; cells that span rows or columns are repeated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kanhe.ledger.importing.content import (
    MAX_COLUMNS,
    MAX_LINES,
    MAX_ROWS,
    Content,
    Table,
    Unreadable,
    clean,
    table,
)  # fmt: skip
from kanhe.ledger.importing.csv_content import decoded
from kanhe.ledger.importing.html_tags import Tag, tags

MAX_NESTED = 40
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,20})", re.IGNORECASE)
_ROWSPAN = re.compile(r"\browspan\s*=\s*[\"']?\s*(\d{1,6})", re.IGNORECASE)
_COLSPAN = re.compile(r"\bcolspan\s*=\s*[\"']?\s*(\d{1,6})", re.IGNORECASE)
_LINES = frozenset(
    {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "title", "caption"}
)


def html_content(data: bytes) -> Content:
    """Raises :class:`Unreadable`."""
    named = _CHARSET.search(data[:4096])
    encoding = named[1].decode().lower() if named else ""
    text = data.decode("gb18030", "replace") if encoding.startswith("gb") else decoded(data)
    reader = _Reader()
    for tag in tags(text):
        reader.take(tag)
    return reader.content()


@dataclass
class _Open:
    """A table that is being read."""

    before: tuple[str, ...]
    rows: list[list[str]] = field(default_factory=list)
    spans: dict[int, tuple[int, str]] = field(default_factory=dict)
    """Column → rows still covered by a cell above, and its text."""
    cell: list[str] | None = None
    covers: tuple[int, int] = (1, 1)
    """Rows and columns of the open cell."""


class _Reader:
    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._since = 0
        self._tables: list[Table] = []
        self._open: list[_Open] = []

    def content(self) -> Content:
        while self._open:
            self._end_table()
        self._end_line()
        return Content(tuple(self._lines), tuple(self._tables))

    def take(self, tag: Tag) -> None:
        if not tag.name:
            self._text(tag.text)
        elif tag.closes:
            self._end(tag.name)
        else:
            self._start(tag)

    def _start(self, tag: Tag) -> None:
        if tag.name == "table":
            self._end_line()
            if len(self._open) >= MAX_NESTED:
                raise Unreadable("表格嵌套过深", "tables are nested too deeply")
            self._open.append(_Open(tuple(self._lines[self._since :][-8:])))
            self._since = len(self._lines)
        elif tag.name in ("td", "th") and self._open:
            self._end_cell()
            top = self._open[-1]
            if not top.rows:
                top.rows.append([])
            top.cell = []
            top.covers = _span(_ROWSPAN, tag, MAX_ROWS), _span(_COLSPAN, tag, MAX_COLUMNS)
        elif tag.name == "tr" and self._open:
            self._end_row()
            self._open[-1].rows.append([])
            if sum(len(o.rows) for o in self._open) > MAX_ROWS:
                raise Unreadable(f"表格超过 {MAX_ROWS} 行", f"a table has more than {MAX_ROWS} rows")
        elif tag.name in _LINES:
            self._break()

    def _end(self, name: str) -> None:
        if name == "table" and self._open:
            self._end_table()
        elif name in ("td", "th") and self._open:
            self._end_cell()
        elif name == "tr" and self._open:
            self._end_row()
        elif name in _LINES:
            self._break()

    def _text(self, text: str) -> None:
        if self._open and self._open[-1].cell is not None:
            self._open[-1].cell.append(" ".join(text.split("\n")) if text.strip() else " ")
        elif not self._open:
            self._line.append(text)

    def _break(self) -> None:
        if self._open and self._open[-1].cell is not None:
            self._open[-1].cell.append("\n")
        else:
            self._end_line()

    def _end_line(self) -> None:
        text = clean(" ".join("".join(self._line).split()))
        self._line.clear()
        if text:
            self._lines.append(text)
        if len(self._lines) > MAX_LINES:
            raise Unreadable("文件过长", "the file is too long")

    def _end_cell(self) -> None:
        top = self._open[-1]
        if top.cell is None:
            return
        text, row = clean("".join(top.cell)), top.rows[-1]
        top.cell = None
        _continue(top, row)
        for _ in range(top.covers[1]):
            if len(row) >= MAX_COLUMNS:
                return
            if top.covers[0] > 1:
                top.spans[len(row)] = (top.covers[0] - 1, text)
            row.append(text)

    def _end_row(self) -> None:
        self._end_cell()
        top = self._open[-1]
        row = top.rows[-1] if top.rows else []
        while top.rows and len(row) <= max(top.spans, default=-1):
            if len(row) in top.spans:
                _continue(top, row)
            else:
                row.append("")

    def _end_table(self) -> None:
        self._end_row()
        done = self._open.pop()
        rows = [row for row in done.rows if any(cell.strip() for cell in row)]
        if rows:
            self._tables.append(table(rows, done.before))


def _continue(top: _Open, row: list[str]) -> None:
    """Fill the places that cells above cover."""
    while (covered := top.spans.get(len(row))) is not None:
        left, text = covered
        if left == 1:
            del top.spans[len(row)]
        else:
            top.spans[len(row)] = (left - 1, text)
        row.append(text)


def _span(pattern: re.Pattern[str], tag: Tag, most: int) -> int:
    found = pattern.search(tag.attributes)
    return min(max(1, int(found[1])), most) if found else 1
