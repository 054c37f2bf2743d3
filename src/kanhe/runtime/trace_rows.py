"""A trace as evidence: one row an event, one a request, what was not seen as limits.  Reads the file twice, in a stream."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kanhe.evidence.limits import limit
from kanhe.evidence.rows import LimitRow
from kanhe.evidence.runtime_rows import EventRow, RequestRow, RunRow
from kanhe.knowledge.items import items
from kanhe.knowledge.sdk_index import index
from kanhe.runtime.folding import Folding
from kanhe.runtime.identity import Build, same_build
from kanhe.runtime.joining.apis import descriptor, items_of, meaning
from kanhe.runtime.joining.timeline import Timeline, timeline
from kanhe.runtime.moments import gap_rows, process_rows, screen_rows, state_rows
from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.reading import read_trace, run_record
from kanhe.runtime.trace.records import FORMAT, Burst, Call, FlowRecord
from kanhe.runtime.traffic.countries import Countries

MAX_REQUESTS = 100_000
_TOLD = 20
"""Problems of a file that become rows of their own."""


@dataclass(frozen=True, slots=True)
class TraceRows:
    """What a trace gives."""

    run: RunRow
    timeline: Timeline
    events: tuple[EventRow, ...]
    requests: tuple[RequestRow, ...]
    limits: tuple[LimitRow, ...]


def trace_rows(path: Path, run: str, build: Build, countries: Countries | None = None) -> TraceRows:
    """Raises :class:`~kanhe.runtime.problem.RunError` for what is no trace or is of another app, and ``OSError``."""
    problems = Problems()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    sure = same_build(run_record(path).app, build, path.name)
    joined = timeline(read_trace(path, problems), problems)
    work = _Work(path, run, build.app, joined, problems, countries)
    work.second_reading()
    record = joined.run
    answer = joined.consent
    row = RunRow(
        app=build.app, run=run, source=record.src, format=FORMAT, file_name=path.name, sha256=digest, build=sure,
        started=iso(joined.begin), length_ms=joined.milliseconds(joined.end), virtual=record.clock.virtual,
        early=record.early, calls_seen=True, traffic_seen=joined.flows > 0, device=_device(joined), consent=answer.final,
        consent_ms=joined.milliseconds(answer.answers[-1]) if answer.answers else None,
        dialog_ms=joined.milliseconds(answer.dialog) if answer.dialog is not None else None,
        phases=tuple(sorted({*work.phases, *(("pre",) if answer.recorded else ())})),
        background_ms=round(joined.foreground.background_seconds(joined.end) * 1000), launches=joined.launches,
        hooks=record.hooks.ok, hooks_missing=tuple(record.hooks.missing), records=joined.records, problems=problems.count,
        country_known=countries is not None,
    )  # fmt: skip
    return TraceRows(row, joined, tuple(work.rows()), tuple(work.requests), tuple(work.limits(sure)))


def iso(moment: float) -> str | None:
    """ISO 8601 in UTC; None for no time."""
    return dt.datetime.fromtimestamp(moment, dt.UTC).isoformat(timespec="milliseconds") if moment > 0 else None


def _device(joined: Timeline) -> str | None:
    device = joined.run.dev
    parts = [device.model, f"API {device.sdk}" if device.sdk is not None else None, device.abi]
    return " · ".join(p for p in parts if p) or None


class _Work:
    __slots__ = (
        "app",
        "countries",
        "folding",
        "joined",
        "missed",
        "path",
        "phases",
        "problems",
        "requests",
        "run",
        "strange",
    )

    def __init__(
        self, path: Path, run: str, app: str, joined: Timeline, problems: Problems, countries: Countries | None
    ) -> None:
        self.path, self.run, self.app, self.joined, self.problems = path, run, app, joined, problems
        self.countries = countries
        self.folding = Folding()
        self.requests: list[RequestRow] = []
        self.missed = 0
        self.strange: dict[str, int] = {}
        self.phases: set[str] = {phase for _, phase in joined.consent.changes} if joined.consent.recorded else set()

    def second_reading(self) -> None:
        """Calls, bursts and flows, with what the first reading joined."""
        for row in (
            *screen_rows(self.joined, self.app, self.run), *state_rows(self.joined, self.app, self.run),
            *process_rows(self.joined, self.app, self.run),
        ):  # fmt: skip
            self.folding.add(row)
        # What is wrong with the file was told when it was read the first time.
        for line in read_trace(self.path, Problems()):
            record = line.record
            if isinstance(record, Call):
                self.folding.add(self._call(record, record.ts, record.ts, 1, line.number))
            elif isinstance(record, Burst):
                first, last = sorted((record.first, record.last))
                self.folding.add(self._call(record, first, last, max(1, record.cnt), line.number))
            elif isinstance(record, FlowRecord):
                if len(self.requests) < MAX_REQUESTS:
                    self.requests.append(self._request(record, line.number))
                else:
                    self.missed += 1

    def rows(self) -> Iterator[EventRow]:
        yield from self.folding.rows()
        yield from gap_rows(self.joined, self.app, self.run)
        for number, hook in enumerate(self.joined.run.hooks.missing):
            for item in items_of(hook) or (None,):
                yield EventRow(
                    self.app,
                    self.run,
                    self.joined.run.src,
                    number,
                    "hook-missing",
                    0,
                    0,
                    item=item,
                    api=descriptor(hook),
                )

    def limits(self, sure: str) -> Iterator[LimitRow]:
        name, record = self.path.name, self.joined.run
        for problem in self.problems.kept[:_TOLD]:
            yield limit(self.app, "run-damaged", f"{name}:{problem.line}", problem.en)
        if self.problems.count > _TOLD:
            yield limit(self.app, "run-damaged", name, f"and {self.problems.count - _TOLD} more")
        if self.missed:
            yield limit(self.app, "run-damaged", name, f"{self.missed} requests beyond {MAX_REQUESTS} were not kept")
        for number, gap in self.joined.gaps[:_TOLD]:
            seconds = max(0.0, gap.to - gap.fro)
            yield limit(self.app, "run-gap", f"{name}:{number}", f"{seconds:.0f} s: {gap.why[:200]}")
        if not record.early:
            yield limit(self.app, "run-late", name, "the hooks were not in before the first instruction of the app")
        for hook in record.hooks.missing[:100]:
            yield limit(self.app, "run-hook-missing", name, hook)
        if sure != "same":
            yield limit(
                self.app, "run-build", name, "the trace names package and version, but no digest of the package"
            )
        if self.folding.folded:
            yield limit(self.app, "run-folded", name, f"{self.folding.folded} calls were counted together")
        for kind, count in list(self.strange.items())[:_TOLD]:
            yield limit(self.app, "run-kind", name, f"{kind} ({count})")
        yield from request_limits(self.app, name, self.requests)

    def _call(self, record: Call | Burst, first: float, last: float, count: int, line: int) -> EventRow:
        joined = self.joined
        told = meaning(record.kind, record.api)
        if not told.known and (record.kind in self.strange or len(self.strange) < 1000):
            shown = str(record.kind)[:60]
            self.strange[shown] = self.strange.get(shown, 0) + 1
        who = joined.who(record.stk, record.by)
        burst = record if isinstance(record, Burst) and count > 1 else None
        milliseconds = joined.milliseconds
        phase = joined.phase(first, record.ph)
        self.phases.add(phase)
        return EventRow(
            app=self.app, run=self.run, source=joined.run.src, number=line,
            event="read" if told.item else "conduct" if told.behaviour else "call",
            at_ms=milliseconds(first), last_ms=milliseconds(last), count=count,
            gap_p10_ms=round(burst.gaps.p10 * 1000) if burst else None,
            gap_p50_ms=round(burst.gaps.p50 * 1000) if burst else None,
            gap_p90_ms=round(burst.gaps.p90 * 1000) if burst else None,
            phase=phase, state=joined.state(first, record.st), process=record.proc, item=told.item, behaviour=told.behaviour,
            api=descriptor(record.api, record.sig), argument=", ".join(record.args.shown)[:200] or None, via=record.via,
            caller=who.caller, actor=who.actor, attribution=who.basis, chain=who.chain, frames=joined.frames(record.stk)[:64],
            depth=record.depth, permission=record.perm,
            canary=isinstance(record, Call) and record.ret.canary is not None,
            foreground_service=joined.foreground.serving(first),
        )  # fmt: skip

    def _request(self, record: FlowRecord, line: int) -> RequestRow:
        joined = self.joined
        host = (record.host or record.sni or record.ip or "").lower()
        sdk = index().by_host(host)
        who = joined.who(record.stk, record.by)
        actor, basis = (who.actor, who.basis) if who.basis != "none" else (sdk or "app", "host" if sdk else "none")
        phase = joined.phase(record.ts)
        self.phases.add(phase)
        found = [p for p in record.pi if p.kind in items()]
        certain = dict.fromkeys(p.kind for p in found if p.how != "pattern")
        return RequestRow(
            app=self.app, run=self.run, source=joined.run.src, number=line, at_ms=joined.milliseconds(record.ts),
            phase=phase, state=joined.state(record.ts), host=host, port=record.port, address=record.ip,
            country=self.countries.of(record.ip) if self.countries else None, scheme=record.scheme,
            encrypted=record.tls is not None or record.scheme in ("https", "wss", "tls"), method=record.method,
            size=record.len, sdk=sdk, actor=actor, attribution=basis, items=tuple(certain),
            likely=tuple(dict.fromkeys(p.kind for p in found if p.kind not in certain)),
            proofs=tuple(f"{p.kind} {p.how} {p.at}" for p in found),
            hashed=_hashed([(p.kind, p.how) for p in found]), opaque=record.opaque, pinned=record.pinned,
        )  # fmt: skip


def _hashed(found: list[tuple[str, str]]) -> tuple[str, ...]:
    """Items of which only digests were found."""
    digests = {item for item, how in found if how.partition("/")[2] in ("md5", "sha1", "sha256")}
    plain = {item for item, how in found if how.partition("/")[2] not in ("md5", "sha1", "sha256")}
    return tuple(sorted(digests - plain))


def request_limits(app: str, name: str, requests: list[RequestRow]) -> Iterator[LimitRow]:
    """What could not be seen of requests, host by host."""
    for kind, marked in (
        ("traffic-pinned", [r for r in requests if r.pinned]),
        ("traffic-opaque", [r for r in requests if r.opaque]),
        ("traffic-partial", [r for r in requests if r.partial]),
    ):
        hosts: dict[str, int] = {}
        for row in marked:
            hosts[row.host] = hosts.get(row.host, 0) + 1
        for host, count in list(hosts.items())[:100]:
            yield limit(app, kind, host, f"{name}: {count} requests", index().by_host(host))
