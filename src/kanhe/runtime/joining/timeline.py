"""The first reading of a trace: everything but its calls and flows, joined into what says when and who."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kanhe.runtime.joining.attribution import NOBODY, Attribution, attribute
from kanhe.runtime.joining.consent import Consent, consent
from kanhe.runtime.joining.foreground import Foreground, belongs, foreground
from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.reading import Line
from kanhe.runtime.trace.records import (
    Burst,
    By,
    Call,
    FlowRecord,
    GapRecord,
    Phase,
    Proc,
    Run,
    ScreenState,
    Stack,
    State,
    Ui,
)

MAX_MOMENTS = 50_000
"""Records of screens, states and processes that are kept."""
MAX_FRAMES = 2_000_000
"""Frames of all stacks together."""
_STATES = {"fg": "foreground", "bg": "background", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Timeline:
    """When and who, for every moment and stack of a run."""

    run: Run
    begin: float
    """Seconds since 1970 of the run's first moment."""
    end: float
    consent: Consent
    foreground: Foreground
    stacks: dict[int, tuple[str, ...]]
    screens: tuple[tuple[int, Ui], ...]
    """(line, record)."""
    states: tuple[tuple[int, ScreenState], ...]
    processes: tuple[tuple[int, Proc], ...]
    gaps: tuple[tuple[int, GapRecord], ...]
    calls: int
    flows: int
    records: int

    def milliseconds(self, moment: float) -> int:
        """Since the beginning of the run."""
        return round((moment - self.begin) * 1000)

    def phase(self, moment: float, told: Phase = "unknown") -> str:
        """By the screens; where none were recorded, as the recorder says."""
        return self.consent.at(moment) if self.consent.recorded else told

    def state(self, moment: float, told: State = "unknown") -> str:
        """By the screens; where they do not tell, as the recorder says."""
        joined = self.foreground.at(moment)
        return joined if joined != "unknown" else _STATES[told]

    def frames(self, stack: int | None) -> tuple[str, ...]:
        return self.stacks.get(stack, ()) if stack is not None else ()

    def who(self, stack: int | None, by: By | None) -> Attribution:
        """By the stack; without one, as the recorder says."""
        frames = self.frames(stack)
        if frames:
            return attribute(frames, self.run.app.pkg)
        if by is not None and by.sdk:
            return Attribution(by.sdk, "given", (by.sdk,))
        return NOBODY

    @property
    def launches(self) -> int:
        """Starts of the app's main process that were not somebody else's doing."""
        pkg = self.run.app.pkg
        starts = [p for _, p in self.processes if p.ev == "start" and p.name == pkg]
        return sum(p.host in ("activity", "other") for p in starts) if starts else 1


def timeline(lines: Iterable[Line], problems: Problems) -> Timeline:
    """Goes through a whole trace once and keeps what the second reading needs."""
    run: Run | None = None
    stacks: dict[int, tuple[str, ...]] = {}
    screens: list[tuple[int, Ui]] = []
    states: list[tuple[int, ScreenState]] = []
    processes: list[tuple[int, Proc]] = []
    gaps: list[tuple[int, GapRecord]] = []
    begin, end = float("inf"), 0.0
    calls = flows = records = frames = moments = 0
    for line in lines:
        record, records = line.record, records + 1
        match record:
            case Run():
                run = record
            case Stack():
                frames += len(record.frames)
                if frames > MAX_FRAMES:
                    problems.add(line.number, "调用栈过多，其后未保留", "too many stacks: this one was not kept")
                else:
                    stacks[record.id] = tuple(record.frames)
            case Call():
                calls += 1
                begin, end = min(begin, record.ts), max(end, record.ts)
            case Burst():
                calls += record.cnt
                begin, end = min(begin, record.first), max(end, record.first, record.last)
            case FlowRecord():
                flows += 1
                begin, end = min(begin, record.ts), max(end, record.ts)
            case GapRecord():
                begin, end = min(begin, record.fro), max(end, record.fro, record.to)
                if len(gaps) < MAX_MOMENTS:
                    gaps.append((line.number, record))
            case Ui() | ScreenState() | Proc():
                begin, end = min(begin, record.ts), max(end, record.ts)
                moments += 1
                if moments > MAX_MOMENTS:
                    problems.add(
                        line.number,
                        f"界面、状态与进程记录超过 {MAX_MOMENTS} 条，其后未保留",
                        f"more than {MAX_MOMENTS} records of screens, states and processes: this one was not kept",
                    )
                elif isinstance(record, Ui):
                    screens.append((line.number, record))
                elif isinstance(record, ScreenState):
                    states.append((line.number, record))
                else:
                    processes.append((line.number, record))
    assert run is not None  # the reader gives the run first, or raises
    if run.clock.epoch_ms and run.clock.epoch_ms / 1000 <= begin:
        begin = run.clock.epoch_ms / 1000
    begin = 0.0 if begin == float("inf") else begin
    return Timeline(
        run, begin, max(begin, end), consent((u for _, u in screens), always=run.src != "import"),
        foreground((s for _, s in states), (p for _, p in processes), run.app.pkg, (u for _, u in screens)),
        stacks, tuple(screens), tuple(states), tuple(processes), tuple(gaps), calls, flows, records,
    )  # fmt: skip


def foreign(process: Proc, package: str) -> bool:
    """Whether a process is of another app."""
    return not belongs(process.name, package)
