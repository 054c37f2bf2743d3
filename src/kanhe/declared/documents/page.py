"""A page as it is read: told in the source's order what opens and closes, it gives drafts of blocks.

Knows headings, lists and tables within one another, and no format.
"""

from __future__ import annotations

from dataclasses import dataclass

from kanhe.declared.documents.document import Block
from kanhe.declared.documents.drafts import Cell, Draft, Table
from kanhe.declared.documents.tables import cell_drafts, is_layout
from kanhe.declared.documents.tape import BREAK, Tape

MAX_DEPTH = 200
"""Lists or tables within one another that are told apart."""


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int
    style: str


class Page:
    """Takes text and structure, gives drafts."""

    __slots__ = ("_begun", "_depth", "_heading", "_item", "_lists", "_marker", "_tables", "_top", "region", "tape")

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self.region = ""
        self._top: list[Draft] = []
        self._begun = 0
        self._heading = 0
        self._lists: list[_List] = []
        self._item = False
        self._depth = 0
        self._marker: str | None = None
        self._tables: list[tuple[Table, list[_List], bool]] = []

    @property
    def in_cell(self) -> bool:
        return bool(self._tables) and self._tables[-1][0].cell is not None

    @property
    def begun(self) -> int:
        """Where on the tape the block under way begins."""
        return self._begun

    @property
    def in_heading(self) -> bool:
        return self._heading > 0

    def finish(self) -> list[Draft]:
        """All drafts, in order."""
        while self._tables:
            self.close_table()
        self.part()
        return self._top

    def part(self) -> None:
        """What follows is another block."""
        start, end = self._begun, self.tape.length
        if end > start and not self.tape.blank_since(start):
            if self._heading:
                draft = Draft("heading", start, end, self._heading, region=self.region)
            elif self._item:
                draft = Draft("item", start, end, self._depth or max(1, len(self._lists)), self._marker, self.region)
                self._marker = None
            else:
                draft = Draft("paragraph", start, end, region=self.region)
            self._drafts().append(draft)
            self.tape.stand(BREAK, self._source_end(), self._source_end())
        self._begun = self.tape.length

    def line_break(self) -> None:
        """A line ends: a block, but in a heading and in a cell, of which it parts the words."""
        if self._heading:
            self.tape.stand(BREAK, self._source_end(), self._source_end())
        else:
            self.part()

    def ready(self, blocks: tuple[Block, ...]) -> None:
        """Blocks read by another reader stand here."""
        self.part()
        if blocks:
            self._drafts().append(Draft(None, self.tape.length, self.tape.length, region=self.region, ready=blocks))

    def open_heading(self, level: int) -> None:
        self.part()
        self._heading = level

    def close_heading(self) -> None:
        self.part()
        self._heading = 0

    def open_list(self, ordered: bool, first: int = 1, style: str = "1") -> None:
        self.part()
        if len(self._lists) < MAX_DEPTH:
            self._lists.append(_List(ordered, first, style))
        self._item = False

    def close_list(self) -> None:
        self.part()
        if self._lists:
            self._lists.pop()
        self._item = bool(self._lists)
        self._depth = 0
        self._marker = None

    def open_item(self, number: int | None = None, marker: str | None = None, depth: int = 0) -> None:
        """An entry begins; its number is the list's next unless it has one, or a marker and a depth, of its own."""
        self.part()
        self._item = True
        self._depth = depth
        if marker is not None:
            self._marker = marker
            return
        if not self._lists or not self._lists[-1].ordered:
            self._marker = "•"
            return
        entries = self._lists[-1]
        if number is not None:
            entries.number = number
        self._marker = numbered(entries.number, entries.style)
        entries.number += 1

    def close_item(self) -> None:
        self.part()
        self._item = False
        self._marker = None

    def open_table(self) -> None:
        self.part()
        if len(self._tables) < MAX_DEPTH:
            self._tables.append((Table(), self._lists, self._item))
            self._lists, self._item = [], False

    def open_row(self, in_head: bool = False) -> None:
        if self._tables:
            self.close_cell()
            table = self._tables[-1][0]
            table.rows.append([])
            table.heads.append(in_head or table.in_head)

    def in_head(self, inside: bool) -> None:
        """Rows from here on stand in the table's head, or no longer."""
        if self._tables:
            self._tables[-1][0].in_head = inside

    def open_cell(self, header: bool, columns: int = 1, rows: int = 1) -> None:
        if not self._tables:
            self.part()
            return
        table = self._tables[-1][0]
        self.close_cell()
        if not table.rows:
            self.open_row()
        self.part()
        table.cell = Cell(self.tape.length, self.tape.length, header, columns, rows)
        table.rows[-1].append(table.cell)

    def close_cell(self) -> None:
        if self.in_cell:
            self.part()
            table = self._tables[-1][0]
            if table.cell is not None:
                table.cell.end = self.tape.length
            table.cell = None
            self._lists, self._item, self._heading = [], False, 0

    def close_table(self) -> None:
        if not self._tables:
            return
        self.close_cell()
        self.part()
        table, self._lists, self._item = self._tables.pop()
        cells = [c for row in table.rows for c in row]
        if cells and is_layout(table):
            self._drafts().extend(cell_drafts(table))
        elif cells:
            self._drafts().append(Draft("table", cells[0].start, cells[-1].end, region=self.region, table=table))

    def _drafts(self) -> list[Draft]:
        for table, _, _ in reversed(self._tables):
            if table.cell is not None:
                return table.cell.drafts
        return self._top

    def _source_end(self) -> int:
        return self.tape.written_to


def numbered(number: int, style: str) -> str:
    """What an ordered list writes before its entry: '3.', 'c.', 'iii.'."""
    if style in ("a", "A") and 1 <= number <= 26:
        return chr(ord(style) + number - 1) + "."
    if style in ("i", "I") and 1 <= number <= 39:
        tens, ones = divmod(number, 10)
        roman = "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
        return (roman.upper() if style == "I" else roman) + "."
    return f"{number}."
