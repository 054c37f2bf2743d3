import datetime as dt
from collections.abc import Callable

import sqlalchemy as sa

from kanhe.ledger.inspections import queue
from kanhe.server.services import Services
from kanhe.server.work import leases
from kanhe.server.work.steps import Steps, inspection_of


def test_the_inspection_s_id_is_known_before_there_is_one() -> None:
    assert inspection_of("submission-12") == "inspection-12"
    odd = {inspection_of(name) for name in ("x", "submission-", "submission-1a", "y" * 64)}
    assert len(odd) == 4
    assert all(len(i) <= 64 for i in odd)


def test_a_job_has_all_that_a_worker_needs(serving: Services, waiting: Callable[..., str]) -> None:
    from kanhe.ledger.inspections import DocumentBeside

    beside = (DocumentBeside("policy", "2" * 64, "政策.html"),)
    one = waiting("1", documents=beside, app_type="maps")
    steps = Steps(serving.ledger, serving.storage, serving.settings, leases.this_process())
    steps.prepare()
    with serving.ledger.read() as connection:
        (first,) = queue(connection)
    assert steps.begin(first, room=False) is None
    begun = steps.begin(first, room=True)
    assert begun is not None
    job = begun.job
    assert (begun.attempt, job.submission, job.documents, job.app_type) == (1, one, beside, "maps")
    assert job.storage == serving.storage.url
    assert job.file_name.startswith("com.example.a")
    assert job.file_name.endswith("-1.0.apk")
    assert steps.renew() == {one}
    steps.release(one)
    with serving.ledger.read() as connection:
        assert connection.execute(sa.select(leases.leases)).all() == []
        assert leases.holder(connection, one, dt.datetime.now(dt.UTC)) is None
