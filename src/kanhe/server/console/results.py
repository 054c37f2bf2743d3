"""The pages of what an inspection found, as a developer reads them: what to change first, the report, what an update changed."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response, StreamingResponse

from kanhe.server.access import NotThere, allow
from kanhe.server.api.inspections import REPORT_HEADERS, kept, packed_evidence, visible_inspection
from kanhe.server.console.pages import page
from kanhe.server.identity import Person
from kanhe.server.services import Serving
from kanhe.server.views.apps import earlier_inspections, own_app
from kanhe.server.views.result import result
from kanhe.server.work.comparing import compared

router = APIRouter(prefix="/developer/inspections", include_in_schema=False)

Developer = Annotated[Person, allow("developer")]


@router.get("/{inspection}")
def inspection(request: Request, serving: Serving, person: Developer, inspection: str) -> Response:
    """The verdict, and what to change first.  One that was recorded from elsewhere has its findings only."""
    seen = visible_inspection(serving, person, inspection)
    report = serving.storage.report(inspection)
    with serving.ledger.read() as connection:
        earlier = earlier_inspections(connection, inspection)
        app = own_app(connection, seen.app, person.enterprise or "")
    now = serving.gate.consider([app.question])[0] if app and app.question and app.sha256 == seen.sha256 else None
    return page(
        request, "developer/inspection.html.j2", person=person, seen=seen, result=result(report) if report else None,
        earlier=earlier, now=now,
    )  # fmt: skip


@router.get("/{inspection}/report")
def report(serving: Serving, person: Developer, inspection: str) -> StreamingResponse:
    """The whole report, a page of its own that can do nothing here."""
    visible_inspection(serving, person, inspection)
    return kept(serving, inspection, "report.html", "text/html; charset=utf-8", REPORT_HEADERS)


@router.get("/{inspection}/report.json")
def report_data(serving: Serving, person: Developer, inspection: str) -> StreamingResponse:
    visible_inspection(serving, person, inspection)
    return kept(serving, inspection, "report.json", "application/json", _saved("report.json"))


@router.get("/{inspection}/evidence.zip")
def evidence(serving: Serving, person: Developer, inspection: str) -> StreamingResponse:
    visible_inspection(serving, person, inspection)
    packed = packed_evidence(serving, inspection)
    return StreamingResponse(packed, 200, _saved("evidence.zip"), "application/zip")


@router.get("/{inspection}/compare")
def compare(
    request: Request, serving: Serving, person: Developer, inspection: str,
    against: Annotated[str, Query(max_length=64)] = "",
) -> Response:  # fmt: skip
    """What changed since an earlier inspection; without one named, since the last of another build."""
    seen = visible_inspection(serving, person, inspection)
    with serving.ledger.read() as connection:
        earlier = earlier_inspections(connection, inspection)
    if not against:
        other = [e for e in earlier if e.version_name != seen.version_name] or list(earlier)
        against = other[0].id if other else ""
    if not against:
        return page(
            request, "developer/compare.html.j2", person=person, seen=seen, earlier=earlier, old=None, diff=None
        )
    old = visible_inspection(serving, person, against)
    if old.app != seen.app:
        raise NotThere("两次检测不是同一应用", "the inspections are of different apps")
    diff = json.loads(compared(serving, old.id, seen.id, "json"))
    return page(request, "developer/compare.html.j2", person=person, seen=seen, earlier=earlier, old=old, diff=diff)


@router.get("/{inspection}/changes")
def changes(
    serving: Serving, person: Developer, inspection: str, against: Annotated[str, Query(max_length=64)]
) -> Response:  # fmt: skip
    """The whole comparison, a page of its own that can do nothing here."""
    new, old = (visible_inspection(serving, person, i) for i in (inspection, against))
    if new.app != old.app:
        raise NotThere("两次检测不是同一应用", "the inspections are of different apps")
    return Response(compared(serving, old.id, new.id, "html"), 200, REPORT_HEADERS, "text/html; charset=utf-8")


def _saved(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}
