"""Engines for tests: one that does each job at once in this process, and one whose endings a test decides."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from kanhe.ledger.ledger import Ledger
from kanhe.server.services import Services
from kanhe.server.work.dispatcher import Dispatcher
from kanhe.server.work.engine import Ending
from kanhe.server.work.job import Job, Outcome, do

ROOT = Path(__file__).parents[3]
WEATHER = ROOT / "examples/weather.apk"
POLICY = ROOT / "examples/weather-policy.html"
SPECIMENS = sorted((ROOT / "tests/specimens/apk").glob("*.apk"))


class Told:
    """Takes jobs; a test says how they end."""

    def __init__(self, slots: int = 2) -> None:
        self.jobs: dict[str, Job] = {}
        self.order: list[str] = []
        self.stopped: list[str] = []
        self.is_alive = False
        self.reached: Callable[[str, str], None] = lambda submission, stage: None
        self._slots = slots
        self._endings: list[Ending] = []

    def start(self, reached: Callable[[str, str], None]) -> None:
        self.reached, self.is_alive = reached, True

    def alive(self) -> bool:
        return self.is_alive

    def slots(self) -> int:
        return self._slots

    def submit(self, job: Job, urgent: bool) -> None:
        self.jobs[job.submission] = job
        self.order.append(job.submission)

    def stop(self, submission: str) -> None:
        self.stopped.append(submission)
        self.jobs.pop(submission, None)

    def endings(self) -> list[Ending]:
        found, self._endings = self._endings, []
        return found

    def close(self) -> None:
        self._endings += [Ending(s, "lost", detail="closed") for s in self.jobs]
        self.jobs, self.is_alive = {}, False

    def end(self, submission: str, how: Any, outcome: Outcome | None = None, detail: str = "") -> None:
        del self.jobs[submission]
        self._endings.append(Ending(submission, how, outcome, detail))


class Inline(Told):
    """Does the job at once."""

    def submit(self, job: Job, urgent: bool) -> None:
        super().submit(job, urgent)
        self.end(job.submission, "done", do(job, lambda stage: self.reached(job.submission, stage)))


def work_off(serving: Services) -> Inline:
    """Inspect everything that waits, here and now."""
    engine = Inline(1)
    dispatcher = Dispatcher(serving.ledger, serving.storage, serving.settings, engine)
    for _ in range(40):
        before = len(engine.order)
        dispatcher.turn()
        if len(engine.order) == before and not engine._endings:
            break
    return engine


def upload(client: TestClient, package: Path | bytes = WEATHER, policy: bool = True, **more: Any) -> dict[str, Any]:
    """Hand in a package over HTTP; the answer."""
    content = package if isinstance(package, bytes) else package.read_bytes()
    files = {"package": ("某应用.apk", content)}
    if policy:
        files["policy"] = ("隐私政策.html", POLICY.read_bytes())
    answer = client.post("/v1/submissions", files=files, **more)
    assert answer.status_code == 201, answer.text
    said: dict[str, Any] = answer.json()
    return said


def queued(ledger: Ledger, storage: Any, folder: Path, content: bytes, enterprise: str, **more: Any) -> str:
    """A submission entered without HTTP, its package in the storage; the submission's id."""
    from kanhe.ledger.apps import AppRegistered, VersionRegistered
    from kanhe.ledger.inspections import Submitted

    sha256 = hashlib.sha256(content).hexdigest()
    (folder / "content").write_bytes(content)
    storage.keep("packages", sha256, folder / "content")
    app = f"com.example.a{sha256[:8]}"
    ledger.act(AppRegistered(app, "应用", enterprise), "t")
    ledger.act(VersionRegistered(f"android:{app}", sha256, "1.0"), "t")
    return str(ledger.act(Submitted(sha256, **more), "t").event.id)  # type: ignore[attr-defined]
