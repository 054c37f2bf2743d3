"""CSV → content: in any encoding; commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections import Counter

from kanhe.declared.documents.condition import UNKNOWN_ENCODING
from kanhe.declared.documents.encoding import decode
from kanhe.ledger.importing.content import MAX_ROWS, Content, Unreadable, table


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
    """The text of a file in whatever encoding.  Raises :class:`Unreadable`."""
    found = decode(data)
    if found.encoding is None or found.misfits:
        raise Unreadable(UNKNOWN_ENCODING.zh, UNKNOWN_ENCODING.en)
    return found.text


def _delimiter(text: str) -> str:
    """The one that most of the first lines have, equally often."""

    def fits(mark: str) -> tuple[int, int]:
        counts = Counter(n for line in text[:20_000].splitlines()[:60] if (n := line.count(mark)))
        return max(((lines, n) for n, lines in counts.items()), default=(0, 0))

    return max((",", "\t", ";"), key=fits)
