import datetime as dt

import sqlalchemy as sa

from kanhe.ledger.inspections import (
    DocumentBeside,
    FoundProblem,
    InspectionFailed,
    InspectionRecorded,
    InspectionStarted,
    SubmissionReturned,
    Submitted,
    inspection_findings,
    last_inspection,
    queue,
    submission_documents,
    submissions,
)  # fmt: skip
from kanhe.ledger.journal import Verified
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.reference_case import FixedClock
from kanhe.ledger.replay import verify_ledger
from tests.ledger.entries import act, app, build, done, refused, sha

PROBLEM = FoundProblem("f1", "rule-a", "high", "问题", "a problem", "违规收集个人信息")


def test_a_submission_is_due_in_seven_days_and_urgent_ones_come_first(ledger: Ledger, clock: FixedClock) -> None:
    of = app(ledger)
    first = done(ledger, Submitted(build(ledger, of, "1"), "new")).id
    clock.at += dt.timedelta(hours=1)
    second = done(ledger, Submitted(build(ledger, of, "2"))).id
    fix = done(ledger, Submitted(build(ledger, of, "3"), urgent=True, reason="漏洞")).id
    with ledger.read() as connection:
        waiting = queue(connection)
    assert [w.id for w in waiting] == [fix, first, second]
    assert waiting[1].due_at - waiting[1].submitted_at == dt.timedelta(days=7)


def test_what_is_no_submission(ledger: Ledger) -> None:
    built = build(ledger, app(ledger))
    refused(ledger, Submitted(built, "hotfix"), "'new' or 'update'")
    refused(ledger, Submitted(built, urgent=True), "needs its reason")
    refused(ledger, Submitted(sha("x")), "not registered")
    taken = done(ledger, Submitted(built)).id
    refused(ledger, Submitted(built), "in the queue already")
    refused(ledger, Submitted(build(ledger, "android:com.example.one", "2"), id=taken), "taken already")


def test_the_way_through_the_queue(ledger: Ledger) -> None:
    built = build(ledger, app(ledger))
    submission = done(ledger, Submitted(built)).id
    act(ledger, InspectionStarted(submission))
    refused(ledger, InspectionStarted(submission), "is running")
    act(ledger, SubmissionReturned(submission, "queued", "worker died"))
    refused(ledger, SubmissionReturned(submission, "done", "r"), "back to the queue or is withdrawn")
    act(ledger, InspectionStarted(submission))
    recorded = done(ledger, InspectionRecorded(built, "pass", "r1", submission=submission)).id
    with ledger.read() as connection:
        assert queue(connection) == ()
        found = last_inspection(connection, built)
    assert found is not None
    assert (found.id, found.verdict) == (recorded, "pass")
    refused(ledger, InspectionRecorded(built, "pass", "r1", submission=submission), "is done")
    again = done(ledger, Submitted(built)).id
    act(ledger, SubmissionReturned(again, "withdrawn", "误交"))
    refused(ledger, InspectionStarted(again), "is withdrawn")
    refused(ledger, InspectionStarted("x"), "no submission x")


def test_the_newest_inspection_of_exactly_this_package_counts(ledger: Ledger) -> None:
    of = app(ledger)
    one, two = build(ledger, of, "1"), build(ledger, of, "2")
    act(ledger, InspectionRecorded(one, "pass", "r1"))
    act(ledger, InspectionRecorded(one, "fail", "r2", (PROBLEM, PROBLEM)))
    with ledger.read() as connection:
        found = last_inspection(connection, one)
        assert found is not None
        assert (found.verdict, found.ruleset) == ("fail", "r2")
        assert last_inspection(connection, two) is None
        assert len(connection.execute(sa.select(inspection_findings)).all()) == 1


def test_what_is_no_inspection(ledger: Ledger) -> None:
    of = app(ledger)
    one, two = build(ledger, of, "1"), build(ledger, of, "2")
    submission = done(ledger, Submitted(one)).id
    refused(ledger, InspectionRecorded(two, "pass", "r", submission=submission), "of another package")
    refused(ledger, InspectionRecorded(one, "good", "r"), "no verdict good")
    refused(ledger, InspectionRecorded(one, "pass", "r", (PROBLEM,)), "no pass")
    refused(ledger, InspectionRecorded(sha("x"), "pass", "r"), "not registered")
    taken = done(ledger, InspectionRecorded(one, "pass", "r")).id
    refused(ledger, InspectionRecorded(one, "pass", "r", id=taken), "taken already")


def row(ledger: Ledger, submission: str) -> sa.Row[tuple[object, ...]]:
    with ledger.read() as connection:
        return connection.execute(sa.select(submissions).where(submissions.c.id == submission)).one()


def test_a_failed_inspection_ends_the_submission_and_leaves_the_package_open(ledger: Ledger, clock: FixedClock) -> None:
    built = build(ledger, app(ledger))
    submission = done(ledger, Submitted(built)).id
    refused(ledger, InspectionFailed(submission, " ", "why"), "needs its reason")
    act(ledger, InspectionStarted(submission))
    act(ledger, SubmissionReturned(submission, "queued", "the server ended"))
    act(ledger, InspectionStarted(submission))
    clock.at += dt.timedelta(minutes=3)
    act(ledger, InspectionFailed(submission, "两次用尽内存", "ran out of memory twice"))
    found = row(ledger, submission)
    assert (found.state, found.attempts, found.ended_at) == ("failed", 2, clock.at)
    assert (found.failure_zh, found.failure_en) == ("两次用尽内存", "ran out of memory twice")
    refused(ledger, InspectionStarted(submission), "is failed")
    refused(ledger, InspectionFailed(submission, "再", "again"), "is failed")
    refused(ledger, InspectionRecorded(built, "pass", "r1", submission=submission), "is failed")
    with ledger.read() as connection:
        assert queue(connection) == ()
        assert last_inspection(connection, built) is None
    assert done(ledger, Submitted(built)).id != submission
    agrees(ledger)


def test_what_lies_beside_the_package_is_remembered(ledger: Ledger) -> None:
    beside = (DocumentBeside("policy", sha("p"), "隐私政策.html"), DocumentBeside("sdk-list", sha("s"), "sdk.xlsx"))
    submission = done(ledger, Submitted(build(ledger, app(ledger)), documents=beside, app_type="maps")).id
    assert row(ledger, submission).app_type == "maps"
    with ledger.read() as connection:
        found = connection.execute(sa.select(submission_documents).order_by(submission_documents.c.position)).all()
    assert [(d.submission_id, d.position, d.role, d.sha256, d.name) for d in found] == [
        (submission, 0, "policy", sha("p"), "隐私政策.html"),
        (submission, 1, "sdk-list", sha("s"), "sdk.xlsx"),
    ]
    agrees(ledger)


def test_when_a_submission_ended(ledger: Ledger, clock: FixedClock) -> None:
    of = app(ledger)
    one, two = (done(ledger, Submitted(build(ledger, of, v))) for v in "12")
    clock.at += dt.timedelta(hours=2)
    act(ledger, InspectionRecorded(one.sha256, "pass", "r1", submission=one.id))
    act(ledger, SubmissionReturned(two.id, "withdrawn", "误交"))
    assert [row(ledger, s.id).ended_at for s in (one, two)] == [clock.at, clock.at]
    agrees(ledger)


def agrees(ledger: Ledger) -> None:
    with ledger.read() as connection:
        assert isinstance(verify_ledger(connection), Verified)
