"""Whatever dies, each submission comes to one end."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from kanhe.ledger import journal
from kanhe.ledger.inspections import InspectionRecorded, SubmissionReturned, inspections, submissions
from kanhe.ledger.replay import verify_ledger
from kanhe.server.services import Services
from kanhe.server.work import leases
from kanhe.server.work.dispatcher import Dispatcher
from kanhe.server.work.job import RESULT, Job, Outcome
from tests.server.work.engines import Told

Waiting = Callable[..., str]


def row(serving: Services, submission: str) -> Any:
    with serving.ledger.read() as connection:
        return connection.execute(sa.select(submissions).where(submissions.c.id == submission)).one()


def passed(job: Job) -> Outcome:
    return Outcome(InspectionRecorded(job.sha256, "pass", "rules", (), job.submission, id=job.inspection))


def recorded(serving: Services) -> int:
    with serving.ledger.read() as connection:
        assert isinstance(verify_ledger(connection), journal.Verified)
        return int(connection.execute(sa.select(sa.func.count()).select_from(inspections)).scalar_one())


def test_urgent_ones_first_as_many_as_there_is_room_for(
    serving: Services, dispatcher: Dispatcher, engine: Told, waiting: Waiting
) -> None:
    first, second = waiting("1"), waiting("2")
    urgent = waiting("3", urgent=True, reason="漏洞")
    dispatcher.turn()
    assert engine.order == [urgent, first]
    assert row(serving, urgent).state == "running"
    assert row(serving, second).state == "queued"
    engine.end(urgent, "done", passed(engine.jobs[urgent]))
    dispatcher.turn()
    assert engine.order == [urgent, first, second]
    done = row(serving, urgent)
    assert (done.state, done.inspection_id) == ("done", urgent.replace("submission", "inspection"))
    engine.reached(first, "code")
    assert [s.name for s in dispatcher.stages(first)] == ["code"]


@pytest.mark.parametrize(
    ("how", "state", "words"),
    [("killed", "failed", "twice"), ("error", "failed", "log"), ("lost", "queued", None), ("storage", "queued", None)],
)
def test_how_a_job_may_end(
    serving: Services, dispatcher: Dispatcher, engine: Told, waiting: Waiting, how: str, state: str, words: str | None
) -> None:
    one = waiting("1")
    dispatcher.turn()
    engine.end(one, how, detail="d")
    dispatcher.turn()
    found = row(serving, one)
    assert found.state == state
    assert words is None or words in found.failure_en
    assert engine.order == [one], "what went back waits a moment"
    with serving.ledger.read() as connection:
        assert leases.holder(connection, one, dt.datetime.now(dt.UTC)) is None


def test_a_package_that_cannot_be_read_is_a_result(
    serving: Services, dispatcher: Dispatcher, engine: Told, waiting: Waiting
) -> None:
    one = waiting("1")
    dispatcher.turn()
    engine.end(one, "done", Outcome(zh="坏", en="bad"))
    dispatcher.turn()
    assert (row(serving, one).state, row(serving, one).failure_en) == ("failed", "bad")


def test_the_note_of_a_worker_says_why(
    serving: Services, dispatcher: Dispatcher, engine: Told, waiting: Waiting
) -> None:
    one = waiting("1")
    dispatcher.turn()
    serving.storage.save(engine.jobs[one].inspection, "death.json", b"memory")
    engine.end(one, "killed")
    dispatcher.turn()
    assert "memory" in row(serving, one).failure_en


def test_taken_back_while_it_runs(serving: Services, dispatcher: Dispatcher, engine: Told, waiting: Waiting) -> None:
    one = waiting("1")
    dispatcher.turn()
    job = engine.jobs[one]
    serving.ledger.act(SubmissionReturned(one, "withdrawn", "误交"), "dev")
    dispatcher.turn()
    assert engine.stopped == [one]
    engine.jobs[one] = job
    engine.end(one, "done", passed(job))  # it had finished meanwhile
    dispatcher.turn()
    assert row(serving, one).state == "withdrawn"
    assert recorded(serving) == 0


def test_another_server_takes_up_what_a_dead_one_left(
    serving: Services, dispatcher: Dispatcher, engine: Told, waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = waiting("1")
    dispatcher.turn()
    job = engine.jobs[one]
    second = Told()
    other = Dispatcher(serving.ledger, serving.storage, serving.settings, second)
    other.turn()
    assert second.order == [], "the first lives and has it"
    monkeypatch.setattr(leases, "gone", lambda owner: True)
    other.turn()
    assert second.order == [one]
    assert row(serving, one).attempts == 2
    engine.end(one, "done", passed(job))
    second.end(one, "done", passed(job))
    dispatcher.turn()
    other.turn()
    assert recorded(serving) == 1
    assert row(serving, one).state == "done"


def test_a_result_that_is_kept_is_taken_not_made_again(
    serving: Services, dispatcher: Dispatcher, engine: Told, waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    import msgspec

    one = waiting("1")
    dispatcher.turn()
    job = engine.jobs[one]
    serving.storage.save(job.inspection, RESULT, msgspec.json.encode(passed(job)))
    monkeypatch.setattr(leases, "gone", lambda owner: True)
    second = Told(slots=0)
    Dispatcher(serving.ledger, serving.storage, serving.settings, second).turn()
    assert second.order == []
    assert row(serving, one).state == "done"


def test_what_ends_every_server_is_given_up(
    serving: Services, waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "gone", lambda owner: True)
    monkeypatch.setattr("kanhe.server.work.steps.MOST_ATTEMPTS", 3)
    one = waiting("1")
    for _ in range(5):
        Dispatcher(serving.ledger, serving.storage, serving.settings, Told()).turn()
    assert (row(serving, one).state, row(serving, one).attempts) == ("failed", 3)
    assert "3 times" in row(serving, one).failure_en


def test_the_database_away_loses_no_ending(
    serving: Services, dispatcher: Dispatcher, engine: Told, waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = waiting("1")
    dispatcher.turn()
    engine.end(one, "done", passed(engine.jobs[one]))
    write = serving.ledger.write

    def away() -> Any:
        raise OperationalError("x", {}, Exception("away"))

    monkeypatch.setattr(serving.ledger, "write", away)
    with pytest.raises(OperationalError):
        dispatcher.turn()
    monkeypatch.setattr(serving.ledger, "write", write)
    dispatcher.turn()
    assert row(serving, one).state == "done"
    assert recorded(serving) == 1


def test_the_engine_away_is_tried_again(
    serving: Services, dispatcher: Dispatcher, engine: Told, waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kanhe.server.work.dispatcher.AFTER_TROUBLE", 0.0)
    one = waiting("1")
    dispatcher.turn()
    engine.is_alive = False
    dispatcher.turn()
    dispatcher.turn()
    assert engine.is_alive
    assert engine.order == [one, one]
    assert row(serving, one).attempts == 2


def test_a_job_that_never_ends_is_ended(
    serving: Services, engine: Told, waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kanhe.server.work.dispatcher.RENEW_EVERY", 0.0)
    hasty = Dispatcher(serving.ledger, serving.storage, replace(serving.settings, worker_seconds=-30), engine)
    one = waiting("1")
    hasty.turn()
    hasty._patience = -1.0
    hasty.turn()
    assert engine.stopped == [one]
    assert "longer" in row(serving, one).failure_en


def test_a_package_that_lies_elsewhere_waits_for_who_has_it(
    serving: Services, dispatcher: Dispatcher, engine: Told
) -> None:
    from kanhe.ledger.apps import AppRegistered, VersionRegistered
    from kanhe.ledger.inspections import Submitted
    from tests.server.conftest import ENTERPRISE

    serving.ledger.act(AppRegistered("a.b", "应用", ENTERPRISE), "t")
    serving.ledger.act(VersionRegistered("android:a.b", "1" * 64, "1"), "t")
    one = serving.ledger.act(Submitted("1" * 64), "t").event
    dispatcher.turn()
    assert engine.order == []
    assert row(serving, one.id).state == "queued"  # type: ignore[attr-defined]


def test_the_thread_begins_and_ends(serving: Services, engine: Told, waiting: Waiting) -> None:
    dispatcher = Dispatcher(serving.ledger, serving.storage, serving.settings, engine)
    assert not dispatcher.health().well
    one = waiting("1")
    dispatcher.start()
    deadline = time.monotonic() + 20
    while one not in engine.jobs and time.monotonic() < deadline:
        dispatcher.wake()
        time.sleep(0.02)
    while not dispatcher.health().running and time.monotonic() < deadline:
        time.sleep(0.02)
    assert dispatcher.health().well
    dispatcher.close()
    assert row(serving, one).state == "queued", "what ran is given back"
