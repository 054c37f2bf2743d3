"""Tables drawn in plain text with bars (Markdown, or what a converter left of a page) or copied with tabs.

Finds them among the lines of a text; knows nothing of what surrounds them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

Stretch = tuple[int, int]

_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?\Z")
_BAR = re.compile(r"(?<!\\)\|")
_TABS = re.compile(r"[ \u3000]*\t[\t \u3000]*")
_MARKER = re.compile(r"[（(]?[\da-zA-Z一二三四五六七八九十]{1,3}[)）.、．]*\Z|[•●◆■·\-*]\Z")
MAX_COLUMNS = 40
_AHEAD = 6
"""Lines without a bar after which a table is over."""


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """Lines ``first`` to before ``after``; each row as many cells as columns, a cell as stretches of the text."""

    first: int
    after: int
    rows: tuple[tuple[tuple[Stretch, ...], ...], ...]
    header_rows: int


def drawn_tables(text: str, lines: Sequence[Stretch]) -> dict[int, DrawnTable]:
    """The tables among lines (stretches of the text; an empty one is a blank line), by the line they begin at."""
    found: dict[int, DrawnTable] = {}
    index = floor = 0
    with_bars = "|" in text
    while index < len(lines):
        start, end = lines[index]
        table = None
        if (
            with_bars
            and end > start
            and text[start] in "|:-"
            and "|" in text[start:end]
            and _RULE.match(text[start:end])
        ):
            table = _barred(text, lines, index, floor)
        elif text.find("\t", start, end) >= 0:
            table = _tabbed(text, lines, index)
        if table is None:
            index += 1
            continue
        found[table.first] = table
        index = floor = max(table.after, index + 1)
    return found


def _barred(text: str, lines: Sequence[Stretch], rule: int, floor: int) -> DrawnTable | None:
    columns = len(cells_of(text, lines[rule]))
    if not 1 <= columns <= MAX_COLUMNS:
        return None
    first, header = _header(text, lines, rule, columns, floor)
    rows = [header] if header else []
    pending: list[list[Stretch]] = []
    index = rule + 1
    after = index
    while index < len(lines):
        start, end = lines[index]
        if start == end:
            break
        cells = cells_of(text, lines[index])
        barred = len(cells) > 1 or text[start] == "|"
        if not barred and not (pending or _goes_on(text, lines, index)):
            break
        if not pending:
            pending = [[c] for c in cells]
        elif len(pending) + len(cells) - 1 > columns:
            break
        else:
            pending[-1].append(cells[0])
            pending.extend([c] for c in cells[1:])
        index += 1
        if len(pending) >= columns or (text[start] == "|" and len(cells) > 1):
            rows.append(_row(pending, columns))
            pending, after = [], index
    if not header and not rows:
        return None
    if columns == 1 and not any(text[lines[i][0]] == "|" for i in range(first, after) if lines[i][0] < lines[i][1]):
        return None
    return DrawnTable(first, after, tuple(rows), 1 if header and any(header) else 0)


def _header(
    text: str, lines: Sequence[Stretch], rule: int, columns: int, floor: int
) -> tuple[int, tuple[tuple[Stretch, ...], ...] | None]:
    """Where the table begins, and its header, which may run over several lines."""
    gathered: list[list[Stretch]] = []
    for index in range(rule - 1, max(floor, rule - 1 - _AHEAD) - 1, -1):
        if lines[index][0] == lines[index][1]:
            break
        cells = cells_of(text, lines[index])
        if gathered:
            gathered[0].insert(0, cells[-1])
            gathered[:0] = [[c] for c in cells[:-1]]
        else:
            gathered = [[c] for c in cells]
        if len(gathered) == columns:
            return index, _row(gathered, columns)
        if len(gathered) > columns:
            break
    return rule, None


def _goes_on(text: str, lines: Sequence[Stretch], index: int) -> bool:
    """A line with a bar follows soon: one without is the beginning of its first cell."""
    for start, end in lines[index + 1 : index + 1 + _AHEAD]:
        if start == end:
            return False
        if text.find("|", start, end) >= 0:
            return not _RULE.match(text[start:end])
    return False


def cells_of(text: str, line: Stretch) -> list[Stretch]:
    """The cells of a line between its bars; bars at its ends bound the first and the last."""
    start, end = line
    if start < end and text[start] == "|":
        start += 1
    if start < end and text[end - 1] == "|" and text[end - 2 : end - 1] != "\\":
        end -= 1
    cells = []
    position = start
    for bar in _BAR.finditer(text, start, end):
        cells.append((position, bar.start()))
        position = bar.end()
    cells.append((position, end))
    return cells


def _row(cells: list[list[Stretch]], columns: int) -> tuple[tuple[Stretch, ...], ...]:
    whole = [tuple(c) for c in cells[:columns]]
    return tuple(whole) + ((),) * (columns - len(whole))


def _tabbed(text: str, lines: Sequence[Stretch], first: int) -> DrawnTable | None:
    rows: list[tuple[tuple[Stretch, ...], ...]] = []
    columns = 0
    index = first
    while index < len(lines):
        start, end = lines[index]
        cells: list[Stretch] = []
        position = start
        for gap in _TABS.finditer(text, start, end):
            cells.append((position, gap.start()))
            position = gap.end()
        cells.append((position, end))
        if len(cells) < 2 or len(cells) > MAX_COLUMNS or (columns and len(cells) != columns):
            break
        if len(cells) == 2 and _MARKER.match(text[cells[0][0] : cells[0][1]]):
            break
        columns = len(cells)
        rows.append(tuple((c,) for c in cells))
        index += 1
    return DrawnTable(first, index, tuple(rows), 0) if len(rows) > 1 else None
