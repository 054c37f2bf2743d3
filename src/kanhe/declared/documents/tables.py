"""Tables in the making → grids of passages, or, where a table only lays out a page, the blocks in its cells.

Knows stretches of a tape and nothing of a format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kanhe.declared.documents.document import Block, Passage
from kanhe.declared.documents.drafts import Cell, Draft, Table
from kanhe.declared.documents.passages import joined
from kanhe.declared.documents.tape import Folded

MAX_CELLS = 200_000
"""Cells of a grid, those that spans repeat included."""
MAX_SPAN = 1000
"""Columns that one cell covers at most; down it ends with the table."""
SEPARATOR = " | "
_LONG_CELL = 1500
"""Characters beyond which a cell holds a page rather than an entry."""


def is_layout(table: Table) -> bool:
    """A table that holds a page or a part of it: one column, or cells with headings, tables or very much text."""
    filled = [[c for c in row if c.drafts] for row in table.rows]
    cells = [cell for row in filled for cell in row]
    if not cells or max(map(len, filled)) <= 1:
        return not any(c.header for c in cells)
    if any(d.kind == "table" for c in cells for d in c.drafts):
        return True
    if any(c.header for c in cells) and len(cells) > 3:
        return False
    if any(sum(d.kind == "heading" for d in c.drafts) > 1 for c in cells):
        return True
    return len(cells) < 8 and max(_length(c) for c in cells) > _LONG_CELL


def cell_drafts(table: Table) -> Iterator[Draft]:
    """What the cells of a table hold, row by row."""
    return (draft for row in table.rows for cell in row for draft in cell.drafts)


def _length(cell: Cell) -> int:
    return sum(d.end - d.start for d in cell.drafts)


def blocks_of(draft: Draft, folded: Folded) -> tuple[Block, ...]:
    """The blocks of a draft: one, or those that another reader made, or none when no text is left."""
    if draft.ready:
        return draft.ready
    if draft.table is not None:
        block = table_block(draft.table, folded)
        return (block,) if block else ()
    passage = folded.passage(draft.start, draft.end)
    if not passage.text or draft.kind is None:
        return ()
    return (Block(draft.kind, passage, draft.level, draft.marker),)


def table_block(table: Table, folded: Folded) -> Block | None:
    """A table as a block; None when it holds no text."""
    grid: list[list[Passage | None]] = []
    once: list[Passage] = []
    empty = folded.passage(0, 0)
    made = 0
    header_rows = 0
    for index, row in enumerate(table.rows):
        _reach(grid, index)
        heads = True
        column = 0
        for cell in row:
            while column < len(grid[index]) and grid[index][column] is not None:
                column += 1
            passage = folded.passage(cell.start, cell.end)
            if passage.text:
                once.append(passage)
            heads &= cell.header
            columns = max(1, min(cell.columns, MAX_SPAN))
            down_to = max(1, min(cell.rows or len(table.rows), len(table.rows) - index))
            if made + down_to * columns > MAX_CELLS:
                down_to = columns = 1
            made += down_to * columns
            for down in range(down_to):
                _reach(grid, index + down)
                line = grid[index + down]
                line.extend([None] * (column + columns - len(line)))
                for right in range(column, column + columns):
                    if line[right] is None:
                        line[right] = passage
            column += columns
        if header_rows == index and row and (heads or table.heads[index]):
            header_rows = index + 1
    width = max(map(len, grid), default=0)
    if width * len(grid) > MAX_CELLS:
        width = max(1, MAX_CELLS // len(grid))
    rows = tuple(tuple((line[i] if i < len(line) else None) or empty for i in range(width)) for line in grid)
    return table_of(rows, header_rows, once)


def table_of(rows: tuple[tuple[Passage, ...], ...], header_rows: int = 0, once: Sequence[Passage] = ()) -> Block | None:
    """A table's block from its grid; ``once``: the passages without repetition.  Empty rows are left out; no text, no table."""
    kept = tuple(any(p.text for p in row) for row in rows)
    header_rows = sum(kept[:header_rows])
    full = tuple(row for row, holds in zip(rows, kept, strict=True) if holds)
    if not full:
        return None
    if header_rows == len(full):  # a table of headers only has none
        header_rows = 0 if len(full) == 1 else 1
    text = joined(once or [p for row in full for p in row if p.text], SEPARATOR)
    return Block("table", text, rows=full, header_rows=header_rows)


def _reach(grid: list[list[Passage | None]], index: int) -> None:
    while len(grid) <= index:
        grid.append([])
