"""CSV → content: UTF-8 with or without a mark, UTF-16, GB18030; commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from kanhe.ledger.importing.content import MAX_ROWS, Content, Unreadable, table

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip


def csv_content(data: bytes) -> Content:
    """One table.  Raises :class:`Unreadable`."""
    text = decoded(data)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) > MAX_ROWS:
                break
    except csv.Error as error:
        raise Unreadable("CSV 格式有误", "this is not well-formed CSV") from error
    return Content((), (table(rows),) if rows else ())


def decoded(data: bytes) -> str:
    """The text of a file that says its encoding by a mark, or does not.  Raises :class:`Unreadable`."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("文字编码既不是 UTF-8 也不是 GB18030", "the text is neither UTF-8 nor GB18030")


def _delimiter(text: str) -> str:
    """The one that most of the first lines have, equally often."""

    def fits(mark: str) -> tuple[int, int]:
        counts = Counter(n for line in text[:20_000].splitlines()[:60] if (n := line.count(mark)))
        return max(((lines, n) for n, lines in counts.items()), default=(0, 0))

    return max((",", "\t", ";"), key=fits)
