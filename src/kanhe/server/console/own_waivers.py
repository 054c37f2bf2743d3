"""Waivers within an enterprise: a developer asks for a permission that its own rules forbid, a colleague decides."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from sqlalchemy import Connection
from starlette.responses import Response

from kanhe.ledger.event import Event, Refused
from kanhe.ledger.waivers import WaiverDecided, WaiverRequested, WaiverRevoked
from kanhe.ledger.workdays import day_of
from kanhe.server.access import NotThere, allow
from kanhe.server.console.developer import of
from kanhe.server.console.needs import Need
from kanhe.server.console.pages import done, page
from kanhe.server.identity import Person
from kanhe.server.services import Services, Serving
from kanhe.server.views.apps import own_apps
from kanhe.server.views.waivers import waiver_row, waiver_rows

router = APIRouter(prefix="/developer/waivers", include_in_schema=False)

Developer = Annotated[Person, allow("developer")]
SOON = dt.timedelta(days=14)
"""How long before its end an approval is worth a word."""


def needs(person: Person, connection: Connection) -> tuple[Need, ...]:
    """What colleagues asked for, and approvals that end soon."""
    if person.role != "developer":
        return ()
    today = _today()
    asked = waiver_rows(connection, today, person.enterprise or "", state="requested", limit=200).items
    for_me = [w for w in asked if w.requested_by != person.id]
    holding = waiver_rows(connection, today, person.enterprise or "", holds=True, limit=200).items
    ending = [w for w in holding if w.until and w.until <= today + SOON]
    return (
        Need(
            "权限豁免待审批", "waivers to decide", len(for_me), "同事提出申请；批准须写明到期日，本人不能批准自己的申请。",
            "Colleagues asked for them; an approval names its last day, and nobody decides on an own request.",
            "/developer/waivers?state=requested", "soon",
        ),
        Need(
            "权限豁免即将到期", "waivers that end soon", len(ending), "到期后该权限重新按企业策略判定。",
            "After its last day the permission is judged by the enterprise's rules again.", "/developer/waivers?state=ending",
            "later", min((w.until for w in ending if w.until), default=None),
        ),
    )  # fmt: skip


@router.get("")
def waivers(
    request: Request, serving: Serving, person: Developer, state: str = "", app: Annotated[str, Query(max_length=300)] = "",
    permission: Annotated[str, Query(max_length=255)] = "",
) -> Response:  # fmt: skip
    """What was asked and decided; ``app`` and ``permission`` fill the form."""
    return _page(request, serving, person, state, {"app": app, "permission": permission})


@router.post("")
def ask(
    request: Request, serving: Serving, person: Developer, app: Annotated[str, Form(max_length=300)],
    permission: Annotated[str, Form(max_length=255)], reason: Annotated[str, Form(max_length=4000)],
) -> Response:  # fmt: skip
    with serving.ledger.read() as connection:
        if app not in {a.id for a in own_apps(connection, of(person))}:
            raise NotThere("没有这个应用", "there is no such app")
    form = {"app": app, "permission": permission.strip(), "reason": reason}
    if not permission.strip():
        return _page(request, serving, person, "", form, Refused("请填写权限名称", "name the permission"))
    return _act(
        request, serving, person, WaiverRequested(app, permission.strip(), reason.strip(), person.id), form,
        ("申请已提交，等待同事审批。", "Asked; a colleague decides."),
    )  # fmt: skip


@router.post("/{waiver}/decision")
def decide(
    request: Request, serving: Serving, person: Developer, waiver: str, approved: Annotated[str, Form(max_length=8)],
    until: Annotated[str, Form(max_length=10)] = "", remark: Annotated[str, Form(max_length=2000)] = "",
) -> Response:  # fmt: skip
    _own(serving, person, waiver)
    event = WaiverDecided(waiver, approved == "yes", person.id, _day(until), remark.strip() or None)
    return _act(request, serving, person, event, {}, ("已审批。", "Decided."))


@router.post("/{waiver}/revocation")
def revoke(
    request: Request, serving: Serving, person: Developer, waiver: str, reason: Annotated[str, Form(max_length=2000)] = ""
) -> Response:  # fmt: skip
    _own(serving, person, waiver)
    event = WaiverRevoked(waiver, reason.strip() or "—")
    return _act(request, serving, person, event, {}, ("豁免已撤销。", "The waiver is revoked."))


def _act(
    request: Request, serving: Services, person: Person, event: Event, form: dict[str, str], said: tuple[str, str]
) -> Response:  # fmt: skip
    try:
        serving.ledger.act(event, person.id)
    except Refused as refused:
        return _page(request, serving, person, "", form, refused)
    return done("/developer/waivers", *said)


def _page(
    request: Request, serving: Services, person: Person, state: str, form: dict[str, str], refused: Refused | None = None
) -> Response:  # fmt: skip
    today = _today()
    with serving.ledger.read() as connection:
        known = waiver_rows(connection, today, of(person), limit=200).items
        apps = own_apps(connection, of(person))
    ending = [w for w in known if w.holds and w.until and w.until <= today + SOON]
    rows = ending if state == "ending" else [w for w in known if not state or w.state == state]
    return page(
        request, "developer/waivers.html.j2", person=person, refused=refused, rows=rows, apps=apps, state=state, form=form,
        tomorrow=today + dt.timedelta(days=1),
    )  # fmt: skip


def _own(serving: Services, person: Person, waiver: str) -> None:
    with serving.ledger.read() as connection:
        if waiver_row(connection, waiver, _today(), of(person)) is None:
            raise NotThere("没有这个豁免", "there is no such waiver")


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _today() -> dt.date:
    return day_of(dt.datetime.now(dt.UTC))
