"""Delisting orders with what each store still owes, restoration after a re-test, and the triage of signals."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from kanhe.ledger.delistings import DelistingOrdered, Restored
from kanhe.ledger.event import Refused
from kanhe.ledger.exporting.delisting_text import delisting_text
from kanhe.ledger.signals import DECISIONS, SignalReceived, SignalTriaged
from kanhe.server.access import NotThere, allow
from kanhe.server.console.pages import done, page
from kanhe.server.identity import Person
from kanhe.server.services import Services, Serving
from kanhe.server.views.cases import CaseView, case_view
from kanhe.server.views.delisting_orders import (
    delisting_row,
    delisting_rows,
    known_stores,
    retests_that_restore,
    store_totals,
)  # fmt: skip
from kanhe.server.views.foretold import foretold
from kanhe.server.views.registry import app_rows, app_view
from kanhe.server.views.signals import STATES, signal_rows

router = APIRouter(prefix="/supervisor", include_in_schema=False)

Reader = Annotated[Person, allow("supervisor", "auditor", "inspector")]
Supervisor = Annotated[Person, allow("supervisor")]
Text = Annotated[str, Form(max_length=8000)]
Line = Annotated[str, Form(max_length=300)]
Stores = Annotated[list[str] | None, Form(max_length=200)]


@router.get("/delistings")
def delistings(
    request: Request, serving: Serving, person: Reader, outstanding: str = "", store: Annotated[str, Query(max_length=64)] = "",
    after: Annotated[str | None, Query(max_length=2000)] = None,
) -> Response:  # fmt: skip
    with serving.ledger.read() as connection:
        found = delisting_rows(connection, store or None, outstanding=bool(outstanding), after=after)
        totals = store_totals(connection)
    return page(
        request, "supervisor/delistings.html.j2", person=person, found=found, totals=totals, outstanding=outstanding,
        store=store, paged=after is not None,
    )  # fmt: skip


@router.get("/delistings/new")
def draft(request: Request, serving: Serving, person: Supervisor, case: str = "", app: str = "") -> Response:
    return _draft(
        request, serving, person, {"case": case, "app": app, "reason": "", "version_name": "", "more": ""}, ()
    )


@router.post("/delistings")
def order(
    request: Request, serving: Serving, person: Supervisor, case: Line = "", app: Line = "", reason: Text = "",
    version_name: Line = "", store: Stores = None, more: Line = "", look: str | None = Form(None),
) -> Response:  # fmt: skip
    """``look``: show the text, record nothing."""
    form = {"case": case, "app": app, "reason": reason, "version_name": version_name, "more": more}
    stores = tuple(dict.fromkeys(s.strip() for s in (*(store or ()), *more.replace("，", ",").split(",")) if s.strip()))
    text = None
    try:
        about = _case(serving, case) if case.strip() else None
        chosen = about.case.app if about else app.strip()
        if not reason.strip():
            raise Refused("请写明下架理由", "say why it is taken down")
        event = DelistingOrdered(chosen, stores, reason.strip(), case.strip() or None, version_name.strip() or None)
        if look is None:
            act = serving.ledger.act(event, person.id)
            to = f"/supervisor/delistings/{getattr(act.event, 'id', '')}"
            return done(to, "下架令已发出，等待各商店回执。", "The order is out; the stores have to acknowledge.")
        text = foretold(
            serving.ledger, event, person.id, lambda c, act: delisting_text(c, [getattr(act.event, "id", "")])
        )  # fmt: skip
    except Refused as refused:
        return _draft(request, serving, person, form, stores, refused)
    return _draft(request, serving, person, form, stores, text=text)


@router.get("/delistings/{delisting}")
def delisting(request: Request, serving: Serving, person: Reader, delisting: str) -> Response:
    return _delisting(request, serving, person, delisting)


@router.post("/delistings/{delisting}/restore")
def restore(request: Request, serving: Serving, person: Supervisor, delisting: str, retest: Line = "") -> Response:
    try:
        serving.ledger.act(Restored(delisting, retest.strip()), person.id)
    except Refused as refused:
        return _delisting(request, serving, person, delisting, refused)
    return done(f"/supervisor/delistings/{delisting}", "已恢复上架。", "The app may come back.")


@router.get("/signals")
def signals(
    request: Request, serving: Serving, person: Reader, state: str = "waiting",
    after: Annotated[str | None, Query(max_length=2000)] = None,
) -> Response:  # fmt: skip
    return _signals(request, serving, person, state if state in STATES else "", after)


@router.post("/signals")
def receive(
    request: Request, serving: Serving, person: Annotated[Person, allow("supervisor", "inspector")], source: Line = "",
    text: Text = "", app_name: Line = "",
) -> Response:  # fmt: skip
    try:
        if not source.strip():
            raise Refused("请写明来源", "say where it comes from")
        serving.ledger.act(SignalReceived(source.strip()[:64], text.strip(), app_name.strip() or None), person.id)
    except Refused as refused:
        return _signals(request, serving, person, "waiting", None, refused)
    return done("/supervisor/signals", "线索已登记。", "The signal is recorded.")


@router.post("/signals/{signal}/triage")
def triage(
    request: Request, serving: Serving, person: Supervisor, signal: str, decision: Line = "", remark: Text = "",
    app: Line = "",
) -> Response:  # fmt: skip
    try:
        if decision not in DECISIONS or not remark.strip():
            raise Refused("请选择处理结果并写明说明", "choose a decision and say why")
        serving.ledger.act(SignalTriaged(signal, decision, remark.strip(), app.strip() or None), person.id)
    except Refused as refused:
        return _signals(request, serving, person, "waiting", None, refused)
    return done("/supervisor/signals", "线索已处理。", "The signal is decided.")


def _case(serving: Services, case: str) -> CaseView:
    """Raises :class:`Refused`."""
    with serving.ledger.read() as connection:
        found = case_view(connection, case.strip(), serving.ledger.today())
    if found is None:
        raise Refused(f"没有案件 {case}", f"there is no case {case}")
    return found


def _draft(
    request: Request, serving: Services, person: Person, form: dict[str, str], chosen: tuple[str, ...],
    refused: Refused | None = None, text: object = None,
) -> Response:  # fmt: skip
    with serving.ledger.read() as connection:
        stores = known_stores(connection)
        about = case_view(connection, form["case"], serving.ledger.today()) if form["case"] else None
        app = app_view(connection, about.case.app if about else form["app"])
    listing = {s for b in (app.builds if app else ()) for s in b.stores}
    return page(
        request, "supervisor/delisting_draft.html.j2", person=person, refused=refused, form=form, stores=stores, about=about,
        app=app, chosen=chosen or tuple(sorted(listing)), listing=listing, text=text,
    )  # fmt: skip


def _delisting(
    request: Request, serving: Services, person: Person, delisting: str, refused: Refused | None = None
) -> Response:  # fmt: skip
    with serving.ledger.read() as connection:
        found = delisting_row(connection, delisting)
        if found is None:
            raise NotThere(f"没有下架令 {delisting}", f"there is no delisting order {delisting}")
        text = delisting_text(connection, [delisting])
        passed = () if found.restored_at else retests_that_restore(connection, delisting)
    return page(
        request, "supervisor/delisting.html.j2", person=person, refused=refused, d=found, text=text, passed=passed,
        moment_now=serving.ledger.moment(),
    )  # fmt: skip


def _signals(
    request: Request, serving: Services, person: Person, state: str, after: str | None, refused: Refused | None = None
) -> Response:  # fmt: skip
    with serving.ledger.read() as connection:
        found = signal_rows(connection, state or None, after=after)
        guesses = {
            s.id: app_rows(connection, s.app_name, limit=5).items for s in found.items if s.app_name and s.app is None
        }  # fmt: skip
    return page(
        request, "supervisor/signals.html.j2", person=person, refused=refused, found=found, state=state, guesses=guesses,
        paged=after is not None,
    )  # fmt: skip
