"""A real cluster of one worker: jobs that work, that end their worker, that are stopped."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kanhe.server.settings import Settings
from kanhe.server.work.engine import DaskEngine, Ending, EngineAway
from kanhe.server.work.job import Job, death
from kanhe.server.work.storage import Storage
from tests.server.work.engines import WEATHER

PATIENCE = 240


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("engine")


@pytest.fixture(scope="module")
def storage(folder: Path) -> Storage:
    found = Storage.open((folder / "kept").as_uri())
    (folder / "in").write_bytes(WEATHER.read_bytes())
    found.keep("packages", sha(), folder / "in")
    return found


@pytest.fixture(scope="module")
def stages() -> list[tuple[str, str]]:
    return []


@pytest.fixture(scope="module")
def engine(folder: Path, stages: list[tuple[str, str]]) -> Iterator[DaskEngine]:
    made = DaskEngine(Settings(folder))
    assert not made.alive()
    made.start(lambda submission, stage: stages.append((submission, stage)))
    yield made
    made.close()
    assert not made.alive()


def sha() -> str:
    return hashlib.sha256(WEATHER.read_bytes()).hexdigest()


def job(storage: Storage, name: str, **more: object) -> Job:
    return Job(name, f"of-{name}", storage.url, sha(), "weather.apk", dt.date(2026, 1, 1), **more)  # type: ignore[arg-type]


def ended(engine: DaskEngine, submission: str) -> Ending:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for ending in engine.endings():
            assert ending.submission == submission
            return ending
        engine.slots()  # as the dispatcher asks at every turn
        time.sleep(0.2)
    raise AssertionError(f"{submission} has not ended")


def test_a_job_is_done_and_its_stages_are_told(
    engine: DaskEngine, storage: Storage, stages: list[tuple[str, str]]
) -> None:
    assert engine.alive()
    assert engine.slots() == 1
    engine.submit(job(storage, "s1"), urgent=False)
    ending = ended(engine, "s1")
    assert ending.how == "done"
    assert ending.outcome is not None
    assert ending.outcome.recorded is not None
    assert storage.report("of-s1") is not None
    assert ("s1", "code") in stages


def test_a_job_that_ends_its_worker_twice_is_given_up_and_the_next_one_works(
    engine: DaskEngine, storage: Storage
) -> None:
    engine.submit(job(storage, "s2", seconds=0.0), urgent=False)
    assert ended(engine, "s2").how == "killed"
    assert death(storage, "of-s2") == "time"
    engine.submit(job(storage, "s3"), urgent=True)
    assert ended(engine, "s3").how == "done"


def test_a_job_that_is_stopped_is_not_told_and_leaves_its_place(engine: DaskEngine, storage: Storage) -> None:
    engine.submit(job(storage, "s4"), urgent=False)
    engine.stop("s4")
    engine.stop("never there")
    engine.submit(job(storage, "s5"), urgent=False)
    assert ended(engine, "s5").how == "done"


def test_a_fault_of_the_program_is_told_as_one(engine: DaskEngine, storage: Storage) -> None:
    away = Job("s6", "i", "ftp://nowhere", sha(), "a.apk", dt.date(2026, 1, 1))
    engine.submit(away, urgent=False)
    assert ended(engine, "s6").how == "error"


def test_a_cluster_that_is_not_there(folder: Path) -> None:
    with pytest.raises(EngineAway):
        DaskEngine(Settings(folder, engine="tcp://127.0.0.1:1")).start(lambda submission, stage: None)
