import time

from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.documents.pdf_grids import MAX_STROKES, Box, grids


def across(y: float, start: float, end: float) -> Box:
    return Box(start, y, end, y)


def down(x: float, start: float, end: float) -> Box:
    return Box(x, start, x, end)


FRAME = [across(y, 0, 100) for y in (0, 50, 100)] + [down(x, 0, 100) for x in (0, 40, 100)]


def cells(shapes: list[Box]) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.column, c.rows, c.columns) for grid in grids(shapes) for c in grid.cells]


def test_a_grid_of_strokes() -> None:
    assert cells(FRAME) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    (grid,) = grids(FRAME)
    assert (grid.rows, grid.box) == (2, Box(0, 0, 100, 100))
    assert grid.cells[1].box == Box(40, 50, 100, 100)


def test_spans() -> None:
    lines = [across(y, 0, 100) for y in (0, 100)] + [across(50, 40, 100)] + [down(x, 0, 100) for x in (0, 40, 100)]
    assert cells(lines) == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]


def test_cells_drawn_as_frames() -> None:
    frames = [Box(x, y, x + 50, y + 50) for x in (0, 50) for y in (0, 50)]
    assert cells(frames) == cells(FRAME)


def test_what_is_no_table() -> None:
    assert cells([]) == []
    assert cells([across(y, 0, 100) for y in (0, 50, 100)]) == []
    assert cells([Box(0, 0, 100, 100)]) == []
    assert cells([Box(0, 0, 2, 2)] * 9) == []


def test_two_tables_from_the_top() -> None:
    lower = [Box(b.left, b.bottom - 300, b.right, b.top - 300) for b in FRAME]
    assert [g.box.top for g in grids(lower + FRAME)] == [100, -200]


NUMBERS = st.floats(-50, 700, allow_nan=False)


@given(st.lists(st.builds(Box, NUMBERS, NUMBERS, NUMBERS, NUMBERS), max_size=30))
def test_cells_never_overlap(shapes: list[Box]) -> None:
    for grid in grids(
        [Box(min(b.left, b.right), min(b.bottom, b.top), max(b.left, b.right), max(b.bottom, b.top)) for b in shapes]
    ):
        taken = [(c.row + r, c.column + k) for c in grid.cells for r in range(c.rows) for k in range(c.columns)]
        assert len(taken) == len(set(taken))


def test_hostile_strokes_are_bounded() -> None:
    start = time.process_time()
    grids([down(4.0 * n, 0, 50) for n in range(5 * MAX_STROKES)])
    grids(
        [across(4.0 * n, 0, 50) for n in range(MAX_STROKES // 2)]
        + [down(4.0 * n, 0, 9000) for n in range(MAX_STROKES // 2)]
    )
    assert time.process_time() - start < 5
