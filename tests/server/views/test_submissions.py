from collections.abc import Callable
from pathlib import Path

from kanhe.ledger.inspections import InspectionFailed, InspectionStarted, SubmissionReturned
from kanhe.server.services import Services
from kanhe.server.views.submissions import (
    Words,
    documents_of,
    findings,
    inspection_seen,
    open_submissions,
    position,
    submission_row,
    submission_rows,
)  # fmt: skip
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE
from tests.server.work.engines import queued


def test_places_in_the_queue_states_and_owners(serving: Services, tmp_path: Path) -> None:
    put: Callable[..., str] = lambda content, owner, **more: queued(  # noqa: E731
        serving.ledger, serving.storage, tmp_path, content, owner, **more
    )
    first, second = put(b"1", ENTERPRISE), put(b"2", OTHER_ENTERPRISE)
    urgent = put(b"3", ENTERPRISE, urgent=True, reason="漏洞")
    with serving.ledger.read() as connection:
        assert [position(connection, s) for s in (urgent, first, second)] == [1, 2, 3]
        assert position(connection, "nothing") is None
        assert {r.id for r in open_submissions(connection, ENTERPRISE)} == {first, urgent}
        assert submission_row(connection, second, ENTERPRISE) is None
        assert [r.id for r in submission_rows(connection).items] == [urgent, second, first]
        part = submission_rows(connection, limit=2)
        assert [r.id for r in submission_rows(connection, after=part.next).items] == [first]
        assert documents_of(connection, first) == ()
    serving.ledger.act(InspectionStarted(urgent), "t")
    serving.ledger.act(SubmissionReturned(first, "withdrawn", "r"), "t")
    serving.ledger.act(InspectionFailed(second, "坏", "bad"), "t")
    with serving.ledger.read() as connection:
        assert [position(connection, s) for s in (urgent, first, second)] == [None, None, None]
        states = {r.id: (r.state, r.open, r.failure) for r in submission_rows(connection).items}
        assert [r.id for r in submission_rows(connection, state="failed").items] == [second]
        assert inspection_seen(connection, "nothing") is None
        assert findings(connection, "nothing") == ()
    assert states == {
        urgent: ("running", True, None), first: ("withdrawn", False, None), second: ("failed", False, Words("坏", "bad")),
    }  # fmt: skip
