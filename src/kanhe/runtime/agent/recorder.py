"""Records of all watched processes of an app in one trace.

Processes come and go, and what was hooked is known only once they are there: records are kept in a file beside the trace
until the end, when the ``run`` goes first.  Thread-safe: messages come from threads of their own.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kanhe.runtime.agent.messages import (
    BurstTold,
    CallTold,
    FlowTold,
    HooksTold,
    StackTold,
    StateTold,
    Told,
    UiTold,
)
from kanhe.runtime.agent.script import VERSION
from kanhe.runtime.agent.settings import AgentSettings, catalogue_digest
from kanhe.runtime.trace.gaps import Code, reason
from kanhe.runtime.trace.records import (
    Agent,
    Arguments,
    Burst,
    Call,
    Canary,
    FlowRecord,
    GapRecord,
    Gaps,
    Hooks,
    Record,
    Result,
    Run,
    ScreenState,
    Ui,
)
from kanhe.runtime.trace.writing import TraceWriter


@dataclass(frozen=True, slots=True)
class Watched:
    """A process that is watched."""

    pid: int
    name: str
    early: bool
    """Whether the hooks were in before its first instruction."""


class Recorder:
    """Gathers records and writes the trace when it is closed; also other sources than the agent may write."""

    def __init__(self, path: Path, run: Run, settings: AgentSettings) -> None:
        """``run`` without what only the agent knows: hooks, canaries and whether they were early are filled in."""
        self._path = path
        self._run = run
        self._settings = settings
        self._lock = threading.Lock()
        self._part = path.with_name(path.name + ".part")
        self._file: io.BufferedWriter | None = self._part.open("wb")
        self._writer = TraceWriter(self._file, run)
        self._head = self._file.tell()
        self._number = 0
        self._stacks: dict[tuple[int, int], int] = {}
        self._ok: dict[int, int] = {}
        self._missing: dict[str, str] = {}
        self._late: list[str] = []
        self._watched = 0
        self.refused = 0
        """Messages that could not be read."""

    def watch(self, process: Watched, ok: int, missing: Iterable[tuple[str, str]]) -> None:
        """A process is watched from now on."""
        with self._lock:
            self._watched += 1
            self._ok[process.pid] = ok
            self._missing.update(missing)
            if not process.early:
                self._late.append(process.name)

    def write(self, *records: Record) -> None:
        """Records of another source: the device's event log, a screen, a capture."""
        with self._lock:
            self._writer.write_all(records)

    def take(self, process: Watched, told: Sequence[Told], refused: int = 0) -> None:
        """A batch of the agent."""
        with self._lock:
            self.refused += refused
            if self._file is None:
                self.refused += len(told)
                return
            for message in told:
                if isinstance(message, StackTold):
                    self._stacks[process.pid, message.id] = self._writer.stack(message.frames)
                elif isinstance(message, HooksTold):
                    self._ok[process.pid] = message.ok
                    self._missing.update(message.missing)
                else:
                    self._writer.write(self._record(process, message))

    def gap(self, begin: float, end: float, code: Code, what: str = "") -> None:
        """Nothing was watched between two moments, seconds since 1970."""
        self.write(GapRecord(begin, max(begin, end), reason(code, what)[:1024]))

    def close(self) -> Run:
        """Writes the trace; returns its ``run``."""
        with self._lock:
            if self._file is None:
                return self._run
            self._file.close()
            self._file = None
            self._run = self._told_run()
            with self._part.open("rb") as body, self._path.open("wb") as out:
                TraceWriter(out, self._run)
                body.seek(self._head)
                shutil.copyfileobj(body, out)
            with contextlib.suppress(OSError):
                os.unlink(self._part)
            return self._run

    def _told_run(self) -> Run:
        settings = self._settings
        return msgspec.structs.replace(
            self._run,
            agent=Agent(VERSION, catalogue_digest()),
            canaries=[Canary(c.id, c.item) for c in settings.canaries],
            hooks=Hooks(max(self._ok.values(), default=0), sorted(self._missing)[:4096]),
            early=self._watched > 0 and not self._late,
        )

    def _record(self, process: Watched, told: CallTold | StateTold | UiTold | FlowTold) -> Record:
        if isinstance(told, StateTold):
            return ScreenState(told.ts, told.ev, process.name, told.comp)
        if isinstance(told, UiTold):
            return Ui(told.ts, told.ev, told.text, by=told.by, granted=told.granted, comp=told.comp, on=told.on)
        self._number += 1
        number = self._number
        stack = None if told.stk is None else self._stacks.get((process.pid, told.stk))
        if isinstance(told, FlowTold):
            return FlowRecord(
                told.ts, told.host, number, told.ip, told.port, told.sni, told.scheme, told.tls, told.method, told.path_d,
                told.len, opaque=told.opaque, lport=told.lport, hash=told.hash, stk=stack,
            )  # fmt: skip
        arguments = Arguments(told.shown, told.ad)
        if isinstance(told, BurstTold):
            return Burst(
                number, told.api, told.cnt, told.first, told.last, Gaps(*told.gaps), process.pid, process.name, sig=told.sig,
                via=told.via, kind=told.kind, args=arguments, perm=told.perm, stk=stack, depth=told.depth,
            )  # fmt: skip
        return Call(
            number, told.ts, told.api, told.mono, process.pid, told.tid, process.name, sig=told.sig, via=told.via,
            kind=told.kind, args=arguments, ret=Result(told.rl, told.rd, told.rc), thr=told.thr, perm=told.perm,
            stk=stack, depth=told.depth,
        )  # fmt: skip
