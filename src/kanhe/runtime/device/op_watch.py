"""Asking the device again and again what the app reached for, where nothing can be hooked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import count

from kanhe.runtime.agent.recorder import Recorder
from kanhe.runtime.device.app_ops import API, ITEMS, read_accesses
from kanhe.runtime.device.phone import Phone, quoted
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.trace.records import Arguments, Call

EVERY = 2.0
"""Seconds between two askings."""
SAME = 0.75
"""Seconds within which two accesses are one: the device tells how long ago, and both clocks are read."""


class OpWatch:
    """The app's accesses from :meth:`start` to :meth:`stop`."""

    __slots__ = (
        "_begun",
        "_command",
        "_known",
        "_now",
        "_numbers",
        "_phone",
        "_recorder",
        "_stop",
        "_thread",
        "answered",
    )

    def __init__(self, phone: Phone, package: str, recorder: Recorder, now: Callable[[], float]) -> None:
        self._phone, self._recorder, self._now = phone, recorder, now
        self._command = f"cmd appops get {quoted(package)}"
        self._numbers = count(1)
        self._known: dict[tuple[str, bool], float] = {}
        self._begun = now()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="app ops", daemon=True)
        self.answered = 0
        """Times the device answered."""

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Asks a last time, and says what this way of watching does not see."""
        self._stop.set()
        self._thread.join(15)
        self.ask()
        self._recorder.gap(self._begun, self._now(), "no-root")

    def ask(self) -> None:
        try:
            before = self._now()
            said = self._phone.shell(self._command, 15)
        except DeviceError:
            return
        moment = (before + self._now()) / 2
        if said.ok:
            self.answered += 1
            self._take(said.text, moment)

    def _take(self, text: str, moment: float) -> None:
        for access in read_accesses(text):
            at = max(0.0, moment - access.ago)
            key = access.op, access.granted
            if access.op not in ITEMS or at < self._begun - SAME or at <= self._known.get(key, 0.0) + SAME:
                continue
            self._known[key] = at
            self._recorder.write(
                Call(
                    next(self._numbers), at, API, via="binder", kind=ITEMS[access.op],
                    args=Arguments([access.op]), perm="granted" if access.granted else "denied",
                )
            )  # fmt: skip

    def _follow(self) -> None:
        while not self._stop.wait(EVERY):
            self.ask()
