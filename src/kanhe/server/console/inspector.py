"""The inspector's pages: the queue, and one inspection side by side: findings to decide, and what they rest on."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from sqlalchemy import Connection
from starlette.responses import Response

from kanhe.ledger.cases import CaseOpened, CaseTested
from kanhe.ledger.event import Refused
from kanhe.ledger.reviews import FindingReviewed, InspectionRevised, problems_of
from kanhe.report.html.matrix import matrix
from kanhe.server.access import NotThere, allow
from kanhe.server.api.findings import undecided
from kanhe.server.console.needs import Need
from kanhe.server.console.pages import done, page
from kanhe.server.console.people import people
from kanhe.server.identity import Person
from kanhe.server.services import Services, Serving
from kanhe.server.views.cases import CaseFilter, case_rows
from kanhe.server.views.delisting_orders import known_stores
from kanhe.server.views.findings import InspectionView, inspection_rows, inspection_view
from kanhe.server.views.inspector_queue import to_review, waiting
from kanhe.server.views.rounds import round_rows

router = APIRouter(prefix="/inspector", include_in_schema=False)

Reader = Annotated[Person, allow("inspector", "supervisor", "auditor")]
Inspector = Annotated[Person, allow("inspector")]
Text = Annotated[str, Form(max_length=8000)]
Line = Annotated[str, Form(max_length=255)]


def needs(person: Person, connection: Connection) -> tuple[Need, ...]:
    """Of an inspector: findings to review, late inspections, cases to order and to re-test."""
    if person.role != "inspector":
        return ()
    import datetime as dt

    from kanhe.ledger.workdays import day_of

    now = dt.datetime.now(dt.UTC)
    today = day_of(now)
    review, queue = to_review(connection, now), waiting(connection, now)
    late = [q for q in queue if q.late]
    tested = case_rows(connection, today, CaseFilter(state="tested"), limit=200).items
    overdue = case_rows(connection, today, CaseFilter(overdue=True), limit=200).items
    dues = [r.due_at for r in review if r.due_at]
    return (
        Need(
            "检测待复核", "inspections to review", len(review), "已有自动检测结果，逐项认定或不予认定后才能立案。",
            "The machine has looked; confirm or dismiss each finding before a case is opened.", "/inspector/queue",
            "now" if any(r.late for r in review) else "soon", min(dues, default=None),
        ),
        Need(
            "检测超过七日", "inspections past the seven days", len(late), "提交已过七日仍未出结果。",
            "Their seven days are over and there is no result.", "/inspector/queue?tab=waiting", "now",
            min((q.due_at for q in late), default=None),
        ),
        Need(
            "案件待责令整改", "cases to order", len(tested), "检测已认定问题，尚未下达责令整改通知。",
            "Problems were found and nothing was ordered yet.", "/cases?state=tested", "soon",
        ),
        Need(
            "整改期限已过", "deadlines passed", len(overdue), "请安排复测；未整改的报送监管人员公开通报或下架。",
            "Re-test them; what was not mended goes to the supervisor.", "/cases?overdue=1", "now",
            min((c.deadline for c in overdue if c.deadline), default=None),
        ),
    )  # fmt: skip


@router.get("/queue")
def queue(request: Request, serving: Serving, person: Reader, tab: str = "review") -> Response:
    moment = serving.ledger.moment()
    with serving.ledger.read() as connection:
        review, queued = to_review(connection, moment), waiting(connection, moment)
    return page(
        request, "inspector/queue.html.j2", person=person, review=review, queued=queued, now=moment,
        tab="waiting" if tab == "waiting" else "review",
    )  # fmt: skip


@router.get("/inspections")
def inspections(
    request: Request, serving: Serving, person: Reader, verdict: str = "", app: str = "",
    after: Annotated[str | None, Query(max_length=2000)] = None,
) -> Response:  # fmt: skip
    chosen = verdict if verdict in ("pass", "fail", "incomplete") else ""
    with serving.ledger.read() as connection:
        found = inspection_rows(connection, app or None, chosen or None, False, after)
    return page(
        request,
        "inspector/inspections.html.j2",
        person=person,
        found=found,
        verdict=chosen,
        app=app,
        paged=after is not None,
    )


@router.get("/inspections/{inspection}")
def inspection(
    request: Request, serving: Serving, person: Reader, inspection: str, finding: str = "", cell: int = -1
) -> Response:  # fmt: skip
    """``finding``: whose evidence is shown; ``cell``: the pair of the tally that is shown."""
    return _page(request, serving, person, inspection, finding, cell)


@router.post("/inspections/{inspection}/findings/{fingerprint}")
def review(
    request: Request, serving: Serving, person: Inspector, inspection: str, fingerprint: str, verdict: Line,
    reason: Text = "",
) -> Response:  # fmt: skip
    """Confirm or dismiss.  HTMX gets the finding's card and the tally of what was decided, others the page."""
    view = _view(serving, inspection)
    if fingerprint not in {f.fingerprint for f in view.findings}:
        raise NotThere
    refused = None
    try:
        serving.ledger.act(FindingReviewed(inspection, fingerprint, verdict, reason.strip()), person.id)
    except Refused as error:
        refused = error
    if request.headers.get("hx-request"):
        view = _view(serving, inspection)
        found = next(f for f in view.findings if f.fingerprint == fingerprint)
        details = _details(serving, view)
        return page(
            request, "inspector/reviewed.html.j2", person=person, view=view, f=found, d=details.get(fingerprint),
            why=refused, who=people(serving),
        )  # fmt: skip
    if refused:
        return _page(request, serving, person, inspection, fingerprint, refused=refused)
    return done(f"/inspector/inspections/{inspection}?finding={fingerprint}", "复核已记录。", "The review is recorded.")


