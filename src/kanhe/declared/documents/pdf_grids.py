"""Tables of a PDF page by the lines that rule them: which cells there are, and which stretch of a page each covers.

Judges strokes only; knows no text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NEAR = 3.0
"""Points within which two strokes stand on one line."""
_THIN = 3.0
"""Points up to which a shape is a stroke."""
_SHORTEST = 8.0
MAX_STROKES = 2000
MAX_CELLS = 4000


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of a page in points, from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: the box it covers, and the rows and columns of the grid it spans."""

    box: Box
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on a page, its cells row by row."""

    box: Box
    rows: int
    cells: tuple[GridCell, ...]


def grids(shapes: Sequence[Box]) -> list[Grid]:
    """The tables that shapes on a page rule, from the top.  Frames with one cell only are none."""
    strokes = _strokes(shapes)
    found = []
    for group in _joined(strokes):
        grid = _grid(group)
        if grid is not None:
            found.append(grid)
    return sorted(found, key=lambda g: -g.box.top)


def _strokes(shapes: Sequence[Box]) -> list[Box]:
    """Thin shapes, and the edges of frames."""
    found: list[Box] = []
    for shape in shapes:
        wide, high = shape.right - shape.left, shape.top - shape.bottom
        if min(wide, high) <= _THIN:
            if max(wide, high) >= _SHORTEST:
                found.append(shape)
        elif wide >= _SHORTEST and high >= _SHORTEST:
            found += [
                Box(shape.left, shape.bottom, shape.right, shape.bottom), Box(shape.left, shape.top, shape.right, shape.top),
                Box(shape.left, shape.bottom, shape.left, shape.top), Box(shape.right, shape.bottom, shape.right, shape.top),
            ]  # fmt: skip
        if len(found) >= MAX_STROKES:
            break
    return found[:MAX_STROKES]


def _joined(strokes: Sequence[Box]) -> list[list[Box]]:
    """Strokes in groups of which the boxes overlap, found from the top of the page."""
    groups: list[tuple[Box, list[Box]]] = []
    done: list[list[Box]] = []
    for stroke in sorted(strokes, key=lambda s: -s.top):
        whole, members = stroke, [stroke]
        rest = []
        for box, group in groups:
            if box.bottom > stroke.top + _NEAR:  # strokes come from the top: nothing below can touch it
                done.append(group)
            elif _touch(box, whole):
                whole = Box(
                    min(box.left, whole.left),
                    min(box.bottom, whole.bottom),
                    max(box.right, whole.right),
                    max(box.top, whole.top),
                )
                members = group + members
            else:
                rest.append((box, group))
        groups = [*rest, (whole, members)]
    return done + [members for _, members in groups]


def _touch(a: Box, b: Box) -> bool:
    return (
        a.left <= b.right + _NEAR
        and b.left <= a.right + _NEAR
        and a.bottom <= b.top + _NEAR
        and b.bottom <= a.top + _NEAR
    )


def _grid(strokes: Sequence[Box]) -> Grid | None:
    across = [s for s in strokes if s.right - s.left >= s.top - s.bottom]
    down = [s for s in strokes if s.right - s.left < s.top - s.bottom]
    ys = sorted(_places((s.bottom + s.top) / 2 for s in across), reverse=True)
    xs = _places((s.left + s.right) / 2 for s in down)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MAX_CELLS or len(xs) + len(ys) < 5:
        return None
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            last = column
            while (
                last + 2 < len(xs)
                and (row, last + 1) not in taken
                and not _ruled(down, xs[last + 1], ys[row + 1], ys[row], upright=True)
            ):
                last += 1
            bottom = row
            while (
                bottom + 2 < len(ys)
                and all((bottom + 1, c) not in taken for c in range(column, last + 1))
                and not _ruled(across, ys[bottom + 1], xs[column], xs[last + 1], upright=False)
            ):
                bottom += 1
            taken.update((r, c) for r in range(row, bottom + 1) for c in range(column, last + 1))
            box = Box(xs[column], ys[bottom + 1], xs[last + 1], ys[row])
            cells.append(GridCell(box, row, column, bottom - row + 1, last - column + 1))
    if len(cells) < 2:
        return None
    return Grid(Box(xs[0], ys[-1], xs[-1], ys[0]), len(ys) - 1, tuple(cells))


def _places(values: Iterable[float]) -> list[float]:
    """Numbers in order, those near one another made one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _ruled(strokes: Sequence[Box], at: float, start: float, end: float, *, upright: bool) -> bool:
    """Strokes at a place rule more than half of the way from ``start`` to ``end``."""
    covered = 0.0
    for s in strokes:
        place = (s.left + s.right) / 2 if upright else (s.bottom + s.top) / 2
        if abs(place - at) <= _NEAR:
            low, high = (s.bottom, s.top) if upright else (s.left, s.right)
            covered += max(0.0, min(high, end) - max(low, start))
    return covered > (end - start) / 2
