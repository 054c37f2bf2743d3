"""One inspection as a worker does it: package and documents out of the storage, inspected, and everything that was found kept
under the inspection's id before the short result is told.

Runs in a worker process that stays warm.  The same job again gives what is kept already.  Knows no ledger's tables and no
scheduler.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import faulthandler
import os
import resource
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec

from kanhe.ledger.importing.inspection_report import inspection_recorded
from kanhe.ledger.inspections import DocumentBeside, InspectionRecorded
from kanhe.server.work.storage import AWAY, Storage
from kanhe.worker import for_want_of_memory

RESULT = "result.json"
"""Kept last: where it is, all else is."""
DEATH = "death.json"
"""Why the worker ended itself the last time."""
STAGES = ("fetch", "open", "package", "code", "native", "screens", "documents", "judge", "report", "keep")
_GRACE = 15
"""Seconds after which the process is ended without a word, when even its watchdog cannot run."""
Send = Callable[[str], None]
Reason = Literal["time", "memory"]


class StorageAway(Exception):
    """The storage did not answer; the same job may well succeed later."""


@dataclass(frozen=True, slots=True)
class Job:
    """Everything a worker needs, as it is sent to it."""

    submission: str
    inspection: str
    """Id that the inspection will have."""
    storage: str
    """Address; credentials are the worker's own."""
    sha256: str
    file_name: str
    """By which the report calls the package."""
    date: dt.date
    """Decides which rules and clauses are in force."""
    documents: tuple[DocumentBeside, ...] = ()
    app_type: str | None = None
    seconds: float = 600
    megabytes: int = 4096


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the record for the ledger, or why the package cannot be inspected."""

    recorded: InspectionRecorded | None = None
    zh: str = ""
    en: str = ""


def do(job: Job, send: Send = lambda stage: None, scratch: str | None = None) -> Outcome:
    """Inspect.  ``scratch``: folder for temporary files.  Raises :class:`StorageAway`; ends the process when the job takes
    more time or memory than it may."""
    try:
        storage = Storage.open(job.storage)
        if (kept := kept_outcome(storage, job.inspection)) is not None:
            return kept
        with _bounded(job, storage), tempfile.TemporaryDirectory(prefix="kanhe-", dir=scratch) as folder:
            outcome = _inspect(job, storage, Path(folder), send)
            storage.save(job.inspection, RESULT, msgspec.json.encode(outcome))
            return outcome
    except AWAY as error:
        raise StorageAway(str(error).splitlines()[0] if str(error) else type(error).__name__) from error


def kept_outcome(storage: Storage, inspection: str) -> Outcome | None:
    """What an earlier run has kept."""
    data = storage.load(inspection, RESULT)
    return msgspec.json.decode(data, type=Outcome) if data else None


def death(storage: Storage, inspection: str) -> Reason | None:
    """Why a worker ended itself over this inspection."""
    data = storage.load(inspection, DEATH)
    return {b"time": "time", b"memory": "memory"}.get(data or b"")  # type: ignore[return-value]


def _inspect(job: Job, storage: Storage, folder: Path, send: Send) -> Outcome:
    from kanhe.declared.given import GivenDocument
    from kanhe.inspection import Options, inspect
    from kanhe.package import PackageError
    from kanhe.report.html import render_html
    from kanhe.report.json import render_json

    send("fetch")
    package = folder / job.file_name
    try:
        storage.fetch("packages", job.sha256, package)
        documents = tuple(
            GivenDocument(d.role, _fetched(storage, d, folder / f"document-{n}")) for n, d in enumerate(job.documents)
        )
    except FileNotFoundError:
        return Outcome(zh="安装包或文件不在存储中", en="the package or a document is not in the storage")
    try:
        inspection = inspect(package, Options(job.date, job.app_type, documents=documents), send)
    except PackageError as error:
        return Outcome(zh=error.zh, en=error.en)
    send("report")
    report = render_json(inspection).encode()
    send("keep")
    inspection.evidence.save(folder / "evidence")
    storage.save_evidence(job.inspection, folder / "evidence")
    storage.save(job.inspection, "report.html", render_html(inspection).encode())
    storage.save(job.inspection, "report.json", report)
    said = inspection_recorded(report, job.submission, f"{storage.url.partition('?')[0]}/inspections/{job.inspection}")
    return Outcome(replace(said, id=job.inspection))


def _fetched(storage: Storage, document: DocumentBeside, folder: Path) -> Path:
    folder.mkdir()
    name = document.name.replace("/", "_").lstrip(".")[-60:] or document.role
    storage.fetch("documents", document.sha256, folder / name)
    return folder / name


@contextlib.contextmanager
def _bounded(job: Job, storage: Storage) -> Iterator[None]:
    """Time and memory of the process for as long as the job takes.  Too much of either ends the process, after a word to the
    storage: what a hostile package has done to it is not carried on to the next."""
    limit = job.megabytes << 20
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    done = threading.Event()

    def watch() -> None:
        if not done.wait(job.seconds):
            _end(storage, job.inspection, "time")

    threading.Thread(target=watch, name="kanhe-watchdog", daemon=True).start()
    with Path(os.devnull).open("wb") as silent:
        faulthandler.dump_traceback_later(job.seconds + _GRACE, exit=True, file=silent)  # waits for no turn of Python's
        try:
            yield
        except BaseException as error:
            if for_want_of_memory(error):
                resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
                _end(storage, job.inspection, "memory")
            raise
        finally:
            done.set()
            faulthandler.cancel_dump_traceback_later()
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _end(storage: Storage, inspection: str, reason: Reason) -> None:
    with contextlib.suppress(*AWAY, MemoryError):
        storage.save(inspection, DEATH, reason.encode())
    os._exit(99)
