"""Where inspections run: workers of this machine, or a Dask cluster somewhere else.

Takes jobs and tells how each ended; a worker that a package blew up is replaced, and the package gets one more chance.  Knows no
ledger: what is to be run, and what becomes of the result, is the dispatcher's business.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from kanhe.server.settings import Settings
from kanhe.server.work.job import Job, Outcome, StorageAway

TOPIC = "kanhe-stages"
ALLOWED_DEATHS = 1
"""Workers that a job may end before it is given up; the next one is one too many."""
START_PATIENCE = 60
"""Seconds until a cluster has to be there."""
MEND_EVERY = 5.0
"""Seconds between attempts to replace workers of this machine."""
UNMANNED = 180.0
"""Seconds without a worker of this machine after which the whole cluster is begun again."""
_LOG = logging.getLogger("kanhe.work")

How = Literal["done", "killed", "lost", "storage", "error"]


class EngineAway(Exception):
    """The cluster cannot be reached."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ended: ``done`` with an outcome; ``killed``: it ended its workers; ``lost``: the cluster went away; ``storage``:
    a worker could not reach the storage; ``error``: a fault of this program."""

    submission: str
    how: How
    outcome: Outcome | None = None
    detail: str = ""


class Engine(Protocol):
    """What the dispatcher needs; each method but ``submit`` and ``endings`` may take a moment."""

    def start(self, reached: Callable[[str, str], None]) -> None:
        """Raises :class:`EngineAway`.  ``reached``: told submission and stage, from another thread."""

    def alive(self) -> bool: ...

    def slots(self) -> int:
        """Jobs that can run at the same time."""

    def submit(self, job: Job, urgent: bool) -> None: ...

    def stop(self, submission: str) -> None:
        """End a job, whatever it does; its ending is not told."""

    def endings(self) -> list[Ending]:
        """What has ended since it was asked last."""

    def close(self) -> None: ...


class DaskEngine:
    """Dask.distributed: a cluster of this process with ``settings.workers`` processes, or the one at ``settings.engine``."""

    def __init__(self, settings: Settings, ended: Callable[[], None] = lambda: None) -> None:
        """``ended``: called from another thread when a job has ended."""
        self._settings, self._ended = settings, ended
        self._cluster: Any = None
        self._client: Any = None
        self._running: dict[str, Any] = {}
        self._lock = threading.Lock()
        self._manned, self._mended = 0.0, 0.0
        self._endings: queue.SimpleQueue[Ending] = queue.SimpleQueue()

    def start(self, reached: Callable[[str, str], None]) -> None:
        import dask
        from distributed import Client, LocalCluster

        dask.config.set(CONFIGURATION)
        for name in ("distributed", "distributed.client"):  # what matters of it is said by the dispatcher
            logging.getLogger(name).setLevel(logging.CRITICAL)
        scratch = self._settings.folder.absolute() / "workers"
        try:
            if self._settings.engine:
                self._client = Client(self._settings.engine, timeout=10, set_as_default=False, name="kanhe")
            else:
                scratch.mkdir(parents=True, exist_ok=True)
                self._cluster = LocalCluster(
                    n_workers=self._settings.workers, threads_per_worker=1, processes=True, host="127.0.0.1",
                    dashboard_address="127.0.0.1:0", scheduler_kwargs={"dashboard": False}, local_directory=str(scratch),
                    memory_limit=(self._settings.worker_megabytes + _OVERHEAD) << 20, silence_logs=logging.CRITICAL,
                    preload=["kanhe.server.work.warm"],
                )  # fmt: skip
                self._client = Client(self._cluster, timeout=START_PATIENCE, set_as_default=False, name="kanhe")
        except (OSError, TimeoutError, ValueError) as error:
            self.close()
            raise EngineAway(str(error) or type(error).__name__) from error
        self._manned = time.monotonic()
        self._client.subscribe_topic(TOPIC, lambda event: reached(*event[1]))

    def alive(self) -> bool:
        client = self._client
        if client is None or client.status != "running":
            return False
        return time.monotonic() < self._manned + UNMANNED

    def slots(self) -> int:
        try:
            workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
        except (OSError, TimeoutError, AttributeError):
            return 0
        if workers or self._cluster is None:
            self._manned = time.monotonic()
        if self._cluster is not None and len(workers) < self._settings.workers:
            self._mend()
        return sum(int(w["nthreads"]) for w in workers)

    def _mend(self) -> None:
        """A package that ends its worker in the first moment takes the nanny along, which has not seen it begin: the cluster
        is told to have as many as it should, and opens those that are gone for good."""
        if time.monotonic() > self._mended + MEND_EVERY:
            self._mended = time.monotonic()
            self._cluster.scale(self._settings.workers)

    def submit(self, job: Job, urgent: bool) -> None:
        future = self._client.submit(
            run, job, key=job.submission, pure=False, priority=10 if urgent else 0, retries=0
        )  # fmt: skip
        with self._lock:
            self._running[job.submission] = future
        future.add_done_callback(lambda found: self._end(job.submission, found))

    def stop(self, submission: str) -> None:
        with self._lock:
            future = self._running.pop(submission, None)
        if future is None:
            return
        try:
            at = [worker for worker, keys in self._client.processing().items() if submission in keys]
            future.cancel(reason="stopped", force=True)
            # A thread cannot be ended, but its process can; the nanny begins another one.
            if at:
                self._client.restart_workers(at, timeout=20, raise_for_error=False)
        except (OSError, TimeoutError, ValueError):
            _LOG.warning("%s could not be stopped at once", submission, exc_info=True)

    def endings(self) -> list[Ending]:
        found = []
        while not self._endings.empty():
            found.append(self._endings.get())
        return found

    def close(self) -> None:
        with self._lock:
            running, self._running = self._running, {}
        client, cluster, self._client, self._cluster = self._client, self._cluster, None, None
        for part in (client, cluster):
            if part is not None:
                try:
                    part.close(timeout=20)
                except (OSError, TimeoutError):
                    _LOG.warning("the engine did not close in time; its workers end with this process")
        for submission in running:
            self._tell(Ending(submission, "lost", detail="the engine was closed"))

    def _end(self, submission: str, future: Any) -> None:
        """Called by Dask, in a thread of its own."""
        with self._lock:
            if self._running.get(submission) is not future:
                return  # stopped, or given up
            del self._running[submission]
        self._tell(_ending(submission, future))

    def _tell(self, ending: Ending) -> None:
        self._endings.put(ending)
        self._ended()


_OVERHEAD = 1024
"""MB above its job's own that a worker may have before its nanny ends it: libraries and what it keeps warm."""

