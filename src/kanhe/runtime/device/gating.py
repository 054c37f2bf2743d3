"""Spawn gating: every process that the device starts is held back; the app's get the agent first, all others go on at once.

So hooks are in before the first instruction of the app, in each of its processes, and a process of another app that comes up is
seen.  Frida's callbacks come in a thread that must not ask Frida for anything: they only put into queues.  Others' processes have
a queue of their own, so that they do not wait until the app's are ready.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from kanhe.runtime.agent.recorder import Recorder
from kanhe.runtime.device.own_processes import OwnProcesses
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.device.process_log import ProcessLog
from kanhe.runtime.device.watching import FridaDevice, Instruments
from kanhe.runtime.problem import RunError
from kanhe.runtime.trace.gaps import Code

TWICE = 20.0
"""Seconds within which one process is told of twice."""
_Queue = queue.Queue[tuple[int, str] | None]


class Gate:
    """The gate from :meth:`open` to :meth:`close`."""

    __slots__ = (
        "_closed", "_device", "_errors", "_handled", "_instruments", "_lock", "_log", "_mine", "_now", "_others", "_own",
        "_recorder", "_threads", "_unwatched", "foreign",
    )  # fmt: skip

    def __init__(
        self, device: FridaDevice, instruments: Instruments, own: OwnProcesses, log: ProcessLog, recorder: Recorder,
        now: Callable[[], float], errors: tuple[type[Exception], ...],
    ) -> None:  # fmt: skip
        """``now``: the device's clock; ``errors``: what Frida raises."""
        self._device, self._instruments, self._own, self._log = device, instruments, own, log
        self._recorder, self._now = recorder, now
        self._errors: tuple[type[Exception], ...] = (RunError, *errors)
        self._mine: _Queue = queue.Queue()
        self._others: _Queue = queue.Queue()
        self._threads = [
            threading.Thread(target=self._work, args=(self._mine, self._watch), name="own processes", daemon=True),
            threading.Thread(target=self._work, args=(self._others, self._pass), name="others' processes", daemon=True),
        ]
        self._unwatched: list[tuple[float, Code, str]] = []
        self._handled: dict[int, float] = {}
        self._lock = threading.Lock()
        self._closed = False
        self.foreign: list[str] = []
        """Processes of others that came up, in their order."""

    def open(self) -> None:
        """Where the device cannot hold processes back, the one that is launched is instrumented all the same, and what is
        not seen of the others is a gap."""
        self._device.on("spawn-added", self._added)
        try:
            self._device.enable_spawn_gating()
        except self._errors as error:
            self._unwatched.append((self._now(), "not-held-back", str(error)))
        for thread in self._threads:
            thread.start()

    def launch(self) -> None:
        """Starts the app as its icon does, with the agent in before it runs.  Raises :class:`DeviceError`."""
        try:
            pid = self._device.spawn([self._own.package])
        except self._errors as error:
            raise DeviceError(f"Frida 无法启动应用：{error}", f"Frida could not start the app: {error}") from error
        self._watch(pid, self._own.package)

    def close(self) -> None:
        """Lets everything go on that is held back, and says which of the app's processes were not watched."""
        if self._closed:
            return
        self._closed = True
        self._quietly(lambda: self._device.off("spawn-added", self._added))
        self._quietly(self._device.disable_spawn_gating)
        for waiting in (self._mine, self._others):
            waiting.put(None)
        for thread in self._threads:
            if thread.is_alive():
                thread.join(10)
        for held in self._quietly(self._device.enumerate_pending_spawn) or ():
            self._quietly(partial(self._device.resume, held.pid))
        self._instruments.end()
        for begun, code, what in self._unwatched:
            self._recorder.gap(begun, self._now(), code, what)

    def _added(self, spawn: Any) -> None:
        name = str(spawn.identifier or "")
        mine = self._own.own(name)
        (self._others if mine is None else self._mine).put((int(spawn.pid), mine or name))

    def _work(self, waiting: _Queue, take: Callable[[int, str], None]) -> None:
        while (told := waiting.get()) is not None:
            take(*told)

    def _pass(self, pid: int, name: str) -> None:
        self._quietly(lambda: self._device.resume(pid))
        self.foreign.append(name)
        for record in self._log.started(self._now(), pid, name or "?"):
            self._recorder.write(record)

    def _watch(self, pid: int, process: str) -> None:
        """The agent into a held process, then on with it, whatever came of it."""
        if not self._first(pid):
            return
        begun = self._now()
        try:
            self._instruments.load(self._device.attach(pid), pid, process)
        except self._errors as error:
            self._unwatched.append((begun, "not-instrumented", f"{process} ({pid}): {error}"))
        finally:
            self._quietly(lambda: self._device.resume(pid))

    def _first(self, pid: int) -> bool:
        """Whether nobody else has this process in hand: one that is launched may be told of as one that came up, too.  Numbers
        of processes come again, but not at once."""
        now = time.monotonic()
        with self._lock:
            known = self._handled.get(pid)
            self._handled[pid] = now
        return known is None or now - known > TWICE

    def _quietly(self, call: Callable[[], Any]) -> Any:
        """The result; None where Frida would not."""
        try:
            return call()
        except self._errors:
            return None
