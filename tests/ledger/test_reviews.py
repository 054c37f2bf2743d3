import pytest
import sqlalchemy as sa

from kanhe.ledger.cases import Problem
from kanhe.ledger.event import Refused
from kanhe.ledger.inspections import FoundProblem, InspectionRecorded, inspections, last_inspection
from kanhe.ledger.journal import Verified
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.replay import verify_ledger
from kanhe.ledger.reviews import (
    FindingReviewed,
    InspectionRevised,
    finding_reviews,
    last_reviews,
    problems_of,
    revised_from,
    standing_findings,
)  # fmt: skip
from tests.ledger.entries import act, app, build, done, refused

LABEL = "违规收集个人信息"


@pytest.fixture
def inspection(ledger: Ledger) -> str:
    """Two findings under one label, a third without one."""
    sha256 = build(ledger, app(ledger))
    findings = (
        FoundProblem("f1", "r.imei", "high", "读取 IMEI", "reads the IMEI", LABEL),
        FoundProblem("f2", "r.mac", "high", "读取 MAC", "reads the MAC", LABEL),
        FoundProblem("f3", "r.none", "low", "其他", "something else"),
    )
    return done(ledger, InspectionRecorded(sha256, "fail", "rules", findings, evidence_sha256="e" * 64)).id


def verdicts(ledger: Ledger, inspection: str) -> dict[str, str]:
    with ledger.read() as connection:
        return {f: r.verdict for f, r in last_reviews(connection, inspection).items()}


def test_the_last_review_counts_and_all_are_kept(ledger: Ledger, inspection: str) -> None:
    act(ledger, FindingReviewed(inspection, "f1", "confirmed"))
    act(ledger, FindingReviewed(inspection, "f1", "dismissed", "同意之后才读取"))
    act(ledger, FindingReviewed(inspection, "f2", "confirmed"))
    assert verdicts(ledger, inspection) == {"f1": "dismissed", "f2": "confirmed"}
    with ledger.read() as connection:
        assert len(connection.execute(sa.select(finding_reviews)).all()) == 3
        review = last_reviews(connection, inspection)["f1"]
        assert (review.by, review.reason) == ("tester", "同意之后才读取")
        assert isinstance(verify_ledger(connection), Verified)


def test_what_is_no_review(ledger: Ledger, inspection: str) -> None:
    refused(ledger, FindingReviewed(inspection, "f1", "perhaps", "r"), "no review perhaps")
    refused(ledger, FindingReviewed(inspection, "f9", "confirmed"), "no finding f9")
    refused(ledger, FindingReviewed("inspection-99", "f1", "confirmed"), "no inspection inspection-99")
    refused(ledger, FindingReviewed(inspection, "f1", "dismissed", " "), "say why")
    act(ledger, FindingReviewed(inspection, "f1", "dismissed", "r"))
    refused(ledger, FindingReviewed(inspection, "f1", "confirmed"), "to change an earlier review")


def test_a_dismissal_alone_changes_no_verdict(ledger: Ledger, inspection: str) -> None:
    for fingerprint in ("f1", "f2", "f3"):
        act(ledger, FindingReviewed(inspection, fingerprint, "dismissed", "误报"))
    with ledger.read() as connection:
        sha256 = connection.execute(sa.select(inspections.c.sha256)).scalar_one()
        last = last_inspection(connection, sha256)
    assert last is not None
    assert (last.id, last.verdict) == (inspection, "fail")


@pytest.mark.parametrize(
    ("dismissed", "incomplete", "verdict", "left"),
    [
        (("f1",), False, "fail", ["f2", "f3"]),
        (("f1", "f2", "f3"), False, "pass", []),
        (("f1", "f2", "f3"), True, "incomplete", []),
    ],
)
def test_a_revision_records_the_inspection_anew(
    ledger: Ledger, inspection: str, dismissed: tuple[str, ...], incomplete: bool, verdict: str, left: list[str]
) -> None:
    for fingerprint in dismissed:
        act(ledger, FindingReviewed(inspection, fingerprint, "dismissed", "误报"))
    revised = done(ledger, InspectionRevised(inspection, "复核", incomplete)).id
    with ledger.read() as connection:
        rows = {row.id: row for row in connection.execute(sa.select(inspections))}
        assert (rows[inspection].verdict, rows[inspection].superseded_by) == ("fail", revised)
        assert (rows[revised].verdict, rows[revised].evidence_sha256) == (verdict, "e" * 64)
        assert [f.fingerprint for f in standing_findings(connection, revised)] == left
        assert revised_from(connection, revised) == revised_from(connection, inspection) == inspection
        assert isinstance(verify_ledger(connection), Verified)
    refused(ledger, FindingReviewed(inspection, "f2", "confirmed", "r"), f"superseded by {revised}")


def test_what_is_no_revision(ledger: Ledger, inspection: str) -> None:
    refused(ledger, InspectionRevised(inspection, "r"), "no finding was dismissed")
    act(ledger, FindingReviewed(inspection, "f1", "dismissed", "r"))
    refused(ledger, InspectionRevised(inspection, " "), "needs its reason")
    refused(ledger, InspectionRevised("x", "r"), "no inspection x")
    refused(ledger, InspectionRevised(inspection, "r", id=inspection), "taken already")
    first = done(ledger, InspectionRevised(inspection, "r")).id
    refused(ledger, InspectionRevised(first, "r"), "no finding was dismissed")
    act(ledger, FindingReviewed(first, "f2", "dismissed", "r"))
    second = done(ledger, InspectionRevised(first, "r")).id
    with ledger.read() as connection:
        assert revised_from(connection, second) == inspection


def test_an_incomplete_inspection_never_passes_by_dismissals(ledger: Ledger) -> None:
    sha256 = build(ledger, app(ledger, "com.example.two", None))
    found = (FoundProblem("f1", "r", "low", "甲", "a"),)
    inspection = done(ledger, InspectionRecorded(sha256, "incomplete", "rules", found)).id
    act(ledger, FindingReviewed(inspection, "f1", "dismissed", "r"))
    done(ledger, InspectionRevised(inspection, "r"))
    with ledger.read() as connection:
        last = last_inspection(connection, sha256)
    assert last is not None
    assert last.verdict == "incomplete"


def test_confirmed_findings_become_the_problems_of_a_case(ledger: Ledger, inspection: str) -> None:
    act(ledger, FindingReviewed(inspection, "f1", "confirmed"))
    act(ledger, FindingReviewed(inspection, "f3", "dismissed", "r"))
    with ledger.read() as connection:
        assert problems_of(connection, inspection, confirmed_only=True) == (Problem(LABEL, "读取 IMEI"),)
        assert problems_of(connection, inspection) == (Problem(LABEL, "读取 IMEI；读取 MAC"),)
        with pytest.raises(Refused, match="no inspection x"):
            problems_of(connection, "x")
