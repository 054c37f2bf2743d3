"""Keeping events within bounds: of equal ones the first are kept one by one, the rest are counted together.

Nothing is dropped: a folded row says how many calls it stands for, from when to when, and how far apart they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kanhe.evidence.runtime_rows import EventRow

ALONE = 600
"""Equal events that are kept one by one."""
ROWS = 60_000
"""Rows of a run beyond which only actor, item, phase and state tell events apart."""
_GAPS = 4096
"""Gaps of a fold from which its quantiles are taken."""


@dataclass(slots=True)
class _Fold:
    first: EventRow
    last_ms: int
    count: int
    gaps: list[int] = field(default_factory=list)

    def take(self, row: EventRow) -> None:
        if len(self.gaps) < _GAPS:
            self.gaps.append(abs(row.at_ms - self.last_ms))
        if row.gap_p50_ms is not None and len(self.gaps) < _GAPS:
            self.gaps.append(row.gap_p50_ms)
        self.last_ms = max(self.last_ms, row.last_ms)
        self.count += row.count

    def row(self) -> EventRow:
        if self.count == self.first.count:
            return self.first
        ordered = sorted(self.gaps)
        p10, p50, p90 = (ordered[min(len(ordered) - 1, len(ordered) * q // 100)] for q in (10, 50, 90))
        return replace(
            self.first, count=self.count, last_ms=self.last_ms, gap_p10_ms=p10, gap_p50_ms=p50, gap_p90_ms=p90
        )


class Folding:
    """Takes event rows of one run in any number and gives back as many as are kept."""

    __slots__ = ("_folds", "_rows", "_seen")

    def __init__(self) -> None:
        self._rows: list[EventRow] = []
        self._seen: dict[tuple[object, ...], int] = {}
        self._folds: dict[tuple[object, ...], _Fold] = {}

    def add(self, row: EventRow) -> None:
        coarse = (row.event, row.item, row.behaviour, row.actor, row.phase, row.state, row.depth == 0, row.by, row.role)
        fine = (*coarse, row.api, row.caller, row.process, row.argument)
        full = len(self._rows) + len(self._folds) >= ROWS
        key = coarse if full else fine
        count = self._seen.get(key, 0)
        if not full:
            self._seen[key] = count + 1
            if count < ALONE:
                self._rows.append(row)
                return
        fold = self._folds.get(key)
        if fold is None:
            self._folds[key] = _Fold(row, row.last_ms, row.count)
        else:
            fold.take(row)

    @property
    def folded(self) -> int:
        """Calls that were counted together with others."""
        return sum(fold.count for fold in self._folds.values() if fold.count > fold.first.count)

    def rows(self) -> Iterator[EventRow]:
        """The rows that are kept, by time."""
        yield from sorted([*self._rows, *(f.row() for f in self._folds.values())], key=lambda r: (r.at_ms, r.number))
