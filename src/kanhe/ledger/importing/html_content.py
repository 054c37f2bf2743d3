"""HTML → content: visible lines and tables; cells that span rows or columns are repeated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

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

MAX_NESTED = 40
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,20})", re.IGNORECASE)
_SILENT = frozenset({"script", "style", "noscript", "template"})
_LINES = frozenset(
    {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "title", "caption"}
)


def html_content(data: bytes) -> Content:
    """Raises :class:`Unreadable`."""
    named = _CHARSET.search(data[:4096])
    encoding = named[1].decode().lower() if named else ""
    text = data.decode("gb18030", "replace") if encoding.startswith("gb") else decoded(data)
    reader = _Reader()
    try:
        reader.feed(text)
        reader.close()
    except (AssertionError, RecursionError) as error:
        raise Unreadable("HTML 无法解析", "the HTML cannot be parsed") from error
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


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._since = 0
        self._tables: list[Table] = []
        self._open: list[_Open] = []
        self._silent = 0

    def content(self) -> Content:
        while self._open:
            self._end_table()
        self._end_line()
        return Content(tuple(self._lines), tuple(self._tables))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._end_line()
            if len(self._open) >= MAX_NESTED:
                raise Unreadable("表格嵌套过深", "tables are nested too deeply")
            self._open.append(_Open(tuple(self._lines[self._since :][-8:])))
            self._since = len(self._lines)
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            given = dict(attrs)
            top = self._open[-1]
            if not top.rows:
                top.rows.append([])
            top.cell = []
            top.covers = _span(given.get("rowspan"), MAX_ROWS), _span(given.get("colspan"), MAX_COLUMNS)
        elif tag == "tr" and self._open:
            self._end_row()
            self._open[-1].rows.append([])
            if sum(len(o.rows) for o in self._open) > MAX_ROWS:
                raise Unreadable(f"表格超过 {MAX_ROWS} 行", f"a table has more than {MAX_ROWS} rows")
        elif tag in _LINES:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._open:
            self._end_table()
        elif tag in ("td", "th") and self._open:
            self._end_cell()
        elif tag == "tr" and self._open:
            self._end_row()
        elif tag in _LINES:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._open and self._open[-1].cell is not None:
            self._open[-1].cell.append(" ".join(data.split("\n")) if data.strip() else " ")
        elif not self._open:
            self._line.append(data)

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


def _span(value: str | None, most: int) -> int:
    return min(max(1, int(value)), most) if value and value.isdecimal() and len(value) < 6 else 1