CONFIGURATION = {
    "distributed.scheduler.allowed-failures": ALLOWED_DEATHS,
    # Nothing is kept in workers: there is nothing to spill, and one that waits for memory waits for ever.
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": 0.98,
    # A busy machine takes its time to begin a worker again.
    "distributed.deploy.lost-worker-timeout": "60s",
    "distributed.admin.event-loop": "tornado",
    # Neither is looked at by anybody, and both cost a few per cent of a core all day.
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    # No pages about the cluster: it is nobody's business but the server's.
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.admin.low-level-log-length": 100,
}


def run(job: Job) -> Outcome:
    """What the worker is sent: by name, so that it reads it from its own installation."""
    from distributed import get_worker

    from kanhe.server.work.job import do

    worker = get_worker()
    return do(job, lambda stage: worker.log_event(TOPIC, (job.submission, stage)), worker.local_directory)


def _ending(submission: str, future: Any) -> Ending:
    if future.status == "finished":
        try:
            return Ending(submission, "done", future.result(timeout=30))
        except (OSError, TimeoutError) as error:  # the worker that had it is gone: the storage has it
            return Ending(submission, "lost", detail=str(error))
    if future.status != "error":
        return Ending(submission, "lost", detail=future.status)
    fault = future.exception(timeout=30)
    detail = f"{type(fault).__name__}: {fault}"[:500]
    if type(fault).__name__ == "KilledWorker":
        return Ending(submission, "killed", detail=detail)
    if isinstance(fault, StorageAway):
        return Ending(submission, "storage", detail=detail)
    _LOG.error("the inspection of %s failed", submission, exc_info=fault)
    return Ending(submission, "error", detail=detail)
