import datetime as dt

import sqlalchemy as sa

from kanhe.ledger.inspections import (
    FoundProblem,
    InspectionRecorded,
    InspectionStarted,
    SubmissionReturned,
    Submitted,
    inspection_findings,
    last_inspection,
    queue,
)  # fmt: skip
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.reference_case import FixedClock
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
