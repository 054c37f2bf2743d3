"""Tables drawn in plain text with bars (Markdown, or what a converter left of a page) or copied with tabs.

Finds them among the lines of a text; knows nothing of what surrounds them.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Stretch = tuple[int, int]

_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?\Z")
_BAR = re.compile(r"(?<!\\)\|")
_TABS = re.compile(r"(?<![ \u3000])[ \u3000]*+\t[\t \u3000]*+")
_MARKER = re.compile(r"[（(]?[\da-zA-Z一二三四五六七八九十]{1,3}[)）.、．]*\Z|[•●◆■·\-*]\Z")
MAX_COLUMNS = 40
_AHEAD = 6
"""Lines without a bar after which a table is over."""
_LONGEST_LONE = 60
"""Characters of a line without a bar that may be a part of a cell."""
_HEADER_LINES = 40
_PIECE_LINES = 60
"""Lines over which a header, or a part of a row, may run."""


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
    rules = deque(i for i, line in enumerate(lines) if _is_rule(text, line)) if "|" in text else deque()
    while index < len(lines):
        start, end = lines[index]
        table = None
        if rules and index == rules[0]:
            # The line above the next rule is that table's header.
            table = _Barred(text, lines, index, floor, rules[1] - 1 if len(rules) > 1 else len(lines)).read()
        elif text.find("\t", start, end) >= 0:
            table = _tabbed(text, lines, index)
        if table is None:
            index += 1
        else:
            found[table.first] = table
            index = floor = max(table.after, index + 1)
        while rules and rules[0] < index:
            rules.popleft()
    return found


def _is_rule(text: str, line: Stretch) -> bool:
    start, end = line
    return (
        start < end
        and text[start] in "|:-"
        and text.find("|", start, end) >= 0
        and _RULE.match(text[start:end]) is not None
    )


def cells_of(text: str, line: Stretch, led: bool = True) -> list[Stretch]:
    """The cells of a line between its bars; where lines are ``led`` by a bar, those at its ends bound the first and the
    last."""
    start, end = line
    if led and start < end and text[start] == "|":
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


_Cells = list[list[Stretch]]


class _Barred:
    """Reads one table around its rule.

    A row may run over several lines.  Converters of pages end it with two spaces, and leave out cells that a span from above
    covers: they are the first ones."""

    def __init__(self, text: str, lines: Sequence[Stretch], rule: int, floor: int, stop: int) -> None:
        self.text, self.lines, self.rule, self.floor, self.stop = text, lines, rule, floor, max(rule + 1, stop)
        start, end = lines[rule]
        self.led = text[start] == "|"
        self.columns = len(cells_of(text, lines[rule], self.led))
        self.spaced = not self.led and text[end : end + 2] == "  "

    def read(self) -> DrawnTable | None:
        if not 1 <= self.columns <= MAX_COLUMNS or (self.columns == 1 and not self.led):
            return None
        first, header = self._header()
        rows, after = self._spaced_rows() if self.spaced else self._rows()
        if header is None and not rows:
            return None
        whole = [header, *rows] if header is not None else rows
        return DrawnTable(first, after, tuple(self._filled(whole)), int(header is not None and any(map(any, header))))

    def _cells(self, index: int) -> _Cells:
        return [[cell] for cell in cells_of(self.text, self.lines[index], self.led)]

    def _blank(self, index: int) -> bool:
        return self.lines[index][0] == self.lines[index][1]

    def _header(self) -> tuple[int, _Cells | None]:
        """Where the table begins, and its header."""
        gathered: _Cells = []
        for index in range(self.rule - 1, max(self.floor, self.rule - 1 - _HEADER_LINES) - 1, -1):
            if self._blank(index):
                if gathered:
                    break
                continue
            cells = self._cells(index)
            if gathered:
                gathered[0] = cells[-1] + gathered[0]
                gathered[:0] = cells[:-1]
            else:
                gathered = cells
            if len(gathered) > self.columns:
                break
            if len(gathered) == self.columns and any(a < b for a, b in gathered[0]):
                return index, gathered
        return self.rule, None

    def _rows(self) -> tuple[list[_Cells], int]:
        """Rows of which only the number of cells tells where they end."""
        rows: list[_Cells] = []
        pending: _Cells = []
        index = after = self.rule + 1
        while index < self.stop and not self._blank(index) and index - after < _PIECE_LINES:
            cells = self._cells(index)
            barred = len(cells) > 1 or self.text[self.lines[index][0]] == "|"
            if not barred and not pending and not self._goes_on(index):
                break
            if not pending:
                pending = cells
            elif len(pending) + len(cells) - 1 > self.columns:
                break
            else:
                pending[-1] = pending[-1] + cells[0]
                pending.extend(cells[1:])
            index += 1
            if (self.led and barred) or (len(pending) >= self.columns and not self._is_open(pending, index)):
                rows.append(pending[: self.columns])
                pending, after = [], index
        return rows, after

    def _is_open(self, pending: _Cells, index: int) -> bool:
        """The row's last cell is empty and the next line has no bar: it stands there."""
        empty = all(self.text[a:b].isspace() or a == b for a, b in pending[-1])
        return empty and index < self.stop and not self._blank(index) and len(self._cells(index)) == 1

    def _spaced_rows(self) -> tuple[list[_Cells], int]:
        """Rows that end with two spaces; a break within a cell ends so too."""
        rows: list[_Cells] = []
        index = after = self.rule + 1
        while index < self.stop:
            piece, behind = self._piece(index)
            if behind is None:
                break
            if len(piece) == 1:
                if not self._may_be_cell(piece[0]):
                    break
                run = piece[0]
                following, behind_it = self._piece(behind)
                for _ in range(_AHEAD):
                    if behind_it is None or len(following) > 1 or not self._may_be_cell(following[0]):
                        break
                    run = run + following[0]
                    following, behind_it = self._piece(behind_it)
                if behind_it is None or len(following) == 1:
                    break
                if len(following) < self.columns and rows:
                    rows[-1][-1] = rows[-1][-1] + run
                    rows.append(following)
                else:
                    following[0] = run + following[0]
                    rows.append(following[: self.columns])
                behind = behind_it
            else:  # what is too much for a row belongs to no cell in particular, but is part of the table
                surplus = [stretch for cell in piece[self.columns :] for stretch in cell]
                rows.append([*piece[: self.columns - 1], piece[self.columns - 1] + surplus] if surplus else piece)
            index = after = behind
        return rows, after

    def _piece(self, index: int) -> tuple[_Cells, int | None]:
        """What stands up to the next two spaces at the end of a line, and the line behind; no line where nothing does."""
        cells: _Cells = []
        for at in range(index, min(index + _PIECE_LINES, self.stop)):
            if self._blank(at):
                if self._parts(at):
                    return (cells, at) if cells else ([], None)
                continue
            more = self._cells(at)
            if cells:
                cells[-1] = cells[-1] + more[0]
                cells.extend(more[1:])
            else:
                cells = more
            end = self.lines[at][1]
            # The last row of a text may have lost its spaces.
            if self.text[end : end + 2] == "  " or at + 1 == self.stop:
                return cells, at + 1
        return cells, None

    def _parts(self, index: int) -> bool:
        """A blank line that is a rule drawn across the text."""
        start = self.lines[index][0]
        return self.text[start : start + 1] in ("=", "_", "-", "*", "—")

    def _may_be_cell(self, cell: list[Stretch]) -> bool:
        """Short and no sentence: a paragraph between two tables belongs to neither."""
        length = sum(b - a for a, b in cell)
        return length <= _LONGEST_LONE and not any("。" in self.text[a:b] for a, b in cell)

    def _goes_on(self, index: int) -> bool:
        """A line with a bar follows soon: one without is the beginning of its first cell."""
        for start, end in self.lines[index + 1 : index + 1 + _AHEAD]:
            if start == end:
                return False
            if self.text.find("|", start, end) >= 0:
                return not _RULE.match(self.text[start:end])
        return False

    def _filled(self, rows: list[_Cells]) -> Iterator[tuple[tuple[Stretch, ...], ...]]:
        """Rows of full width: cells that are missing are those of the row above, or, where lines are led, empty."""
        above: _Cells = []
        for row in rows:
            missing = self.columns - len(row)
            full = [*row, *([] for _ in range(missing))] if self.led or not above else [*above[:missing], *row]
            yield tuple(tuple(cell) for cell in full[: self.columns])
            above = full


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
