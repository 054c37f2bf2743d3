import datetime as dt

import pytest
import sqlalchemy as sa

from kanhe.ledger import migrations
from kanhe.ledger.inspections import InspectionRecorded, InspectionStarted, SubmissionReturned, Submitted, submissions
from kanhe.ledger.journal import Verified
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.migrations.versions import r0003_submissions
from kanhe.ledger.reference_case import FixedClock
from kanhe.ledger.replay import verify_ledger
from kanhe.ledger.store import open_store
from tests.ledger.entries import act, app, build, done
from tests.ledger.migrations.older import back_to


def test_an_older_queue_is_brought_to_what_its_records_say(url: str, clock: FixedClock) -> None:
    ledger = Ledger.open(url, clock)
    of = app(ledger)
    inspected, withdrawn, waiting = (done(ledger, Submitted(build(ledger, of, v))) for v in "123")
    for _ in range(2):
        act(ledger, InspectionStarted(inspected.id))
        act(ledger, SubmissionReturned(inspected.id, "queued", "worker died"))
    clock.at += dt.timedelta(hours=1)
    act(ledger, InspectionRecorded(inspected.sha256, "pass", "r1", submission=inspected.id))
    act(ledger, SubmissionReturned(withdrawn.id, "withdrawn", "误交"))
    with ledger.engine.begin() as connection:
        back_to(connection, "0002")
    ledger.engine.dispose()

    again = Ledger(open_store(url), clock)
    with again.engine.begin() as connection:
        migrations.upgrade(connection)
    with again.read() as connection:
        found = connection.execute(sa.select(submissions).order_by(submissions.c.submitted_at, submissions.c.id)).all()
        assert isinstance(verify_ledger(connection), Verified)
    ended = {row.id: (row.attempts, row.ended_at) for row in found}
    assert ended == {inspected.id: (2, clock.at), withdrawn.id: (0, clock.at), waiting.id: (0, None)}


def test_is_never_undone() -> None:
    with pytest.raises(NotImplementedError, match="never dropped"):
        r0003_submissions.downgrade()
