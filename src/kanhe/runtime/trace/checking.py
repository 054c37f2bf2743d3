"""Checking a trace without an app: what it holds, and everything that is wrong with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.reading import read_trace
from kanhe.runtime.trace.records import Burst, Call, FlowRecord, GapRecord, Run, Stack, tag

MOST_NUMBERS = 2_000_000
"""Records whose numbers are compared."""
MOST_REASONS = 1000
"""Reasons of gaps that are kept."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a trace holds."""

    run: Run
    records: dict[str, int]
    """Type of record → how many."""
    problems: Problems
    gaps: tuple[str, ...]
    """Why something was not watched, each reason once."""


def check_trace(path: Path) -> Checked:
    """Raises :class:`~kanhe.runtime.problem.RunError` for a file that is no trace, and ``OSError``."""
    problems = Problems()
    found: Counter[str] = Counter()
    run: Run | None = None
    stacks: set[int] = set()
    asked: dict[int, int] = {}
    numbers: set[int] = set()
    gaps: dict[str, None] = {}
    for line in read_trace(path, problems):
        record = line.record
        found[tag(type(record))] += 1
        if isinstance(record, Run):
            run = record
        elif isinstance(record, Stack):
            if record.id in stacks:
                problems.add(line.number, f"栈 {record.id} 重复", f"stack {record.id} is there twice")
            stacks.add(record.id)
        elif isinstance(record, GapRecord):
            if len(gaps) < MOST_REASONS:
                gaps[record.why] = None
        elif isinstance(record, (Call, Burst)):
            if record.n in numbers:
                problems.add(line.number, f"编号 {record.n} 重复", f"number {record.n} is there twice")
            if len(numbers) < MOST_NUMBERS:
                numbers.add(record.n)
        if isinstance(record, (Call, Burst, FlowRecord)) and record.stk is not None:
            asked.setdefault(record.stk, line.number)
    for stack, number in asked.items():
        if stack not in stacks:
            problems.add(number, f"没有栈 {stack}", f"there is no stack {stack}")
    assert run is not None  # the reader gives the run first, or raises
    return Checked(run, dict(sorted(found.items())), problems, tuple(gaps))