@router.post("/inspections/{inspection}/revision")
def revise(request: Request, serving: Serving, person: Inspector, inspection: str, reason: Text = "") -> Response:
    """Record the inspection anew, without what was dismissed."""
    view = _view(serving, inspection)
    try:
        incomplete = undecided(serving.storage.report(view.looked))
        act = serving.ledger.act(InspectionRevised(inspection, reason.strip(), incomplete), person.id)
    except Refused as refused:
        return _page(request, serving, person, inspection, refused=refused)
    fresh = getattr(act.event, "id", inspection)
    return done(f"/inspector/inspections/{fresh}", "已按复核记录新的检测结论。", "The inspection is recorded anew.")


@router.post("/inspections/{inspection}/case")
def open_case(
    request: Request, serving: Serving, person: Inspector, inspection: str, source: Line = "", regulator: Line = "",
    round: Line = "",
) -> Response:  # fmt: skip
    """A case of this build, tested with what was confirmed: both records, or none."""
    view = _view(serving, inspection)
    row = view.inspection
    try:
        if not (source.strip() and regulator.strip() and round.strip()):
            raise Refused("请写明来源、主管部门和轮次", "name the store, the regulator and the round")
        with serving.ledger.write() as connection:
            problems = problems_of(connection, inspection, confirmed_only=True)
            if not problems:
                raise Refused("请先认定至少一项发现", "confirm one finding at least")
            opened = serving.ledger.act_within(
                connection,
                CaseOpened(row.app, row.version_name, source.strip(), regulator.strip(), round.strip()),
                person.id,
            )
            case = getattr(opened.event, "id", "")
            serving.ledger.act_within(connection, CaseTested(case, problems, inspection), person.id)
    except Refused as refused:
        return _page(request, serving, person, inspection, refused=refused)
    return done(
        f"/cases/{case}", "已立案并录入问题，可以责令整改。", "The case is open with its problems; an order may follow."
    )


def _view(serving: Services, inspection: str) -> InspectionView:
    """Raises :class:`NotThere`."""
    with serving.ledger.read() as connection:
        found = inspection_view(connection, inspection)
    if found is None:
        raise NotThere(f"没有检测 {inspection}", f"there is no inspection {inspection}")
    return found


def _details(serving: Services, view: InspectionView) -> dict[str, Any]:
    """Fingerprint → the finding as the stored report tells it; empty when there is no report."""
    report = serving.storage.report(view.looked)
    return {f["fingerprint"]: f for f in report["findings"]} if report else {}


def _page(
    request: Request, serving: Services, person: Person, inspection: str, finding: str = "", cell: int = -1,
    refused: Refused | None = None,
) -> Response:  # fmt: skip
    view = _view(serving, inspection)
    report = serving.storage.report(view.looked)
    details = {f["fingerprint"]: f for f in report["findings"]} if report else {}
    cells = report["tally"]["cells"] if report else []
    chosen = finding if finding in {f.fingerprint for f in view.findings} else ""
    if not chosen and view.findings and not 0 <= cell < len(cells):
        chosen = next((f for f in view.findings if f.review is None), view.findings[0]).fingerprint
    with serving.ledger.read() as connection:
        rounds = round_rows(connection)
        stores = known_stores(connection)
    return page(
        request, "inspector/inspection.html.j2", person=person, refused=refused, view=view, report=report, details=details,
        chosen=chosen, cell=cells[cell] if not chosen and 0 <= cell < len(cells) else None, matrix=matrix(cells),
        numbers={(c["actor"]["id"], c["item"]["id"]): k for k, c in enumerate(cells)}, rounds=rounds, stores=stores,
        who=people(serving), undecided=undecided(report) if report else None,
    )  # fmt: skip
