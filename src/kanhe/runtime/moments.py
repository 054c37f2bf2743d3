"""Rows of the events of a run that are no calls: screens, clicks, permissions, states, processes, gaps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kanhe.evidence.runtime_rows import EventRow
from kanhe.runtime.joining.consent import role
from kanhe.runtime.joining.foreground import belongs
from kanhe.runtime.joining.timeline import Timeline
from kanhe.runtime.trace.gaps import reason
from kanhe.runtime.trace.records import GapRecord

MAX_GAPS = 1000
"""Gaps that have rows of their own."""

_KINDS = {
    "window": "window", "dialog": "dialog", "click": "click", "input": "input", "perm_request": "permission-request",
    "perm_result": "permission-result",
}  # fmt: skip


def screen_rows(joined: Timeline, app: str, run: str) -> Iterator[EventRow]:
    """What the user saw and did, and which permissions were asked for."""
    for number, record in joined.screens:
        if record.ev not in _KINDS:
            continue
        at = joined.milliseconds(record.ts)
        asked = any(p == "asked" and begin <= record.ts for begin, p in joined.consent.changes)
        permission = record.ev.startswith("perm_")
        yield EventRow(
            app, run, joined.run.src, number, _KINDS[record.ev], at, at, phase=joined.phase(record.ts),
            state=joined.state(record.ts), text=record.text[:200] if record.text and not permission else None,
            argument=record.text[:200] if record.text and permission else None,
            role=None if permission else role(record, asked), by=record.by, component=record.comp,
            permission=("granted" if record.granted else "denied") if record.ev == "perm_result" else None,
        )  # fmt: skip


def state_rows(joined: Timeline, app: str, run: str) -> Iterator[EventRow]:
    """Foreground and background as joined, and the display as recorded."""
    for moment, state in joined.foreground.changes:
        if state != "unknown" and moment != float("-inf"):
            at = joined.milliseconds(moment)
            yield EventRow(
                app, run, joined.run.src, 0, state, at, at, phase=joined.phase(moment), state=state,
                attribution="none",
            )  # fmt: skip
    for number, record in joined.states:
        if record.ev in ("screen_on", "screen_off"):
            at = joined.milliseconds(record.ts)
            yield EventRow(
                app, run, joined.run.src, number, record.ev.replace("_", "-"), at, at, phase=joined.phase(record.ts),
                state=joined.state(record.ts),
            )  # fmt: skip


def process_rows(joined: Timeline, app: str, run: str) -> Iterator[EventRow]:
    """Starts and ends of processes; for those of other apps the component is the other app's package."""
    package = joined.run.app.pkg
    for number, record in joined.processes:
        at = joined.milliseconds(record.ts)
        mine = belongs(record.name, package)
        yield EventRow(
            app, run, joined.run.src, number, "process-start" if record.ev == "start" else "process-end", at, at,
            # The state before it: the start itself may bring a screen.
            phase=joined.phase(record.ts), state=joined.state(record.ts - 0.001), process=record.name,
            host_kind=record.host if record.ev == "start" else None,
            component=record.comp if mine else record.name.partition(":")[0], argument=record.caller,
        )  # fmt: skip


def _few(gaps: tuple[tuple[int, GapRecord], ...]) -> list[tuple[int, GapRecord]]:
    """The gaps, the last of them as one where there are very many."""
    if len(gaps) <= MAX_GAPS:
        return list(gaps)
    rest = [gap for _, gap in gaps[MAX_GAPS:]]
    begin, end = min(min(g.fro, g.to) for g in rest), max(max(g.fro, g.to) for g in rest)
    return [*gaps[:MAX_GAPS], (gaps[MAX_GAPS][0], GapRecord(begin, end, reason("further-gaps", str(len(rest)))))]


def gap_rows(joined: Timeline, app: str, run: str) -> Iterator[EventRow]:
    """What was not watched: a row for each phase and state that a gap touches, and one for a late beginning."""
    source = joined.run.src
    if not joined.run.early:
        yield EventRow(
            app, run, source, 1, "gap", 0, 0, phase="pre", state="unknown",
            text=reason("hooks-late"),
        )  # fmt: skip
    changes = sorted(m for m, _ in (*joined.consent.changes, *joined.foreground.changes) if m != float("-inf"))
    for number, gap in _few(joined.gaps):
        begin, end = sorted((gap.fro, gap.to))
        within = changes[bisect_left(changes, begin) : bisect_right(changes, end)]
        touched = dict.fromkeys(
            (joined.phase(moment), joined.state(moment))
            for moment in (begin, end, *(m + d for m in within for d in (-0.001, 0.001)))
        )
        for phase, state in touched:
            yield EventRow(
                app, run, source, number, "gap", joined.milliseconds(begin), joined.milliseconds(end), phase=phase,
                state=state, text=gap.why[:200],
            )  # fmt: skip
