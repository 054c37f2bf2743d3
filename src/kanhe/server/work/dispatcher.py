"""Between ledger and engine: submissions that wait are begun, what came of them is recorded, each once.

Keeps no queue: the ledger's rows are the state, and whatever dies, the next look at them goes on from there.  Knows no HTTP.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from kanhe.ledger.inspections import Waiting, queue
from kanhe.ledger.ledger import Ledger
from kanhe.server.settings import Settings
from kanhe.server.work import leases
from kanhe.server.work.engine import DaskEngine, Ending, Engine, EngineAway
from kanhe.server.work.progress import Progress, Stage
from kanhe.server.work.receiving import sweep, uploads_of
from kanhe.server.work.steps import Steps
from kanhe.server.work.storage import AWAY, Storage

EVERY = 1.0
"""Seconds between looks into the ledger, when nobody wakes it."""
RENEW_EVERY = 5.0
AFTER_TROUBLE = 5.0
"""Seconds until something that is away is tried again."""
LATE = 2.0
"""A job that takes so many times its time (two attempts) and some more is stopped from here."""
_LOG = logging.getLogger("kanhe.work")


@dataclass(frozen=True, slots=True)
class Health:
    """How the work goes, for whoever watches the server."""

    engine: bool
    ledger: bool
    storage: bool
    running: int
    slots: int

    @property
    def well(self) -> bool:
        return self.engine and self.ledger and self.storage


class Dispatcher:
    """A thread that works until it is closed.  Everything else may be called from any thread."""

    def __init__(self, ledger: Ledger, storage: Storage, settings: Settings, engine: Engine | None = None) -> None:
        """Begins nothing: :meth:`start` does."""
        self._ledger, self._settings = ledger, settings
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._engine = engine or DaskEngine(settings, self._wake.set)
        self._owner = leases.this_process()
        self._steps = Steps(ledger, storage, settings, self._owner)
        self._progress = Progress()
        self._patience = settings.worker_seconds * LATE + 60
        self._running: dict[str, float] = {}  # submission → when it was sent, by the monotonic clock
        self._later: dict[str, float] = {}  # submission that went back to the queue → not before
        self._endings: list[Ending] = []
        self._thread: threading.Thread | None = None
        self._started, self._renewed, self._tried = False, 0.0, -AFTER_TROUBLE
        self._health = Health(False, True, True, 0, 0)

    def start(self) -> None:
        """Begin to work, in a thread; returns at once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="kanhe-dispatcher", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop.  What runs goes back to the queue, and is begun again by the next server."""
        self._closing.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(60)
            self._thread = None

    def wake(self) -> None:
        """There is something new in the ledger."""
        self._wake.set()

    def stages(self, submission: str) -> tuple[Stage, ...]:
        """How far a running inspection is, as far as this server knows."""
        return self._progress.stages(submission)

    def health(self) -> Health:
        return self._health

    def _work(self) -> None:
        while not self._closing.is_set():
            self._wake.wait(EVERY)
            self._wake.clear()
            ledger = storage = True
            try:
                self.turn()
            except SQLAlchemyError as error:
                ledger = False
                _LOG.error("the ledger does not answer; tried again in a moment: %s", _first_line(error))
            except AWAY as error:
                storage = False
                _LOG.error("the storage does not answer; tried again in a moment: %s", _first_line(error))
            except Exception:  # noqa: BLE001 - the thread must not end: nobody else would go on
                _LOG.exception("a turn of the dispatcher failed; it goes on with the next")
                self._closing.wait(EVERY)
            self._health = Health(
                self._started and self._engine.alive(), ledger, storage, len(self._running), self._slots()
            )
            if not (ledger and storage):
                self._closing.wait(EVERY)
        self._end()

    def turn(self) -> None:
        """Look once at everything there is to do."""
        if not self._started:
            self._steps.prepare()
            sweep(uploads_of(self._settings.folder))
        if not (self._started and self._engine.alive()):
            self._begin_engine()
        self._endings += self._engine.endings()
        while self._endings:
            self._take(self._endings[0])
            self._endings.pop(0)
        self._renew()
        waiting = self._queue()
        self._stop_those_taken_back({w.id for w in waiting if w.state == "running"})
        slots = self._slots()
        for one in waiting:
            room = len(self._running) < slots
            mine = one.id in self._running or self._later.get(one.id, 0.0) > time.monotonic()
            if not mine and (room or one.state == "running") and not self._closing.is_set():
                self._offer(one, room)
        for known in set(self._later) - {w.id for w in waiting}:
            del self._later[known]

    def _queue(self) -> tuple[Waiting, ...]:
        with self._ledger.read() as connection:
            return queue(connection)

    def _slots(self) -> int:
        return self._engine.slots() if self._started and self._engine.alive() else 0

    def _offer(self, one: Waiting, room: bool) -> None:
        """Begin it, if there is room; what an earlier server has left is recorded without."""
        begun = self._steps.begin(one, room)
        if begun is None:
            return
        self._progress.begin(one.id, begun.attempt)
        self._running[one.id] = time.monotonic()
        self._engine.submit(begun.job, one.urgent)

    def _take(self, ending: Ending) -> None:
        if ending.submission in self._running:
            self._steps.end(ending)
            del self._running[ending.submission]
            if ending.how in ("lost", "storage"):
                self._later[ending.submission] = time.monotonic() + AFTER_TROUBLE

    def _renew(self) -> None:
        now = time.monotonic()
        if self._running and now >= self._renewed + RENEW_EVERY:
            held = self._steps.renew()
            self._renewed = now
            for lost in set(self._running) - held:
                _LOG.warning("%s was taken over by another server", lost)
                self._engine.stop(lost)
                self._running.pop(lost, None)
        for late in [s for s, since in self._running.items() if now > since + self._patience]:
            self._engine.stop(late)
            self._steps.end(Ending(late, "killed", detail="late"))
            del self._running[late]

    def _stop_those_taken_back(self, still: set[str]) -> None:
        """What is no longer running in the ledger was withdrawn, or recorded by hand."""
        for gone in set(self._running) - still:
            self._engine.stop(gone)
            self._running.pop(gone, None)
            self._steps.release(gone)

    def _begin_engine(self) -> None:
        if time.monotonic() < self._tried + AFTER_TROUBLE:
            return
        self._tried = time.monotonic()
        if self._started:
            _LOG.error("the engine went away; what ran there goes back to the queue")
            self._started = False
            self._engine.close()
        try:
            self._engine.start(self._reached)
            self._started = True
        except EngineAway as error:
            _LOG.error("the engine cannot be reached; tried again in a moment: %s", error)

    def _reached(self, submission: str, stage: str) -> None:
        self._progress.reached(submission, stage, self._steps.now())

    def _end(self) -> None:
        self._engine.close()
        self._endings += self._engine.endings()
        try:
            for ending in self._endings:
                self._take(ending)
        except (SQLAlchemyError, *AWAY) as error:
            _LOG.error("what ran could not be given back; the next server finds it: %s", _first_line(error))


def _first_line(error: BaseException) -> str:
    return str(getattr(error, "orig", None) or error).partition("\n")[0]
