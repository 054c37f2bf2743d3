"""Captured traffic as evidence: one row a request, joined to the run during which it was captured.

Of a request that a trace recorded too one row remains, with the actor of the trace and the findings of the capture.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kanhe.evidence.limits import limit
from kanhe.evidence.rows import LimitRow
from kanhe.evidence.runtime_rows import RequestRow, RunRow
from kanhe.knowledge.sdk_index import index
from kanhe.runtime.problem import Problems
from kanhe.runtime.trace_rows import TraceRows, iso, request_limits
from kanhe.runtime.traffic.countries import Countries
from kanhe.runtime.traffic.finder import Finder, Findings
from kanhe.runtime.traffic.flow import Flow
from kanhe.runtime.traffic.importing import format_of, read_traffic

MAX_REQUESTS = 200_000
MARGIN = 60.0
"""Seconds before and after a run in which a request still counts as part of it."""
SAME = 2.0
"""Seconds within which a recorded and a captured request may be one."""
_TOLD = 20


@dataclass(frozen=True, slots=True)
class TrafficRows:
    """What a capture gives."""

    run: RunRow
    requests: tuple[RequestRow, ...]
    limits: tuple[LimitRow, ...]
    replaced: frozenset[tuple[str, int]] = frozenset()
    """(run, number) of recorded requests for which a captured one stands."""


def traffic_rows(
    path: Path, run: str, app: str, finder: Finder, traces: Sequence[TraceRows], countries: Countries | None = None
) -> TrafficRows:
    """Raises :class:`~kanhe.runtime.problem.RunError` for what is no capture, and ``OSError``."""
    problems = Problems()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    kind = format_of(path)
    flows = 0
    begin, end = float("inf"), 0.0
    rows: list[RequestRow] = []
    moments: list[float] = []
    recorded = _Recorded(traces)
    replaced: set[tuple[str, int]] = set()
    for flow in read_traffic(path, problems):
        flows += 1
        if flow.at:
            begin, end = min(begin, flow.at), max(end, flow.at)
        if len(rows) >= MAX_REQUESTS:
            continue
        row = _row(flow, finder.find(flow), run, app, countries)
        beside = next((t for t in traces if t.timeline.begin - MARGIN <= flow.at <= t.timeline.end + MARGIN), None)
        if beside is not None:
            line = beside.timeline
            row = replace(
                row, run=beside.run.run, source=beside.run.source, at_ms=line.milliseconds(flow.at),
                phase=line.phase(flow.at), state=line.state(flow.at),
            )  # fmt: skip
            twin = recorded.twin(beside, flow)
            if twin is not None:
                replaced.add((twin.run, twin.number))
                row = replace(row, actor=twin.actor, attribution=twin.attribution)
        rows.append(row)
        moments.append(flow.at)
    begin = 0.0 if begin == float("inf") else begin
    rows = [
        replace(row, at_ms=max(0, round((at - begin) * 1000))) if row.run == run else row
        for row, at in zip(rows, moments, strict=True)
    ]
    own = RunRow(
        app=app, run=run, source="import", format=kind, file_name=path.name, sha256=digest, build="unknown",
        started=iso(begin), length_ms=max(0, round((end - begin) * 1000)), traffic_seen=True, consent="unknown",
        phases=tuple(sorted({r.phase for r in rows})), records=flows, problems=problems.count,
        country_known=countries is not None,
    )  # fmt: skip
    limits = (*_limits(app, path.name, problems, flows - len(rows)), *request_limits(app, path.name, rows))
    return TrafficRows(own, tuple(rows), limits, frozenset(replaced))


def _row(flow: Flow, found: Findings, run: str, app: str, countries: Countries | None) -> RequestRow:
    certain = tuple(dict.fromkeys(h.item for h in found.hits if h.certain))
    sdk = index().by_host(flow.host)
    plain = {h.item for h in found.hits if h.certain and not h.hashed}
    return RequestRow(
        app=app, run=run, source="import", number=flow.number, at_ms=0, host=flow.host, port=flow.port,
        address=flow.address, country=countries.of(flow.address or flow.host) if countries else None, scheme=flow.scheme,
        encrypted=flow.encrypted, method=flow.method, size=flow.size, sdk=sdk, actor=sdk or "app",
        attribution="host" if sdk else "none", items=certain,
        likely=tuple(dict.fromkeys(h.item for h in found.hits if h.item not in certain)),
        proofs=tuple(f"{h.item} {h.how} {h.where}" for h in found.hits),
        values=tuple(dict.fromkeys(f"{h.item} {h.digest}" for h in found.hits)),
        hashed=tuple(sorted(set(certain) - plain)), opaque=found.opaque, pinned=flow.pinned, partial=found.partial,
    )  # fmt: skip


class _Recorded:
    """The requests that traces recorded, to find the one that was captured too."""

    __slots__ = ("_by_host", "_used")

    def __init__(self, traces: Iterable[TraceRows]) -> None:
        self._by_host: dict[tuple[str, str], list[tuple[int, RequestRow]]] = {}
        for trace in traces:
            for row in trace.requests:
                self._by_host.setdefault((row.run, row.host), []).append((row.at_ms, row))
        for many in self._by_host.values():
            many.sort(key=lambda pair: pair[0])
        self._used: set[tuple[str, int]] = set()

    def twin(self, trace: TraceRows, flow: Flow) -> RequestRow | None:
        """The nearest recorded request of the same host and method that no other captured one stands for."""
        many = self._by_host.get((trace.run.run, flow.host), [])
        at = trace.timeline.milliseconds(flow.at)
        for when, row in many[bisect_left(many, at - SAME * 1000, key=lambda pair: pair[0]) :]:
            if when > at + SAME * 1000:
                return None
            key = (row.run, row.number)
            if key not in self._used and row.method in (None, flow.method) and row.size in (0, flow.size):
                self._used.add(key)
                return row
        return None


def _limits(app: str, name: str, problems: Problems, missed: int) -> Iterator[LimitRow]:
    yield limit(app, "run-build", name, "a capture does not say which app sent a request")
    for problem in problems.kept[:_TOLD]:
        yield limit(app, "run-damaged", f"{name}:{problem.line}", problem.en)
    if problems.count > _TOLD:
        yield limit(app, "run-damaged", name, f"and {problems.count - _TOLD} more")
    if missed > 0:
        yield limit(app, "run-damaged", name, f"{missed} requests beyond {MAX_REQUESTS} were not kept")
