import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.documents.document import Passage
from kanhe.declared.documents.drafts import Cell, Draft, Table
from kanhe.declared.documents.tables import MAX_CELLS, blocks_of, cell_drafts, is_layout, table_block, table_of
from kanhe.declared.documents.tape import Tape

SOURCE = "abcdefghij" * 10


def cell(at: int, header: bool = False, columns: int = 1, rows: int = 1, kind: str = "paragraph") -> Cell:
    """A cell that holds the character at a place; none when it is negative."""
    if at < 0:
        return Cell(0, 0, header, columns, rows)
    return Cell(at, at + 1, header, columns, rows, [Draft(kind, at, at + 1)])  # type: ignore[arg-type]


def table(*rows: list[Cell]) -> Table:
    return Table(list(rows), [False] * len(rows))


def grid(given: Table) -> list[list[str]]:
    tape = Tape(SOURCE)
    tape.raw(0, len(SOURCE))
    block = table_block(given, tape.fold())
    return [[c.text for c in row] for row in block.rows] if block else []


def test_spans_are_repeated() -> None:
    assert grid(table([cell(0, rows=2), cell(1, columns=2)], [cell(2), cell(3)])) == [["a", "b", "b"], ["a", "c", "d"]]


def test_short_rows_are_filled_and_empty_ones_left_out() -> None:
    assert grid(table([cell(0), cell(1)], [cell(-1)], [cell(2)])) == [["a", "b"], ["c", ""]]
    assert grid(table([cell(-1)])) == []


def test_a_span_beyond_the_table_ends_with_it() -> None:
    assert grid(table([cell(0, rows=99), cell(1)], [cell(2)])) == [["a", "b"], ["a", "c"]]
    assert grid(table([cell(0, rows=0), cell(1)], [cell(2)])) == [["a", "b"], ["a", "c"]]


def test_a_span_over_two_thousand_rows() -> None:
    rows = grid(table([cell(0, rows=2000), cell(1)], *([cell(2)] for _ in range(1999))))
    assert {row[0] for row in rows} == {"a"}


def test_layouts() -> None:
    assert is_layout(table([cell(0)], [cell(1)]))
    assert is_layout(table([cell(0), cell(-1)], [cell(1)]))
    assert not is_layout(table([cell(0), cell(1)], [cell(2), cell(3)]))
    assert not is_layout(table([cell(0, header=True)], [cell(1)]))
    assert is_layout(table([cell(0), cell(1, kind="table")]))
    page = Cell(0, 90, False, 1, 1, [Draft("heading", 0, 1), Draft("heading", 2, 3)])
    assert is_layout(table([cell(0), page]))
    assert len(list(cell_drafts(table([cell(0), page])))) == 3


def test_headers_of_all_rows_are_those_of_the_first() -> None:
    row = (Passage("a", np.arange(2, dtype=np.int32)),)
    block = table_of((row, row, row), 3)
    assert block is not None
    assert block.header_rows == 1


def test_blocks_of_drafts() -> None:
    tape = Tape(" a ")
    tape.raw(0, 3)
    folded = tape.fold()
    assert [b.text for b in blocks_of(Draft("item", 0, 3, 2, "•"), folded)] == ["a"]
    assert blocks_of(Draft("item", 0, 1), folded) == ()
    ready = blocks_of(Draft("item", 0, 3), folded)
    assert blocks_of(Draft(None, 0, 0, ready=ready), folded) is ready


CELLS = st.builds(
    cell, st.integers(-1, 9), st.booleans(), st.sampled_from([1, 2, 1000]), st.sampled_from([0, 1, 3, 1000])
)


@given(st.lists(st.lists(CELLS, max_size=4), max_size=5))
def test_any_table_has_rows_of_one_length(rows: list[list[Cell]]) -> None:
    found = grid(table(*rows))
    assert len({len(row) for row in found}) <= 1
    assert sum(map(len, found)) <= MAX_CELLS
    texts = {SOURCE[c.start : c.end] for row in rows for c in row if c.drafts}
    assert texts == {text for row in found for text in row if text}
