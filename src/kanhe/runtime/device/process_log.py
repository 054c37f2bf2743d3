"""Events of the device's log as records: whose process started and what for, which screens of the app are up.

Knows the app's processes and which of its services are jobs; reads no log itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from kanhe.runtime.device.event_log import Event
from kanhe.runtime.device.own_processes import OwnProcesses
from kanhe.runtime.trace.records import Host, Proc, Record, ScreenState, Ui

MAX_PROCESSES = 10_000
"""Processes that are remembered; the oldest are forgotten."""


class ProcessLog:
    """Takes events in their order, gives the records they make."""

    __slots__ = ("_jobs", "_names", "_own", "_screens", "foreign")

    def __init__(
        self, own: OwnProcesses, jobs: frozenset[str] = frozenset(), screens: frozenset[str] = frozenset()
    ) -> None:
        """``jobs``: classes of the app's services that are run as jobs; ``screens``: classes of its activities."""
        self._own, self._jobs, self._screens = own, jobs, screens
        self._names: dict[int, str] = {}
        self.foreign = 0
        """Starts of other apps' processes."""

    def take(self, event: Event) -> Iterator[Record]:
        match event.what:
            case "start" if event.process:
                yield from self.started(
                    event.at, event.pid, event.process, event.component, self._host(event), event.caller
                )
            case "bound" if event.process and event.pid is not None:
                self._remember(event.pid, event.process)
            case "die" if event.pid is not None and event.process:
                known = self._names.pop(event.pid, None)
                mine = self._own.own(known) if known is not None else None
                if mine is not None:
                    yield Proc(event.at, "die", mine, event.pid)
            case "resumed" | "stopped" | "destroyed":
                process = self._names.get(event.pid) if event.pid is not None else None
                mine = self._mine(process, event.component)
                if mine is not None:
                    told: Literal["resumed", "stopped"] = "resumed" if event.what == "resumed" else "stopped"
                    yield ScreenState(event.at, told, mine, event.component, "logcat")
            case "screen_on" | "screen_off":
                yield ScreenState(event.at, event.what, src="logcat")
            case "fgs_on" | "fgs_off":
                if event.component is not None and event.component.partition("/")[0] == self._own.package:
                    yield Ui(event.at, "fg_service", comp=event.component, on=event.what == "fgs_on")

    def started(
        self,
        at: float,
        pid: int | None,
        process: str,
        component: str | None = None,
        host: Host = "other",
        caller: str | None = None,
    ) -> Iterator[Proc]:
        """A start, whoever told of it; the second to tell of the same is not listened to."""
        if pid is not None:
            if self._names.get(pid) == process:
                return
            self._remember(pid, process)
        mine = self._own.own(process)
        if mine is None:
            self.foreign += 1
        yield Proc(at, "start", mine or process, pid, host, component, caller)

    def _remember(self, pid: int, process: str) -> None:
        self._names.pop(pid, None)
        self._names[pid] = process
        if len(self._names) > MAX_PROCESSES:
            del self._names[next(iter(self._names))]

    def _mine(self, process: str | None, screen: str | None) -> str | None:
        """The process of a screen of the app's; where it is not known, the main one if the app has a screen of this name."""
        if process is not None:
            return self._own.own(process)
        return self._own.package if screen in self._screens else None

    def _host(self, event: Event) -> Host:
        name = (event.component or "").partition("/")[2]
        return "job" if event.host == "service" and name in self._jobs else event.host
