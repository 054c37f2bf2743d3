"""``/v1/reviews`` and the findings of inspections: what waits for an inspector, what was confirmed or dismissed and why."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from kanhe.ledger.reviews import FindingReviewed, InspectionRevised
from kanhe.server.access import NotThere, allow
from kanhe.server.api.parts import After, Body, Done, Key, Limit, PathId, Prose, carry_out
from kanhe.server.identity import Person
from kanhe.server.services import Services, Serving
from kanhe.server.views.findings import InspectionRow, InspectionView, inspection_rows, inspection_view
from kanhe.server.views.inspector_queue import QueueRow, ReviewRow, to_review, waiting
from kanhe.server.views.paging import Part

router = APIRouter(prefix="/v1", tags=["reviews"])

Reader = Annotated[Person, allow("inspector", "supervisor", "auditor")]
Inspector = Annotated[Person, allow("inspector")]


class Review(Body):
    verdict: Literal["confirmed", "dismissed"]
    reason: Prose | None = None
    """Required to dismiss, and to change what was said before."""


class NewRevision(Body):
    reason: Prose


@router.get("/reviews/waiting")
def list_waiting(serving: Serving, person: Reader) -> list[QueueRow]:
    """Builds that wait for their inspection or are being inspected, by risk and age."""
    with serving.ledger.read() as connection:
        return list(waiting(connection, serving.ledger.moment()))


@router.get("/reviews")
def list_to_review(serving: Serving, person: Reader) -> list[ReviewRow]:
    """Inspections with findings that nobody reviewed yet, by risk and age."""
    with serving.ledger.read() as connection:
        return list(to_review(connection, serving.ledger.moment()))


@router.get("/reviews/inspections")
def list_inspections(
    serving: Serving, person: Reader, app: Annotated[str | None, Query(max_length=300)] = None,
    verdict: Literal["pass", "fail", "incomplete"] | None = None,
    superseded: Annotated[bool, Query(description="Also those that a later inspection superseded")] = False,
    after: After = None, limit: Limit = 50,
) -> Part[InspectionRow]:  # fmt: skip
    """Inspections, newest first."""
    with serving.ledger.read() as connection:
        return inspection_rows(connection, app, verdict, not superseded, after, limit)


@router.get("/reviews/inspections/{inspection}")
def read_reviews(serving: Serving, person: Reader, inspection: PathId) -> InspectionView:
    """One inspection with its findings and their reviews."""
    return visible_inspection(serving, inspection)


@router.post("/reviews/inspections/{inspection}/findings/{fingerprint}", status_code=201)
def review_finding(
    serving: Serving, person: Inspector, inspection: PathId, fingerprint: PathId, body: Review, key: Key = None
) -> Done:
    """Confirm or dismiss a finding.  Neither changes the recorded verdict."""
    view = visible_inspection(serving, inspection)
    if fingerprint not in {f.fingerprint for f in view.findings}:
        raise NotThere(f"没有发现项 {fingerprint}", f"there is no finding {fingerprint}")
    event = FindingReviewed(inspection, fingerprint, body.verdict, body.reason or "")
    return carry_out(serving, person, event, key)


@router.post("/reviews/inspections/{inspection}/revision", status_code=201)
def revise_inspection(
    serving: Serving, person: Inspector, inspection: PathId, body: NewRevision, key: Key = None
) -> Done:  # fmt: skip
    """Record the inspection anew without the findings that were dismissed.  What was undecided for want of evidence stays
    undecided: such an inspection becomes incomplete, never a pass."""
    view = visible_inspection(serving, inspection)
    incomplete = undecided(serving.storage.report(view.looked))
    return carry_out(serving, person, InspectionRevised(inspection, body.reason, incomplete), key)


def undecided(report: dict[str, Any] | None) -> bool:
    """Whether rules that decide the verdict were left undecided; also when the report is gone, since nobody can tell."""
    if report is None:
        return True
    return any(r["outcome"] == "incomplete" and r["effect"] == "violation" for r in report["rules"])


def visible_inspection(serving: Services, inspection: str) -> InspectionView:
    """Raises :class:`NotThere`."""
    with serving.ledger.read() as connection:
        found = inspection_view(connection, inspection)
    if found is None:
        raise NotThere(f"没有检测 {inspection}", f"there is no inspection {inspection}")
    return found
