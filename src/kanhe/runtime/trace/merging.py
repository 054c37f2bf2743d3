"""Laying captured requests into a finished trace, each where it belongs by its time; of a request seen twice one record stays."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from heapq import merge
from pathlib import Path

from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.reading import read_trace
from kanhe.runtime.trace.records import Burst, Call, FlowRecord, Proc, Record, Run, ScreenState, Ui
from kanhe.runtime.trace.twins import paired
from kanhe.runtime.trace.writing import TraceWriter

MAX_RECORDED = 200_000
"""Requests told by the agent that are compared."""


def lay_in(trace: Path, flows: Iterable[FlowRecord]) -> None:
    """The trace with the flows; it is replaced in one piece.  Raises ``OSError``."""
    ordered = sorted(flows, key=lambda flow: flow.ts)
    if not ordered:
        return
    recorded = [line.record for line in read_trace(trace, Problems()) if isinstance(line.record, FlowRecord)]
    joined = paired(ordered, recorded[:MAX_RECORDED])
    fresh = trace.with_name(f"{trace.name}.new")
    lines = read_trace(trace, Problems())
    first = next(lines).record
    assert isinstance(first, Run)  # the reader gives the run first, or raises
    with fresh.open("wb") as file:
        writer = TraceWriter(file, first)
        kept = (r for line in lines if not (isinstance(r := line.record, FlowRecord) and r.n in joined.twins))
        both = merge(_timed(kept), _timed(joined.flows), key=lambda pair: pair[0])
        writer.write_all(record for _, record in both)
    os.replace(fresh, trace)


def _timed(records: Iterable[Record]) -> Iterator[tuple[float, Record]]:
    """Each with the latest moment up to it: a record without one stays where it stood."""
    newest = 0.0
    for record in records:
        newest = max(newest, _moment(record))
        yield newest, record


def _moment(record: Record) -> float:
    """Seconds since 1970; 0 for what has no moment of its own (a stack) or begins before it is written (a gap)."""
    if isinstance(record, (Call, ScreenState, Ui, Proc, FlowRecord)):
        return record.ts
    return record.last if isinstance(record, Burst) else 0.0
