"""Following the device's event log in a thread of its own, and saying when it could not be followed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress

from kanhe.runtime.agent.recorder import Recorder
from kanhe.runtime.device.event_log import Event, read_event, read_line
from kanhe.runtime.device.phone import Phone, Stream
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.device.process_log import ProcessLog

SINCE = "logcat -b events -v threadtime -v epoch -v usec -T {moment:.6f}"
SINCE_DATE = "TZ=UTC logcat -b events -v threadtime -T '{date}'"
"""Before Android 7 there are dates only."""
SETTLE = 1.0
"""Seconds in which the last events come through."""
PAUSE = 2.0
"""Seconds before a log that broke off is opened again."""


class EventWatch:
    """The event log from :meth:`start` to :meth:`stop`.

    It is read from a moment on, so that a log that broke off loses nothing while the device still has its lines."""

    __slots__ = (
        "_dated", "_last", "_log", "_now", "_phone", "_recorder", "_stop", "_stream", "_thread", "_touch", "_year", "seen",
    )  # fmt: skip

    def __init__(self, phone: Phone, log: ProcessLog, recorder: Recorder, now: Callable[[], float]) -> None:
        """``now``: the device's clock, seconds since 1970."""
        self._phone, self._log, self._recorder, self._now = phone, log, recorder, now
        self._stop = threading.Event()
        self._stream: Stream | None = None
        self._thread = threading.Thread(target=self._follow, name="event log", daemon=True)
        self._last = now()
        """Of the newest line that was read; at first, when the run began."""
        self._year = time.gmtime(self._last).tm_year
        self._dated = False
        self._touch = 0.0
        self.seen = 0
        """Lines that were understood as lines."""

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Whatever happened until now is recorded when it returns."""
        if not self._thread.is_alive():
            return
        time.sleep(SETTLE)
        self._stop.set()
        if self._stream is not None:
            self._stream.stop()
        self._thread.join(5)

    def touched_since(self, moment: float) -> float | None:
        """When the device last told of a touch, if after a moment."""
        return self._touch if self._touch >= moment else None

    def _follow(self) -> None:
        again = False
        while not self._stop.is_set():
            lines = self._read(again)
            if self._stop.is_set() and (lines or not again):
                return  # it was being read when it was stopped
            if not self.seen:
                self._dated = not self._dated
            again = True
            self._stop.wait(PAUSE)
        self._recorder.gap(self._last, self._now(), "event-log-unread")

    def _read(self, again: bool) -> int:
        """Lines that came until the log broke off.  ``again``: it was opened before, and broke off."""
        lines, known = 0, self._last
        with suppress(DeviceError):  # told as a gap when it is found again, or at the end
            self._stream = self._phone.lines(self._command())
            for text in self._stream:
                line = read_line(text, self._year)
                if line is None or not line.at:
                    continue
                if again and not lines and line.at > known and self.seen:
                    self._recorder.gap(known, line.at, "event-log-behind")
                lines += 1
                self.seen += 1
                self._last = max(self._last, line.at)
                event = read_event(line) if line.at > known else None
                if event is not None:
                    self._note(event)
        return lines

    def _command(self) -> str:
        if not self._dated:
            return SINCE.format(moment=self._last)
        return SINCE_DATE.format(date=time.strftime("%m-%d %H:%M:%S.000", time.gmtime(self._last)))

    def _note(self, event: Event) -> None:
        if event.what == "touch":
            self._touch = event.at
        elif event.what == "lost":
            self._recorder.gap(event.at, event.at, "event-log-lossy")
        else:
            for record in self._log.take(event):
                self._recorder.write(record)
